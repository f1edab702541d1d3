import Database
import DatabaseSQLite
import FoundationEssentials
import Logging
import Server
import Settings
import StudioTesting
import Testing

@Suite struct StudioDatabaseTests {
    @Test("A database that does not exist yet is well, and a look at it does not make it")
    func nothing() async throws {
        try await Self.withSettings { settings, path in
            let checks = await DatabaseDoctor.checks(settings)

            #expect(checks.map(\.outcome) == [.ok])
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("A database that a server has made is sound and up to date")
    func current() async throws {
        try await Self.withSettings { settings, _ in
            try await Chores.migrate(settings, logger: Logger(label: "test"))

            let checks = await DatabaseDoctor.checks(settings)

            #expect(checks.map(\.name) == ["database", "schema"])
            #expect(checks.map(\.outcome) == [.ok, .ok])
        }
    }

    @Test("A database of a newer server is refused in words, and left as it is")
    func newer() async throws {
        try await Self.withSettings { settings, path in
            try await Chores.migrate(settings, logger: Logger(label: "test"))
            try await Self.run("INSERT INTO tsubame_migration (name, applied_at) VALUES ('9000-later', '')", on: path)

            let checks = await DatabaseDoctor.checks(settings)
            let faults = await #expect(throws: SettingsFaults.self) {
                try await Chores.migrate(settings, logger: Logger(label: "test"))
            }

            #expect(checks.map(\.outcome) == [.ok, .failed])
            #expect(faults?.lines.first?.contains("9000-later") == true)
        }
    }

    @Test("A plan tells what a start would do, and makes no file")
    func plan() async throws {
        try await Self.withSettings { settings, path in
            let first = try await StudioDatabase.plan(settings)
            let isThere = FileManager.default.fileExists(atPath: path)
            try await Chores.migrate(settings, logger: Logger(label: "test"))
            let then = try await StudioDatabase.plan(settings)

            #expect(first == ["make \(path) and the tables of a new studio"])
            #expect(!isThere)
            #expect(then == [])
        }
    }

    @Test("A database that lacks a step is worth a look")
    func older() async throws {
        try await Self.withSettings { settings, path in
            try await Chores.migrate(settings, logger: Logger(label: "test"))
            try await Self.run("DELETE FROM tsubame_migration WHERE name LIKE '0002%'", on: path)

            let checks = await DatabaseDoctor.checks(settings)

            #expect(checks.map(\.outcome) == [.ok, .warning])
        }
    }

    @Test("A file that is no database, and a server that does not answer, are failures")
    func unreachable() async throws {
        try await Self.withSettings { settings, path in
            try Data("no database, but long enough to be taken for one by its size".utf8)
                .write(to: URL(filePath: path))
            let away = SettingsReading(
                environment: ["DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/none"], workingFolder: "/tmp")

            let damaged = await DatabaseDoctor.checks(settings)
            let silent = await DatabaseDoctor.checks(away.settings)

            #expect(damaged.map(\.outcome) == [.failed])
            #expect(silent.map(\.outcome) == [.failed])
            #expect(silent.first?.sentence.contains("secret") == false)
        }
    }

    @Test("A port that is taken is told in words")
    func takenPort() async throws {
        try await FrontBench.run([]) { bench in
            try await Self.withSettings(["TSUBAME_PORT": "\(bench.port)"]) { settings, _ in
                var logger = Logger(label: "test")
                logger.logLevel = .critical
                let server = try await Server(settings, logger: logger)

                let faults = await #expect(throws: SettingsFaults.self) { try await server.run { _ in } }

                #expect(faults?.lines.first?.contains("cannot listen on port \(bench.port)") == true)
            }
        }
    }

    private static func withSettings(
        _ more: [String: String] = [:], _ body: (Settings, String) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/studio.sqlite"
        let environment = ["TSUBAME_DATA": folder.path, "DATABASE_URL": "sqlite:\(path)"].merging(more) { $1 }
        try await body(SettingsReading(environment: environment, workingFolder: folder.path).settings, path)
    }

    private static func run(_ statement: SQL, on path: String) async throws {
        let database = try await SQLiteDatabase.open(path: path)
        try await database.write { _ = try $0.run(statement) }
        await database.close()
    }
}
