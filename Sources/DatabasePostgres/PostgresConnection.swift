import CPostgres
import Database
import Glibc

/// One connection of libpq: sends, waits for results with a limit, and knows when it is broken.
///
/// Confined to one thread, which every call may block.
final class PostgresConnection {
    let handle: OpaquePointer
    /// In seconds: how long the server may be silent while a statement runs. Time spent on a row does not count.
    var limit: Int
    private var isBroken = false
    private var isClosed = false

    /// - Throws: ``DatabaseError`` of kind `unavailable`.
    init(_ address: PostgresAddress, as application: String, limit: Int) throws {
        guard let handle = address.connect(as: application) else {
            throw DatabaseError(.unavailable, "no memory left for a connection")
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw DatabaseError(.unavailable, String(cString: PQerrorMessage(handle)))
        }
        self.handle = handle
        self.limit = limit
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        // Why: the client's limit counts only the server's silence; the server's own is for when the client is gone.
        try self.execute(
            """
            SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET client_min_messages = 'warning';
            SET standard_conforming_strings = on; SET statement_timeout = '15min';
            SET idle_in_transaction_session_timeout = '5min'; SET default_transaction_deferrable = off
            """)
    }

    deinit { self.close() }

    func close() {
        guard !self.isClosed else { return }
        self.isClosed = true
        PQfinish(self.handle)
    }

    var isOpen: Bool { !self.isClosed && !self.isBroken && PQstatus(self.handle) == CONNECTION_OK }
    var isInTransaction: Bool { PQtransactionStatus(self.handle) != PQTRANS_IDLE }

    /// Runs commands without values. They are one transaction unless they say otherwise.
    ///
    /// - Returns: The tag of the last, such as `COMMIT`.
    @discardableResult func execute(_ text: String) throws -> String {
        guard PQsendQuery(self.handle, text) == 1 else { throw self.failure(nil) }
        return try self.finish()
    }

    /// The rows of a query without values, as text; null is empty.
    func rows(_ text: String) throws -> [[String]] {
        guard PQsendQuery(self.handle, text) == 1 else { throw self.failure(nil) }
        var rows: [[String]] = []
        try self.finish { result in
            rows += (0..<PQntuples(result)).map { row in
                (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
            }
        }
        return rows
    }

    /// Sends a prepared statement; its results are to be taken.
    func send(_ statement: PostgresStatement, _ parameters: PostgresParameters) throws {
        let sent = parameters.withPointers { count, pointers, lengths, formats in
            PQsendQueryPrepared(self.handle, statement.name, count, pointers, lengths, formats, 1)
        }
        guard sent == 1 else { throw self.failure(nil) }
    }

    /// Sends commands without values and a statement behind them in one go, and lets `body` take the statement's
    /// results once the commands have gone well.
    func pipeline<Result>(
        _ commands: [String], _ statement: PostgresStatement, _ parameters: PostgresParameters,
        _ body: () throws -> Result
    ) throws -> Result {
        guard PQenterPipelineMode(self.handle) == 1 else { throw self.failure(nil) }
        defer { self.endPipeline() }
        for command in commands {
            let sent = PQsendQueryParams(self.handle, command, 0, nil, nil, nil, nil, 1)
            guard sent == 1 else { throw self.failure(nil) }
        }
        try self.send(statement, parameters)
        guard PQpipelineSync(self.handle) == 1 else { throw self.failure(nil) }
        for _ in commands { try self.finish() }
        return try body()
    }

    /// Sends statements in one go, which are one transaction of their own. Each one's results are to be taken in turn,
    /// and ``endPipeline()`` is to be called, whatever happens.
    func beginPipeline(_ sendings: [(PostgresStatement, PostgresParameters)]) throws {
        guard PQenterPipelineMode(self.handle) == 1 else { throw self.failure(nil) }
        for (statement, parameters) in sendings { try self.send(statement, parameters) }
        guard PQpipelineSync(self.handle) == 1 else { throw self.failure(nil) }
    }

    /// Throws a statement's results away, however many there are.
    func skip() throws {
        guard PQsetSingleRowMode(self.handle) == 1 else { throw self.failure(nil) }
        try self.finish()
    }

    /// Sends a statement and the commit behind it in one go.
    ///
    /// - Returns: The commit's tag.
    func commit(after statement: PostgresStatement, _ parameters: PostgresParameters) throws -> String {
        guard PQenterPipelineMode(self.handle) == 1 else { throw self.failure(nil) }
        defer { self.endPipeline() }
        try self.send(statement, parameters)
        let sent = PQsendQueryParams(self.handle, "COMMIT", 0, nil, nil, nil, nil, 1)
        guard sent == 1, PQpipelineSync(self.handle) == 1 else { throw self.failure(nil) }
        try self.finish()
        return try self.finish()
    }

    /// Takes what is left up to the point where both sides agree again.
    func endPipeline() {
        var ends = 0
        while ends < 2, self.isOpen {
            do {
                // What is left of a pipeline may be long. Refused where it makes no sense.
                _ = PQsetSingleRowMode(self.handle)
                // Nil ends each statement's results; two in a row say that nothing is left.
                guard let result = try self.nextResult() else {
                    ends += 1
                    continue
                }
                defer { PQclear(result) }
                ends = 0
                if PQresultStatus(result) == PGRES_PIPELINE_SYNC { break }
            } catch {
                self.isBroken = true
            }
        }
        if PQexitPipelineMode(self.handle) == 0 { self.isBroken = true }
    }

    /// Takes every result of what was sent.
    ///
    /// - Returns: The tag of the last command that went well.
    @discardableResult func finish(_ body: (OpaquePointer) -> Void = { _ in }) throws -> String {
        var tag = ""
        var failure: (any Error)?
        while let result = try self.nextResult() {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                tag = String(cString: PQcmdStatus(result))
                body(result)
            case PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: break
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                self.isBroken = true
                throw DatabaseError(.other, "COPY is not spoken here")
            default: failure = failure ?? self.failure(result)
            }
        }
        if let failure { throw failure }
        return tag
    }

