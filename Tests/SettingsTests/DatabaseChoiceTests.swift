import Testing

@testable import Settings

@Suite struct DatabaseChoiceTests {
    @Test(
        "SQLite is a path, relative or absolute, with slashes of a URL or without",
        arguments: [
            ("sqlite:a.db", "/srv/a.db"), ("sqlite:./a.db", "/srv/a.db"), ("sqlite:/var/a.db", "/var/a.db"),
            ("sqlite:///var/a.db", "/var/a.db"), ("SQLite://a.db", "/srv/a.db"), ("sqlite:/a b/ü.db", "/a b/ü.db"),
        ])
    func sqlite(_ url: String, _ path: String) {
        #expect(reading(["DATABASE_URL": url]).settings.storage.database == .sqlite(path: path))
    }

    @Test(
        "PostgreSQL's URL goes to libpq as it is, but for its scheme",
        arguments: [
            ("postgres://u:p@h/d", "postgresql://u:p@h/d"), ("postgresql://h", "postgresql://h"),
            ("postgresql+psycopg://u@h:1/d?sslmode=require", "postgresql://u@h:1/d?sslmode=require"),
        ])
    func postgres(_ url: String, _ connection: String) {
        guard case .postgres(connection, _) = reading(["DATABASE_URL": url]).settings.storage.database else {
            Issue.record("\(url) is not read as \(connection)")
            return
        }
    }

    @Test(
        "What is no database is refused, and its value is not repeated",
        arguments: [
            "mysql://u:topsecret@h/d", "topsecret", "sqlite:", "sqlite::memory:", "sqlite:/topsecret/",
            "postgresql:topsecret",
            "postgresql://",
        ])
    func refused(_ url: String) {
        let faults = reading(["DATABASE_URL": url]).faults

        #expect(
            faults == [
                "DATABASE_URL is not postgresql://user:password@host:5432/name or sqlite:path. Correct or unset it."
            ])
    }

    @Test(
        "Any of the five names of the reference selects PostgreSQL",
        arguments: [
            (["DB_HOST": "db"], "host='db' port='5432' user='postgres' dbname='zoudb'"),
            (
                ["DB_PASSWORD": "a'b\\c d"],
                "host='localhost' port='5432' user='postgres' dbname='zoudb' password='a\\'b\\\\c d'"
            ),
            (
                ["DB_PORT": "5532", "DB_USERNAME": "u", "DB_DATABASE": "d"],
                "host='localhost' port='5532' user='u' dbname='d'"
            ),
        ])
    func parts(_ environment: [String: String], _ connection: String) {
        guard case .postgres(let found, _) = reading(environment).settings.storage.database else {
            Issue.record("\(environment) does not select PostgreSQL")
            return
        }
        #expect(found == connection)
    }

    @Test("DATABASE_URL goes before the five, and says so")
    func precedence() {
        let reading = reading(["DATABASE_URL": "sqlite:a", "DB_HOST": "db"])

        #expect(reading.settings.storage.database == .sqlite(path: "/srv/a"))
        #expect(reading.warnings == ["DB_HOST and company have no effect: DATABASE_URL is set."])
    }

    @Test(
        "A password is never shown",
        arguments: [
            ("postgresql://u:topsecret@h:1/d", "postgresql://u:***@h:1/d"),
            ("postgresql://u:top@secret@h/d", "postgresql://u:***@h/d"), ("postgresql://u@h/d", "postgresql://u@h/d"),
            ("postgresql:///d?user=u&password=topsecret&x=1", "postgresql:///d?user=u&password=***&x=1"),
        ])
    func hidden(_ url: String, _ shown: String) {
        #expect(reading(["DATABASE_URL": url]).settings.storage.database.shown == shown)
    }
}
