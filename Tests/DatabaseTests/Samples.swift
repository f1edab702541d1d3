import Database
import FoundationEssentials
import JSONBytes

/// A table with a column of each kind, and two that refer to one another.
enum Samples {
    static let migrations = [
        Migration("samples") { transaction in
            if transaction.dialect == .postgres {
                try transaction.run("CREATE TYPE mood AS ENUM ('calm', 'wild')")
            }
            try transaction.run(
                """
                CREATE TABLE sample (
                    id \(uuid) PRIMARY KEY, name varchar(20) NOT NULL UNIQUE, note text,
                    frames \(sqlite: "INTEGER", postgres: "integer") CHECK (frames >= 0),
                    bytes_size \(sqlite: "INTEGER", postgres: "bigint"),
                    ratio \(sqlite: "REAL", postgres: "double precision"),
                    is_done \(sqlite: "INTEGER", postgres: "boolean"),
                    created_at \(sqlite: "TEXT", postgres: "timestamp"),
                    due \(sqlite: "TEXT", postgres: "date"),
                    data \(sqlite: "TEXT", postgres: "jsonb"), raw \(sqlite: "TEXT", postgres: "json"),
                    secret \(sqlite: "TEXT", postgres: "bytea"), address \(sqlite: "TEXT", postgres: "inet"),
                    tags \(sqlite: "TEXT", postgres: "varchar(40)[]"),
                    codes \(sqlite: "TEXT", postgres: "bytea[]"),
                    steps \(sqlite: "TEXT", postgres: "jsonb[]"), mood \(sqlite: "TEXT", postgres: "mood"))
                """)
            try transaction.run(
                """
                CREATE TABLE part (
                    id \(uuid) PRIMARY KEY, sample_id \(uuid) NOT NULL REFERENCES sample (id), number integer NOT NULL)
                """)
        },
        Migration("events") { transaction in
            try transaction.run(
                """
                CREATE TABLE api_event (
                    id \(uuid) PRIMARY KEY, created_at \(sqlite: "TEXT", postgres: "timestamp"),
                    updated_at \(sqlite: "TEXT", postgres: "timestamp"), name varchar(80) NOT NULL, user_id \(uuid),
                    data \(sqlite: "TEXT", postgres: "jsonb"), project_id \(uuid))
                """)
        },
    ]

    private static let uuid: SQL = "\(sqlite: "TEXT", postgres: "uuid")"

    /// Adds a sample with nothing but what it must have.
    @discardableResult
    static func add(_ name: String, frames: Int = 0, to transaction: Transaction) throws -> UUID {
        let id = UUID()
        try transaction.run("INSERT INTO sample (id, name, frames) VALUES (\(id), \(name), \(frames))")
        return id
    }

    static func names(_ reader: Reader) throws -> [String] {
        try reader.all("SELECT name FROM sample ORDER BY name") { try $0.text(0) }
    }
}

/// What a test throws to leave.
struct Leaving: Error, Equatable {}

func databaseError<Result>(_ body: () async throws -> Result) async -> DatabaseError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? DatabaseError
    }
}
