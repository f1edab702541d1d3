import Testing

@testable import Settings

@Suite struct SettingsTableTests {
    private func line(
        _ name: String, _ environment: [String: String], overrides: [String: String] = [:]
    ) throws -> String {
        let table = SettingsTable.render(reading(environment, overrides: overrides))
        let lines = table.split(separator: "\n").filter { $0.hasPrefix("  \(name) ") }
        #expect(lines.count == 1)
        return String(try #require(lines.first))
    }

    @Test("A line has the value, where it came from, the default and the meaning")
    func columns() throws {
        let line = try self.line("TSUBAME_PORT", ["DEBUG_PORT": "7000"])
        let words = line.split(separator: "  ").map { $0.drop { $0 == " " } }

        #expect(words.prefix(4) == ["TSUBAME_PORT", "7000", "environment DEBUG_PORT", "5000"])
        #expect(words.last?.hasSuffix("Takes a number from 1 to 65535. Also DEBUG_PORT.") == true)
        #expect(try self.line("TSUBAME_PORT", [:], overrides: ["TSUBAME_PORT": "1"]).contains("command line"))
        #expect(try self.line("TSUBAME_PORT", [:]).contains(" default "))
    }

    @Test("Every setting is in the table, the reference's that have no effect too")
    func complete() throws {
        let table = SettingsTable.render(reading())

        #expect(reading().rows.allSatisfy { table.contains("  \($0.name) ") })
        #expect(try self.line("LDAP_HOST", [:]).contains("LDAP: host."))
        #expect(
            try self.line("KV_HOST", ["KV_HOST": "redis"]).hasSuffix(
                "Not needed: nothing here needs Redis. Set to redis."))
    }

    @Test("Secrets are hidden wherever they stand")
    func secrets() {
        let environment = [
            "SECRET_KEY": "topsecret-topsecret-topsecret-0123456789", "DB_PASSWORD": "topsecret",
            "MAIL_PASSWORD": "topsecret",
            "ADMIN_TOKEN": "topsecret", "DATABASE_URL": "postgresql://u:topsecret@h/d", "KV_PASSWORD": "topsecret",
            "FS_S3_SECRET_KEY": "topsecret", "INDEXER_KEY": "topsecret", "SENTRY_DSN": "topsecret",
        ]

        let table = SettingsTable.render(reading(environment))

        #expect(!table.contains("topsecret"))
        #expect(table.contains("(set, hidden)"))
    }

    @Test("Faults and warnings end the table")
    func ends() {
        let table = SettingsTable.render(reading(["TSUBAME_PORT": "x", "TSUBAME_PROT": "1"]))

        #expect(
            table.hasSuffix(
                """
                Wrong, and a server does not start so:
                  TSUBAME_PORT=x is not a number from 1 to 65535. Correct or unset it.

                Worth a look:
                  TSUBAME_PROT is not the name of a setting.

                """))
    }

    @Test("A value cannot break its line or colour the terminal")
    func control() throws {
        let line = try self.line("CRISP_TOKEN", ["CRISP_TOKEN": "a\nb\u{1B}[31mc"])

        #expect(line.contains("a b [31mc"))
    }
}
