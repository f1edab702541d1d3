import Database
import DatabasePostgres
import DatabaseSQLite
import FoundationEssentials
import JSONBytes
import NIOCore
import StudioTesting
import Testing

@Suite struct StreamTests {
    /// A list of `count` rows of some 300 bytes, made up by the database.
    static func rows(_ count: Int, _ dialect: Dialect) -> SQL {
        let fill = String(repeating: "x", count: 280)
        return """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
            SELECT i, CAST(\(fill) AS text) FROM n
            """
    }
    static let columns = JSONColumns([Field("i", .int), Field("fill", .text)], type: nil)

    static func list(_ count: Int, of database: Database) async throws -> AnswerBody {
        try await database.answer { reader in
            Visit(()) { reader, output in
                try reader.writeArray(Self.rows(count, reader.dialect), as: Self.columns, to: output)
            }
        }.body
    }

    @Test("A short list comes whole, a long one in chunks that make one text", arguments: Dialect.allCases)
    func chunks(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect) { database in
            guard case .whole(let short) = try await Self.list(100, of: database) else { throw Leaving() }
            guard case .stream(let stream) = try await Self.list(5000, of: database) else { throw Leaving() }
            var long = ByteBuffer()
            for try await var chunk in stream { long.writeBuffer(&chunk) }

            let shortRows = try JSONValue(parsing: short)
            let longRows = try JSONValue(parsing: long)
            #expect(shortRows.arrayValue?.count == 100)
            #expect(longRows.arrayValue?.map { $0["i"]?.intValue } == (1...5000).map { Int64($0) })
        }
    }

    @Test("The database runs no more than some chunks ahead of its client", arguments: Dialect.allCases)
    func lead(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect) { database in
            let made = Counter()
            let body = try await database.answer { reader in
                Visit(()) { reader, output in
                    output.json.beginArray()
                    try reader.each(Self.rows(100_000, reader.dialect)) { row in
                        Self.columns.writeObject(row, into: &output.json)
                        made.add()
                        try output.flushIfFull()
                    }
                }
            }.body
            guard case .stream(let stream) = body else { throw Leaving() }

            var iterator = Optional(stream.makeAsyncIterator())
            _ = try await iterator?.next()
            try await Task.sleep(for: .milliseconds(500))
            let ahead = made.value

            iterator = nil
            // A megabyte of rows of some 300 bytes, and two chunks.
            #expect(ahead < 4500)
        }
    }

    @Test("A client that leaves in the middle frees its cursor, and its session goes on", arguments: Dialect.allCases)
    func leaving(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            // Fewer sessions than clients who leave: each must come back.
            let database = try await test.open(connections: 2)
            for _ in 0..<80 {
                guard case .stream(let stream) = try await Self.list(2_000_000, of: database) else { throw Leaving() }
                for try await _ in stream { break }
            }

            try await database.write { try Samples.add("one", to: $0) }
            let names = try await database.read(Samples.names)
            let short = try await Self.list(10, of: database)

            await database.close()
            #expect(names == ["one"])
            guard case .whole = short else { throw Leaving() }
        }
    }

    @Test("A slow client does not keep others waiting", arguments: Dialect.allCases)
    func slowClients(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            let database = try await test.open(connections: 2)
            var slow: [AnswerBody] = []
            for _ in 0..<2 { slow.append(try await Self.list(100_000, of: database)) }
            // Each has filled its stream and waits.
            try await Task.sleep(for: .milliseconds(300))

            let count = try await database.read { try $0.count("SELECT count(*) FROM sample") }

            for case .stream(let stream) in slow { stream.abandon() }
            await database.close()
            #expect(count == 0)
        }
    }

    @Test("What throws amid the rows closes the cursor; a transaction goes on after it", arguments: Dialect.allCases)
    func throwing(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let names = try await database.write { transaction in
                try Samples.add("one", to: transaction)
                do {
                    try transaction.each(Self.rows(20_000, dialect)) { _ in throw Leaving() }
                } catch is Leaving {
                    try Samples.add("two", to: transaction)
                }
                return try Samples.names(transaction)
            }

            #expect(names == ["one", "two"])
            #expect(try await database.read(Samples.names) == names)
        }
    }

    @Test("A statement that takes too long is interrupted, and its session goes on", arguments: Dialect.allCases)
    func limit(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect) { test in
            let pool = Pool("impatient", size: 1, maximum: 1) {
                switch test.place {
                case .file(let path): try SQLiteSession(path: path, .reading, limit: 1)
                case .server(let address): try PostgresSession(address, limit: 1)
                }
            }
            let slow = Database(dialect: dialect, readers: pool, writers: pool)

            let error = await databaseError {
                try await slow.read { reader in
                    try reader.count(
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n")
                }
            }
            let count = try await slow.read { try $0.count("SELECT 7") }

            await slow.close()
            #expect(error?.kind == .interrupted)
            #expect(count == 7)
        }
    }
}

/// What this process holds in memory.
func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
}
