import Database
import DatabasePostgres
import FoundationEssentials
import JSONBytes
import NIOCore
import StudioTesting
import Testing

/// Queries that travel together because a visit said beforehand what it asks.
@Suite struct ExpectationTests {
    private static let count: SQL = "SELECT count(*) FROM sample"
    private static func frames(_ name: String) -> SQL { "SELECT frames FROM sample WHERE name = \(name)" }

    /// What the queries answer, each row's first column as text, on a visit that expects `expected`.
    private static func ask(
        _ queries: [SQL], expecting expected: [SQL], of database: Database, _ visits: Counter = Counter()
    ) async throws -> [[String]] {
        try await database.answer(expecting: { expected }) { reader in
            visits.add()
            return Visit(try queries.map { query in try reader.all(query) { try $0.text(0) } }) { _, _ in }
        }.head
    }

    @Test("The answers are the same, however much was expected", arguments: Dialect.allCases)
    func same(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            let database = try await test.open(connections: 1)
            try await database.write { transaction in
                for number in 0..<3 { try Samples.add("s\(number)", frames: number, to: transaction) }
            }
            let queries = [Self.count, Self.frames("s2"), "SELECT name FROM sample ORDER BY name", Self.frames("none")]
            let (none, all, visits) = (Counter(), Counter(), Counter())

            let plain = try await Self.ask(queries, expecting: [], of: database, none)
            let exact = try await Self.ask(queries, expecting: queries, of: database, all)
            let generous = try await Self.ask(
                queries, expecting: [Self.frames("s0")] + queries + [Self.frames("s1")], of: database, visits)
            let skipping = try await Self.ask([queries[2]], expecting: queries, of: database, visits)

            await database.close()
            #expect(plain == [["3"], ["2"], ["s0", "s1", "s2"], []])
            #expect(exact == plain && generous == plain && skipping == [plain[2]])
            #expect(none.value == 1 && all.value == 1 && visits.value == 2)
        }
    }

    @Test("A visit that asks for something else starts again, and gets its answer", arguments: Dialect.allCases)
    func other(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            try await database.write { try Samples.add("one", frames: 7, to: $0) }
            let visits = Counter()
            let expected = [Self.count, Self.frames("two")]

            let answers = try await Self.ask(
                [Self.count, Self.frames("one")], expecting: expected, of: database, visits)
            let more = try await Self.ask(
                expected + [Self.frames("one")], expecting: expected, of: database, visits)
            let backwards = try await Self.ask(expected.reversed(), expecting: expected, of: database, visits)

            #expect(answers == [["1"], ["7"]] && more == [["1"], [], ["7"]] && backwards == [[], ["1"]])
            #expect(visits.value == (dialect == .postgres ? 6 : 3))
        }
    }

    @Test("Expected queries see one snapshot, whatever others commit between them")
    func snapshot() async throws {
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            let (outside, held, visits) = (try await test.open(connections: 1), Gate(), Counter())
            let wait: SQL = "SELECT CAST(pg_advisory_xact_lock(7) IS NULL AS text)"
            let waiting: SQL = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"

            async let writing: Void = outside.write { transaction in
                _ = try transaction.all(wait) { _ in true }
                held.open()
                // The reader has counted once by the time it waits.
                var looks = 0
                while looks < 8000, try transaction.count(waiting) == 0 {
                    looks += 1
                    pause(milliseconds: 5)
                }
                try Samples.add("between", to: transaction)
            }
            await held.waitOutside()
            let queries = [Self.count, wait, Self.count]
            let answers = try await Self.ask(queries, expecting: queries, of: test.database, visits)
            try await writing
            let after = try await Self.ask([Self.count], expecting: [Self.count], of: test.database)

            await outside.close()
            #expect(answers.first == ["0"] && answers.last == ["0"] && after == [["1"]])
            #expect(visits.value == 1)
        }
    }

    @Test("An expected query changes nothing, and neither does what nothing expects outside of a transaction")
    func readOnly() async throws {
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            let insert: SQL = "INSERT INTO sample (id, name) VALUES (\(UUID()), \("x")) RETURNING name"

            let error = await databaseError { try await Self.ask([insert], expecting: [insert], of: test.database) }
            let again = await databaseError { try await Self.ask([insert], expecting: [insert], of: test.database) }

            let names = try await test.database.read(Samples.names)
            #expect(error?.kind == .other && again?.kind == .other && names.isEmpty)
        }
    }

    @Test("A table that changes between two visits makes the second start again", arguments: Dialect.allCases)
    func changedTable(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            let (database, visits) = (try await test.open(connections: 1), Counter())
            let queries: [SQL] = [Self.count, "SELECT * FROM part WHERE number = \(7)", Self.count]
            _ = try await Self.ask(queries, expecting: queries, of: database)

            try await test.database.write { try $0.run("ALTER TABLE part ADD COLUMN more text") }
            let asked = try await Self.ask(queries, expecting: queries, of: database, visits)
            try await test.database.write { try $0.run("ALTER TABLE part ADD COLUMN yet_more text") }
            let skipped = try await Self.ask([queries[2]], expecting: queries, of: database, visits)
            let settled = try await Self.ask(queries, expecting: queries, of: database, visits)

            await database.close()
            #expect(asked == [["0"], [], ["0"]] && settled == asked)
            #expect(skipped == [["0"]])
            #expect(dialect == .sqlite || visits.value == 5)
        }
    }

    @Test("A query that fails, or cannot be prepared, fails as it does unexpected", arguments: Dialect.allCases)
    func failing(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            let database = try await test.open(connections: 1)
            let (unknown, division): (SQL, SQL) = ("SELECT 1 FROM nowhere", "SELECT CAST(\("x") AS integer) / 0")

            let missing = await databaseError {
                try await Self.ask([unknown], expecting: [Self.count, unknown], of: database)
            }
            let unasked = try await Self.ask([Self.count], expecting: [unknown, Self.count], of: database)
            let refused = await databaseError {
                try await Self.ask([division], expecting: [division, Self.count], of: database)
            }
            let behind = try await Self.ask([Self.count], expecting: [division, Self.count], of: database)

            await database.close()
            #expect(missing?.kind == .other && unasked == [["0"]] && behind == [["0"]])
            #expect(dialect == .sqlite || refused?.kind == .invalidValue)
        }
    }

    @Test("After the server ended all connections, an expected visit works")
    func deadConnection() async throws {
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            let (outside, database) = (try await test.open(connections: 1), try await test.open(connections: 1))
            let terminate: SQL = """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """
            let broken: SQL = "SELECT pg_terminate_backend(pg_backend_pid())"
            let visits = Counter()

            for _ in 0..<3 {
                _ = try await outside.read { try $0.count(terminate) }
                let answers = try await Self.ask([Self.count], expecting: [Self.count], of: database)
                #expect(answers == [["0"]])
            }
            // Nobody asks for what breaks it.
            let unhurt = try await Self.ask([Self.count], expecting: [Self.count, broken], of: database, visits)
            let after = try await Self.ask([Self.count], expecting: [Self.count], of: database, visits)

            await database.close()
            await outside.close()
            #expect(unhurt == [["0"]] && after == unhurt)
        }
    }

    @Test("Whoever leaves in the middle of an expected list leaves a session that works", arguments: Dialect.allCases)
    func abandoned(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            let database = try await test.open(connections: 1)
            let rows = StreamTests.rows(100_000, dialect)
            for _ in 0..<2 {
                let body = try await database.answer(expecting: { [Self.count, rows, Self.count] }) { reader in
                    _ = try reader.count(Self.count)
                    return Visit(()) { reader, output in
                        try reader.writeArray(rows, as: StreamTests.columns, to: output)
                    }
                }.body
                guard case .stream(let stream) = body else { throw Leaving() }
                stream.abandon()

                let left = try? await database.answer(expecting: { [rows, Self.count] }) { reader -> Visit<Void> in
                    try reader.each(rows) { _ in throw Leaving() }
                    return Visit(()) { _, _ in }
                }
                let after = try await Self.ask([Self.count], expecting: [Self.count], of: database)

                #expect(left == nil && after == [["0"]])
            }
            await database.close()
        }
    }

    @Test("A long list that was expected arrives whole, row by row", arguments: Dialect.allCases)
    func long(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let rows = StreamTests.rows(5000, dialect)
            let body = try await database.answer(expecting: { [rows] }) { _ in
                Visit(()) { reader, output in
                    try reader.writeArray(rows, as: StreamTests.columns, to: output)
                }
            }.body
            guard case .stream(let stream) = body else { throw Leaving() }
            var long = ByteBuffer()
            for try await var chunk in stream { long.writeBuffer(&chunk) }

            #expect(try JSONValue(parsing: long).arrayValue?.count == 5000)
        }
    }

    @Test("What refuses an expected visit is told, and nothing of it stays behind", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            let (database, visits) = (try await test.open(connections: 1), Counter())

            await #expect(throws: Leaving.self) {
                try await database.answer(expecting: { [Self.count, Self.frames("x")] }) { reader -> Visit<Void> in
                    visits.add()
                    _ = try reader.count(Self.count)
                    throw Leaving()
                }
            }
            try await database.write { try Samples.add("x", frames: 5, to: $0) }
            let after = try await Self.ask([Self.frames("x")], expecting: [Self.frames("x")], of: database)

            await database.close()
            #expect(after == [["5"]] && visits.value == 1)
        }
    }
}
