import CPostgres
import Database

/// One connection to PostgreSQL, confined to one thread.
///
/// Writes are `SERIALIZABLE`: what is checked in a transaction still holds when it commits, as it does behind
/// SQLite's single writer, so that the same code is right on both. The price, transactions that must be done
/// again, is paid in ``Database/write(_:)``; one that fails repeatedly takes the turn of all others.
package final class PostgresSession: Session {
    private enum Phase {
        case idle
        /// Begun, and not yet told to the server: its first statement opens it.
        case pending(TransactionMode)
        case open(TransactionMode)
        /// A snapshot of which every query is under way, as one transaction that nothing has opened and nothing ends.
        case expecting(PostgresExpectations)
    }

    package let dialect = Dialect.postgres
    package var isUsable: Bool { self.connection.isOpen }

    private let address: PostgresAddress
    private let application: String
    private let limit: Int
    var connection: PostgresConnection
    private var phase = Phase.idle
    private var isRunning = false
    var cache = PostgresStatements()
    /// A `COMMIT` of a snapshot was sent whose answer nobody has waited for.
    private var isSettled = true
    /// What the commit adds to the log of events.
    private var unpublished: SQL?
    /// How often in a row other transactions got in the way.
    private var setbacks = 0

    /// Whether the table that writers lock has been seen.
    private var hasTurnstile = false

    /// How many setbacks a transaction takes before it asks all others to wait.
    private static let patience = 3

    /// Connects on the calling thread.
    ///
    /// The limit is in seconds: how long the server may take for a statement's next row.
    ///
    /// - Throws: ``DatabaseError`` of kind `unavailable`.
    package init(_ address: PostgresAddress, application: String = "tsubame", limit: Int = 60) throws {
        self.address = address
        self.application = application
        self.limit = limit
        self.connection = try Self.connect(address, application, limit)
    }

    private static func connect(
        _ address: PostgresAddress, _ application: String, _ limit: Int
    ) throws -> PostgresConnection {
        do {
            let connection = try PostgresConnection(address, as: application, limit: limit)
            // Why: what nothing opens, as expected queries, is one snapshot that changes nothing all the same.
            try connection.execute(
                "SET default_transaction_isolation = 'repeatable read'; SET default_transaction_read_only = on")
            return connection
        } catch let failure as PostgresFailure {
            throw failure.error
        }
    }

    // Transactions

    /// Also connects anew when the connection has broken.
    package func begin(_ mode: TransactionMode) throws {
        guard case .idle = self.phase else { throw DatabaseError(.other, "a transaction inside another one") }
        if !self.connection.isOpen {
            self.connection.close()
            self.connection = try Self.connect(self.address, self.application, self.limit)
            self.cache = PostgresStatements()
            self.isSettled = true
        }
        self.unpublished = nil
        self.phase = .pending(mode)
    }

    private func openIfPending() throws {
        guard case .pending(let mode) = self.phase else { return }
        try self.cache.tidy(on: self.connection)
        switch mode {
        case .read: try self.connection.execute(Self.beginReading)
        case .write: try self.beginWriting()
        }
        self.phase = .open(mode)
    }

    private static let beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    private static let beginWriting = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"

    /// Lets every writer in, and keeps them out while one that had too many setbacks has its turn. It is the
    /// transaction's first lock, so it cannot be part of a deadlock, and taking it makes no snapshot.
    private var turnstile: String {
        let mode = self.setbacks < Self.patience ? "ROW EXCLUSIVE" : "SHARE ROW EXCLUSIVE"
        return "LOCK TABLE tsubame_event IN \(mode) MODE"
    }

    private func beginWriting() throws {
        do {
            try self.connection.execute("\(Self.beginWriting); \(self.turnstile)")
            self.hasTurnstile = true
        } catch let failure as PostgresFailure where failure.state == "42P01" {
            // The table comes with the first migration.
            try self.connection.execute("ROLLBACK")
            try self.connection.execute(Self.beginWriting)
        }
    }

    package func commit() throws {
        switch self.phase {
        case .idle: throw DatabaseError(.other, "there is no transaction to commit")
        case .pending where self.unpublished == nil: break
        case .pending:
            try self.translating {
                try self.settle()
                try self.openIfPending()
            }
            try self.commitWriting()
        case .open(.read):
            // Nothing can be lost: the next command waits for the answer.
            guard PQsendQuery(self.connection.handle, "COMMIT") == 1 else { break }
            self.isSettled = false
        case .open(.write): try self.commitWriting()
        case .expecting: self.connection.endPipeline()
        }
        self.phase = .idle
    }

    /// The events leave with the commit: the log's lock is held for no round trip.
    package func publish(_ events: [Event]) throws { self.unpublished = EventLog.append(events) }

    private func sendCommit() throws -> String {
        guard let unpublished = self.unpublished else { return try self.connection.execute("COMMIT") }
        let (text, values) = unpublished.rendered(for: .postgres)
        let isKnown = self.cache.contains(text)
        do {
            let statement = try self.cache.statement(text, values, on: self.connection)
            return try self.connection.commit(after: statement, self.parameters(values, of: statement, text))
        } catch let failure as PostgresFailure where self.connection.isOpen {
            guard self.cache.forgets(failure, text, wasKept: isKnown) else { throw failure }
            throw PostgresFailure(error: DatabaseError(.serialization, failure.error.detail), state: failure.state)
        }
    }

    private func commitWriting() throws {
        let tag: String
        do {
            tag = try self.sendCommit()
        } catch let failure as PostgresFailure {
            guard self.connection.isOpen else { throw DatabaseError(.commitIsUncertain, failure.error.detail) }
            self.note(failure.error)
            throw failure.error
        } catch let error as DatabaseError {
            throw DatabaseError(.commitIsUncertain, error.detail)
        }
        guard tag == "COMMIT" else {
            throw DatabaseError(.other, "a statement had failed before the commit, and its error was dropped")
        }
        self.setbacks = 0
    }

    package func rollback() {
        defer { self.phase = .idle }
        self.unpublished = nil
        if case .expecting = self.phase { return self.connection.endPipeline() }
        guard case .open = self.phase, self.connection.isOpen, self.connection.isInTransaction else { return }
        do {
            try self.connection.execute("ROLLBACK")
        } catch {
            self.connection.close()
        }
    }

    private func note(_ error: DatabaseError) {
        if error.kind == .other { self.hasTurnstile = false }
        self.setbacks = error.kind == .serialization ? self.setbacks + 1 : 0
    }

    // Expected queries

    /// Those that are not prepared yet are, for this time and the next ones.
    package func expect(_ queries: () -> [SQL]) throws {
        guard case .pending(.read) = self.phase else { return }
        let queries = queries()
        if queries.isEmpty { return }
        try self.withTurn {
            try self.settle()
            guard let expectations = try PostgresExpectations(queries, for: self) else { return }
            try self.cache.tidy(on: self.connection)
            self.phase = .expecting(expectations)
            try self.connection.beginPipeline(expectations.sendings)
        }
    }

    private func take(_ sql: SQL, of expectations: PostgresExpectations, _ body: (Row) throws -> Void) throws {
        try self.withTurn {
            guard let (query, skipped) = expectations.take(sql) else { throw self.unexpected("another query") }
            do {
                for _ in 0..<skipped { try self.connection.skip() }
            } catch let failure as PostgresFailure where self.connection.isOpen {
                throw self.unexpected(failure.error.detail)
            }
            do {
                guard PQsetSingleRowMode(self.connection.handle) == 1 else { throw self.connection.failure(nil) }
                try self.stream(query.statement, body)
            } catch let failure as PostgresFailure {
                guard self.cache.forgets(failure, query.text, wasKept: true) else { throw failure }
                throw self.unexpected("prepared anew: \(failure.error.detail)")
            }
        }
    }

    private func refuseWhenExpecting() throws {
        if case .expecting = self.phase { throw self.unexpected("another statement") }
    }

    private func unexpected(_ detail: String) -> DatabaseError { DatabaseError(.unexpected, detail) }

    // Statements

    @discardableResult
    package func run(_ sql: SQL) throws -> Int {
        let (text, values) = sql.rendered(for: .postgres)
        return try self.perform(text, values) { _ in
            var changed = 0
            try self.connection.finish { result in
                guard PQresultStatus(result) == PGRES_COMMAND_OK || !Self.isQuery(result) else { return }
                changed = Int(String(cString: PQcmdTuples(result))) ?? 0
            }
            return changed
        }
    }

    /// Whether the result is that of a `SELECT`, whose rows are no changes.
    private static func isQuery(_ result: OpaquePointer) -> Bool {
        String(cString: PQcmdStatus(result)).hasPrefix("SELECT")
    }

    package func runScript(_ text: String) throws {
        try self.withTurn {
            try self.refuseWhenExpecting()
            try self.settle()
            try self.openIfPending()
            // A script may build an index over everything.
            self.connection.limit = 15 * 60
            defer { self.connection.limit = self.limit }
            try self.connection.execute(text)
        }
    }

    package func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        if case .expecting(let expectations) = self.phase { return try self.take(sql, of: expectations, body) }
        let (text, values) = sql.rendered(for: .postgres)
        try self.perform(text, values) { statement in
            guard PQsetSingleRowMode(self.connection.handle) == 1 else { throw self.connection.failure(nil) }
            try self.stream(statement, body)
        }
    }

    private func stream(_ statement: PostgresStatement, _ body: (Row) throws -> Void) throws {
        guard let first = try self.connection.nextResult() else { return }
        let source = PostgresRow(statement.columns(of: first), first)
        let row = Row(source)
        var next: OpaquePointer? = first
        while let result = next {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE:
                source.stand(on: result)
                do { try body(row) } catch {
                    self.abandonRows()
                    throw error
                }
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
            default:
                let failure = self.connection.failure(result)
                _ = try? self.connection.finish()
                throw failure
            }
            next = try self.connection.nextResult()
        }
    }

    /// Leaves a result in its middle. Under a snapshot a long rest is cancelled, which ends the snapshot; inside a
    /// transaction that changes something the rest is taken and thrown away, so that the transaction can go on.
    private func abandonRows() {
        let isWriting = if case .open(.write) = self.phase { true } else { false }
        for _ in 0..<1024 {
            guard PQisBusy(self.connection.handle) == 0 else { break }
            guard let result = PQgetResult(self.connection.handle) else { return }
            PQclear(result)
        }
        guard isWriting else { return self.connection.cancel() }
        do { try self.connection.finish() } catch { self.connection.close() }
    }

    /// Sends a statement with its values and lets `body` take what comes. A statement whose tables have changed
    /// under it is prepared anew: at once when nothing else hangs on it, by doing the transaction again otherwise.
    private func perform<Result>(
        _ text: String, _ values: [Value], _ body: (PostgresStatement) throws -> Result
    ) throws -> Result {
        try self.withTurn {
            try self.refuseWhenExpecting()
            try self.settle()
            while true {
                let isKnown = self.cache.contains(text)
                do {
                    return try self.send(text, values, body)
                } catch let failure as PostgresFailure {
                    guard self.cache.forgets(failure, text, wasKept: isKnown) else { throw failure }
                    if case .open = self.phase {
                        throw DatabaseError(.serialization, "prepared anew: \(failure.error.detail)")
                    }
                }
            }
        }
    }

    private func send<Result>(
        _ text: String, _ values: [Value], _ body: (PostgresStatement) throws -> Result
    ) throws -> Result {
        let handle = self.connection.handle
        guard PostgresStatements.isWorthKeeping(text) || !values.isEmpty else {
            try self.openIfPending()
            guard PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 1) == 1 else {
                throw self.connection.failure(nil)
            }
            return try body(PostgresStatement.unnamed)
        }
        let statement = try self.cache.statement(text, values, on: self.connection)
        let parameters = try self.parameters(values, of: statement, text)
        guard case .pending(let mode) = self.phase, let opening = self.opening(mode) else {
            try self.openIfPending()
            try self.connection.send(statement, parameters)
            return try body(statement)
        }
        try self.cache.tidy(on: self.connection)
        // Before the server knows: whatever fails from here on is rolled back.
        self.phase = .open(mode)
        return try self.connection.pipeline(opening, statement, parameters) { try body(statement) }
    }

    func parameters(
        _ values: [Value], of statement: PostgresStatement, _ text: String
    ) throws -> PostgresParameters {
        guard statement.parameters.count == values.count else {
            throw DatabaseError(.other, "\(values.count) values do not fit: \(text)")
        }
        return try PostgresParameters(values, as: statement.parameters) {
            try self.cache.types.type($0, on: self.connection)
        }
    }

    /// The commands that open a transaction in the same round trip as its first statement; nil where one of them may
    /// fail.
    private func opening(_ mode: TransactionMode) -> [String]? {
        switch mode {
        case .read: [Self.beginReading]
        case .write: self.hasTurnstile ? [Self.beginWriting, self.turnstile] : nil
        }
    }

    /// Takes the answer to the last snapshot's end.
    private func settle() throws {
        guard !self.isSettled else { return }
        self.isSettled = true
        try self.connection.finish()
    }

    /// One statement at a time: libpq has one answer under way. Errors leave as ``DatabaseError``.
    private func withTurn<Result>(_ body: () throws -> Result) throws -> Result {
        guard !self.isRunning else { throw DatabaseError(.other, "a statement inside another one's rows") }
        self.isRunning = true
        defer { self.isRunning = false }
        return try self.translating(body)
    }

    private func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as PostgresFailure {
            self.note(failure.error)
            throw failure.error
        }
    }

    package func close() { self.connection.close() }
}
