import CSQLite
import Database
import Glibc

/// One connection to a SQLite file, confined to one thread.
package final class SQLiteSession: Session {
    /// What a connection may do.
    package enum Access: Sendable {
        case reading, writing
    }

    package let dialect = Dialect.sqlite
    package private(set) var isUsable = true

    private let connection: OpaquePointer
    private let access: Access
    private var statements = StatementCache<SQLiteStatement>(capacity: 256)
    private let watch: SQLiteWatch
    private var isRunning = false

    /// The limit is in seconds: how long a statement may work towards its next row.
    ///
    /// - Throws: ``DatabaseError`` when there is no such file, or none that SQLite can use.
    package init(path: String, _ access: Access, limit: Int = 60) throws {
        Self.makeFile(path)
        var connection: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &connection, flags, nil)
        guard code == SQLITE_OK, let connection else {
            defer { sqlite3_close_v2(connection) }
            throw DatabaseError.sqlite(code, on: connection, path)
        }
        self.connection = connection
        self.access = access
        self.watch = SQLiteWatch(limit: limit)
        do {
            SQLiteText.register(on: connection)
            self.watch.attach(to: connection)
            try self.configure()
        } catch {
            sqlite3_close_v2(connection)
            throw error
        }
    }

    /// SQLite would let everyone on the machine read a new file. What fails here, SQLite reports.
    private static func makeFile(_ path: String) {
        // Why: only a file that nobody has opened yet: closing another descriptor of it drops SQLite's locks.
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    private func configure() throws {
        // In milliseconds: how long to wait for another process (a command of ours, a backup).
        sqlite3_busy_timeout(self.connection, 5000)
        guard try self.pragma("journal_mode = WAL") == "wal" else {
            throw DatabaseError(.unavailable, "the database cannot keep a write-ahead log where it is")
        }
        // A commit that was acknowledged survives a power cut.
        _ = try self.pragma("synchronous = FULL")
        _ = try self.pragma("foreign_keys = ON")
        _ = try self.pragma("trusted_schema = OFF")
        _ = try self.pragma("cell_size_check = ON")
        // In KiB, when negative.
        _ = try self.pragma("cache_size = -3000")
        // Why no memory map: each connection would map the file for itself, and all of them count.
        _ = try self.pragma("journal_size_limit = 67108864")
        if self.access == .reading { _ = try self.pragma("query_only = ON") }
    }

    /// - Returns: The setting as it is now; nil when SQLite tells nothing.
    private func pragma(_ text: String) throws -> String? {
        let statement = try SQLiteStatement("PRAGMA \(text)", on: self.connection, isKept: false)
        defer { statement.close() }
        defer { statement.reset() }
        var answer: String?
        while try statement.step() { answer = String(cell: statement.cell(0)) }
        return answer
    }

    package func begin(_ mode: TransactionMode) throws {
        try self.runKept(mode == .write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED")
    }

    package func commit() throws { try self.runKept("COMMIT") }

    package func rollback() {
        // Some failures have rolled back already.
        guard sqlite3_get_autocommit(self.connection) == 0 else { return }
        do { try self.runKept("ROLLBACK") } catch { self.isUsable = false }
    }

    private func runKept(_ text: String) throws {
        try self.withStatement(text, []) { statement in while try statement.step() {} }
    }

    @discardableResult
    package func run(_ sql: SQL) throws -> Int {
        let (text, values) = sql.rendered(for: .sqlite)
        return try self.withStatement(text, values) { statement in
            let before = sqlite3_total_changes64(self.connection)
            while try statement.step() {}
            // Why: a statement that changes nothing leaves the last one's count.
            let hasChanged = sqlite3_total_changes64(self.connection) != before
            return hasChanged ? Int(sqlite3_changes64(self.connection)) : 0
        }
    }

    package func runScript(_ text: String) throws {
        try self.withTurn {
            let code = sqlite3_exec(self.connection, text, nil, nil, nil)
            guard code == SQLITE_OK else { throw DatabaseError.sqlite(code, on: self.connection, text) }
        }
    }

    package func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let (text, values) = sql.rendered(for: .sqlite)
        try self.withStatement(text, values) { statement in
            let row = Row(statement)
            while try statement.step() {
                try body(row)
                self.watch.rest()
            }
        }
    }

    private func withStatement<Result>(
        _ text: String, _ values: [Value], _ body: (SQLiteStatement) throws -> Result
    ) throws -> Result {
        try self.withTurn {
            let statement = try self.statement(text)
            defer { statement.reset() }
            try statement.bind(values)
            return try body(statement)
        }
    }

    /// One statement at a time, as on PostgreSQL: a mistake shows on both.
    private func withTurn<Result>(_ body: () throws -> Result) throws -> Result {
        guard !self.isRunning else { throw DatabaseError(.other, "a statement inside another one's rows") }
        self.isRunning = true
        self.watch.rest()
        defer { self.isRunning = false }
        return try body()
    }

    private func statement(_ text: String) throws -> SQLiteStatement {
        if let statement = self.statements.find(text) { return statement }
        let statement = try SQLiteStatement(text, on: self.connection, isKept: true)
        self.statements.insert(statement, for: text)?.close()
        return statement
    }

    package func close() {
        for statement in self.statements.removeAll() { statement.close() }
        if self.access == .writing && self.isUsable {
            sqlite3_exec(self.connection, "PRAGMA analysis_limit = 400; PRAGMA optimize", nil, nil, nil)
        }
        self.watch.detach(from: self.connection)
        sqlite3_close_v2(self.connection)
    }
}