    /// Waits for the next result of what was sent.
    ///
    /// - Returns: Nil at the end. The caller clears the result.
    /// - Throws: ``DatabaseError`` of kind `interrupted` when the server was silent for too long.
    @inline(__always)
    func nextResult() throws -> OpaquePointer? {
        if PQisBusy(self.handle) != 0 { try self.waitForInput() }
        return PQgetResult(self.handle)
    }

    private func waitForInput() throws {
        let deadline = monotonicMilliseconds() + self.limit * 1000
        while PQisBusy(self.handle) != 0 {
            let left = deadline - monotonicMilliseconds()
            guard left > 0, self.poll(milliseconds: left) else {
                self.cancel()
                throw DatabaseError(.interrupted, "the statement took longer than \(self.limit) s")
            }
            if PQconsumeInput(self.handle) == 0 {
                self.isBroken = true
                return
            }
        }
    }

    /// - Returns: False when the time ran out.
    private func poll(milliseconds: Int) -> Bool {
        var descriptor = pollfd(fd: PQsocket(self.handle), events: Int16(POLLIN), revents: 0)
        while true {
            let count = Glibc.poll(&descriptor, 1, Int32(clamping: milliseconds))
            if count >= 0 || errno != EINTR { return count != 0 }
        }
    }

    /// Ends what runs and throws its results away. What cannot be ended breaks the connection.
    func cancel() {
        if let cancel = PQgetCancel(self.handle) {
            var reason = [CChar](repeating: 0, count: 256)
            PQcancel(cancel, &reason, Int32(reason.count))
            PQfreeCancel(cancel)
        }
        let deadline = monotonicMilliseconds() + 10_000
        while true {
            while PQisBusy(self.handle) != 0 {
                let left = deadline - monotonicMilliseconds()
                guard left > 0, self.poll(milliseconds: left), PQconsumeInput(self.handle) != 0 else {
                    self.isBroken = true
                    return
                }
            }
            guard let result = PQgetResult(self.handle) else { return }
            PQclear(result)
        }
    }

    /// What went wrong, and whether the connection broke with it.
    func failure(_ result: OpaquePointer?) -> PostgresFailure {
        var (error, state) = DatabaseError.postgres(result, on: self.handle)
        if state == nil, !self.isOpen { error = DatabaseError(.unavailable, error.detail) }
        if error.kind == .unavailable && state?.hasPrefix("53") != true { self.isBroken = true }
        return PostgresFailure(error: error, state: state)
    }
}

/// A failed statement with its SQLSTATE, which decides whether preparing it anew may help.
struct PostgresFailure: Error {
    let error: DatabaseError
    let state: String?
}

func monotonicMilliseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}
