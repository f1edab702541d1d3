import NIOCore

/// The studio's data: reads in snapshots, writes in transactions, each on a thread that may block.
package final class Database: Sendable {
    package let dialect: Dialect
    package let world: World
    private let readers: Pool
    private let writers: Pool
    /// Hears the events of each transaction after its commit, on the committing thread, in the order of commits.
    /// Nil where events come back from the database (PostgreSQL's notifications).
    private let announce: (@Sendable ([Event]) -> Void)?
    /// How often work is done again when other transactions got in its way.
    private static let attempts = 8

    /// - Parameters:
    ///   - readers: Where snapshots run.
    ///   - writers: Where transactions run: one thread on SQLite, the same pool as `readers` on PostgreSQL.
    package init(
        dialect: Dialect, readers: Pool, writers: Pool, world: World = World(),
        announce: (@Sendable ([Event]) -> Void)? = nil
    ) {
        self.dialect = dialect
        self.readers = readers
        self.writers = writers
        self.world = world
        self.announce = announce
    }

    /// Runs `body` on one consistent snapshot.
    ///
    /// - Throws: What `body` throws; ``DatabaseError`` when the database fails.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            self.readers.enqueue { session in
                continuation.resume(with: Swift.Result { try self.snapshot(session.get(), body) })
            }
        }
    }

    /// Runs `prepare` on a snapshot, then lets what it answered write a body on the same snapshot.
    ///
    /// - Returns: The head with the whole body, when that fits into one chunk; otherwise the head with the
    ///   chunks that follow, which hold the snapshot open until they are read or abandoned.
    package func answer<Head: Sendable>(
        _ prepare: @escaping @Sendable (Reader) throws -> Visit<Head>
    ) async throws -> (head: Head, body: AnswerBody) {
        try await withCheckedThrowingContinuation { continuation in
            self.readers.enqueue { session in
                let delivery = Delivery<Head>(continuation)
                do {
                    try self.snapshot(session.get()) { reader in
                        let visit = try prepare(reader)
                        let output = Output { chunk in
                            try self.readers.whileWaitingForClient { try delivery.spill(chunk, head: visit.head) }
                        }
                        try visit.write(reader, output)
                        delivery.finish(output.takeRest(), head: visit.head)
                    }
                } catch {
                    delivery.fail(error)
                }
            }
        }
    }

    /// Runs `body` in one transaction, commits it, and announces its events. When another transaction got in the
    /// way, `body` runs again from the start: it must have no effect but on the transaction.
    ///
    /// - Throws: What `body` throws, with nothing kept; ``DatabaseError`` when the database fails.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            self.writers.enqueue { session in
                continuation.resume(with: Swift.Result { try self.transact(session.get(), body) })
            }
        }
    }

    /// Finishes what is under way and closes every connection.
    package func close() async {
        await self.writers.close()
        await self.readers.close()
    }

    private func snapshot<Result>(_ session: any Session, _ body: (Reader) throws -> Result) throws -> Result {
        try session.begin(.read)
        do {
            let result = try body(Reader(session: session, world: self.world))
            try session.commit()
            return result
        } catch {
            session.rollback()
            throw error
        }
    }

    private func transact<Result>(_ session: any Session, _ body: (Transaction) throws -> Result) throws -> Result {
        for attempt in 1... {
            do {
                return try self.transactOnce(session, body)
            } catch let error as DatabaseError where error.kind == .serialization && attempt < Self.attempts {
                pause(milliseconds: UInt32.random(in: 0...UInt32(1 << attempt)))
            }
        }
        preconditionFailure("the loop ends by returning or throwing")
    }

    private func transactOnce<Result>(_ session: any Session, _ body: (Transaction) throws -> Result) throws -> Result {
        try session.begin(.write)
        let transaction = Transaction(session: session, world: self.world)
        let result: Result
        do {
            result = try body(transaction)
            try session.commit()
        } catch {
            session.rollback()
            throw error
        }
        for action in transaction.afterCommit { action() }
        if !transaction.events.isEmpty {
            self.world.committed(transaction.events)
            self.announce?(transaction.events)
        }
        return result
    }
}

/// What a read answers with: its head at once, its body written on the same snapshot.
package struct Visit<Head: Sendable> {
    package let head: Head
    package let write: (Reader, Output) throws -> Void

    package init(_ head: Head, write: @escaping (Reader, Output) throws -> Void) {
        self.head = head
        self.write = write
    }
}

/// A body that is all there, or one that goes on.
package enum AnswerBody: Sendable {
    case whole(ByteBuffer)
    case stream(ByteStream)
}
