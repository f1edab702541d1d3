import Database
import DatabaseSQLite
import FoundationEssentials
import JSONBytes
import StudioTesting
import Testing

@testable import DatabasePostgres

@Suite struct ConnectionTests {
    /// Ends every other connection to the test's database.
    private static let terminate: SQL = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """

    @Test(
        "Half of the connections read, two for each core at most but four; all of a few do both",
        arguments: [(1, 2, 1), (3, 8, 3), (4, 2, 2), (12, 2, 4), (12, 1, 4), (12, 4, 6), (64, 4, 8)])
    func division(_ connections: Int, _ cores: Int, _ reading: Int) {
        #expect(PostgresDatabase.readers(of: connections, cores: cores) == reading)
    }

    @Test("After the server ended all connections, the next read and the next write work")
    func terminated() async throws {
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            let outside = try await test.open(connections: 1)
            for round in 0..<3 {
                try await test.database.write { try Samples.add("\(round)", to: $0) }
                _ = try await outside.read { try $0.count(Self.terminate) }

                let names = try await test.database.read(Samples.names)
                _ = try await outside.read { try $0.count(Self.terminate) }
                try await test.database.write { try $0.run("UPDATE sample SET frames = \(round)") }

                #expect(names.count == round + 1)
            }
            await outside.close()
        }
    }

    @Test("A transaction whose connection breaks in its middle is done again from its start")
    func brokenInside() async throws {
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            let tries = Counter()

            try await test.database.write { transaction in
                tries.add()
                try Samples.add("one", to: transaction)
                if tries.value == 1 {
                    _ = try transaction.count("SELECT count(pg_terminate_backend(pg_backend_pid()))")
                }
            }

            let names = try await test.database.read(Samples.names)
            #expect(names == ["one"] && tries.value == 2)
        }
    }

    @Test("A commit during which the connection breaks is told as uncertain, and not done again")
    func brokenCommit() async throws {
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            let tries = Counter()
            try await test.database.write { transaction in
                try transaction.session.runScript(
                    """
                    CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
                    CREATE CONSTRAINT TRIGGER leaving AFTER INSERT ON sample DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION leave();
                    """)
            }

            let errors = [
                await databaseError {
                    try await test.database.write { transaction in
                        tries.add()
                        try Samples.add("one", to: transaction)
                    }
                },
                await databaseError {
                    try await test.database.write { transaction in
                        tries.add()
                        try Samples.add("two", to: transaction)
                        try transaction.emit("sample:new", [:])
                    }
                },
            ]

            let names = try await test.database.read(Samples.names)
            #expect(errors.map { $0?.kind } == [.commitIsUncertain, .commitIsUncertain])
            #expect(tries.value == 2 && names.isEmpty)
        }
    }

    @Test("An address where nobody answers is told as unavailable")
    func nobody() async throws {
        let address = PostgresAddress(host: "127.0.0.1", port: 1, user: "x", password: nil, database: "it's \\ odd")

        let error = await databaseError { try await PostgresDatabase.open(address) }

        #expect(error?.kind == .unavailable)
    }

    @Test("A database whose name looks like an address is taken by its name")
    func oddName() async throws {
        let server = try PostgresTestServer.forThisRun()
        let name = "tsubame host=nowhere 'x' \\ \(UUID().text)"
        try await server.execute("CREATE DATABASE \"\(name)\"")
        let address = try await server.address(of: name)

        let database = try await PostgresDatabase.open(address)
        let found = try await database.read { try $0.one("SELECT current_database()", String.self) }

        await database.close()
        try await server.execute("DROP DATABASE \"\(name)\" WITH (FORCE)")
        // PostgreSQL keeps 63 bytes of a name.
        #expect(found.map { name.hasPrefix($0) } == true)
    }

    @Test("A file that is no database, or has no folder, is told as unavailable")
    func noFile() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data("no database at all, but long enough to look like one".utf8)
            .write(to: URL(filePath: folder.path + "/text"))

        let text = await databaseError { try await SQLiteDatabase.open(path: folder.path + "/text") }
        let nowhere = await databaseError { try await SQLiteDatabase.open(path: folder.path + "/none/file") }

        #expect(text?.kind == .unavailable && nowhere?.kind == .unavailable)
    }

    @Test("A kept statement survives a change of its table", arguments: Dialect.allCases)
    func schemaChange(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            // One connection, which keeps its statements.
            let database = try await test.open(connections: 1)
            let all: SQL = "SELECT * FROM part"
            let byNumber: SQL = "SELECT count(*) FROM part WHERE number = \(7)"
            func look() async throws -> Int {
                try await database.read { reader in
                    var columns = 0
                    _ = try reader.count("SELECT 1")
                    try reader.each(all) { _ in columns += 1 }
                    return try reader.count(byNumber) + columns
                }
            }
            _ = try await look()

            try await test.database.write { try $0.run("ALTER TABLE part ADD COLUMN more text") }
            let afterAdding = try await look()
            try await database.write { transaction in
                _ = try transaction.count(byNumber)
                _ = try transaction.all(all) { _ in true }
            }
            if dialect == .postgres {
                try await test.database.write { transaction in
                    try transaction.run("ALTER TABLE part ALTER COLUMN number TYPE text USING number::text")
                    try transaction.run("ALTER TABLE part DROP COLUMN more")
                }
            }
            let afterTyping = try await look()

            await database.close()
            #expect(afterAdding == 0 && afterTyping == 0)
        }
    }

    @Test("What cannot be prepared for later is still read")
    func unkept() async throws {
        try await withDatabase(on: .postgres, migrations: Samples.migrations) { database in
            let plan = try await database.read { reader in
                try reader.all("EXPLAIN SELECT * FROM sample WHERE name = 'x'") { try $0.text(0) }
            }
            let bound = try await database.read { reader in
                try reader.all("EXPLAIN SELECT * FROM sample WHERE name = \("x")") { try $0.text(0) }
            }
            let zone = try await database.read { try $0.one("SHOW TimeZone", String.self) }

            #expect(plan.contains { $0.contains("sample_name_key") } && bound == plan)
            #expect(zone == "UTC")
        }
    }

    @Test("SQLite's file is for its owner only, and a commit waits for the disk")
    func file() async throws {
        try await withTestDatabase(on: .sqlite, migrations: Samples.migrations) { test in
            guard case .file(let path) = test.place else { throw Leaving() }

            let modes = try ["", "-wal", "-shm"].map { suffix in
                try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions] as? Int
            }
            let settings = try await test.database.write { transaction in
                try ["journal_mode", "synchronous", "foreign_keys", "trusted_schema"].map { name in
                    try transaction.one("PRAGMA \(SQL(verbatim: name))", String.self)
                }
            }

            #expect(modes == [0o600, 0o600, 0o600])
            #expect(settings == ["wal", "2", "1", "0"])
        }
    }

    @Test("More statements than are kept still work", arguments: Dialect.allCases)
    func manyStatements(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect) { test in
            let database = try await test.open(connections: 1)

            var sum = 0
            for number in 0..<600 {
                sum += try await database.read { reader in
                    try reader.count("SELECT \(SQL(verbatim: String(number % 300))) + \(0)")
                }
            }

            await database.close()
            #expect(sum == (0..<300).reduce(0, +) * 2)
        }
    }

    @Test("Two servers that start at once run each migration once", arguments: Dialect.allCases)
    func migrateTwice(_ dialect: Dialect) async throws {
        let steps = (0..<5).map { number in
            Migration("step-\(number)") { try $0.run("CREATE TABLE \(SQL(verbatim: "step_\(number)")) (id integer)") }
        }
        try await withTestDatabase(on: dialect) { test in
            // As a database that has never been migrated.
            try await test.database.write { transaction in
                try transaction.run("DROP TABLE tsubame_migration")
                if dialect == .postgres { try transaction.run("DROP TABLE tsubame_event") }
            }
            var servers: [Database] = []
            for _ in 0..<4 { servers.append(try await test.open(connections: 2)) }

            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for server in servers { group.addTask { try await server.migrate(steps).map(\.name) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let recorded = try await test.database.appliedMigrations()

            for server in servers { await server.close() }
            #expect(applied.sorted() == steps.map(\.name))
            #expect(recorded == steps.map(\.name))
        }
    }

    @Test("A migration that fails leaves neither its tables nor its record", arguments: Dialect.allCases)
    func failedMigration(_ dialect: Dialect) async throws {
        let steps = [
            Migration("good") { try $0.run("CREATE TABLE good (id integer)") },
            Migration("bad") { transaction in
                try transaction.run("CREATE TABLE bad (id integer)")
                try transaction.run("CREATE TABLE bad (id integer)")
            },
        ]
        try await withTestDatabase(on: dialect) { test in
            let error = await databaseError { try await test.database.migrate(steps) }

            let recorded = try await test.database.appliedMigrations()
            let table = await databaseError {
                try await test.database.read { try $0.count("SELECT count(*) FROM bad") }
            }
            #expect(error?.kind == .other && table?.kind == .other)
            #expect(recorded == ["good"])
        }
    }
}
