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

    /// Snapshots run on `readers`; transactions on `writers`: one thread on SQLite, the same pool on PostgreSQL.
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

    /// Runs `body` on one consistent snapshot; again from the start when the connection turns out to be broken, or a
    /// table changed under it.
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

    /// Runs `prepare` on a snapshot, then lets what it answered write a body on the same snapshot. Both may run again
    /// as long as nothing has reached the client.
    ///
    /// - Parameter queries: Those that both will ask, in order, where that is known: they travel together. It may name
    ///   more of them; none when nobody knows. When something else is asked all runs again without; so what fills more
    ///   than one chunk must be told exactly.
    /// - Returns: The head with the whole body, when that fits into one chunk; otherwise the head with the
    ///   chunks that follow, which hold the snapshot open until they are read or abandoned.
    package func answer<Head: Sendable>(
        expecting queries: (@Sendable () -> [SQL])? = nil,
        _ prepare: @escaping @Sendable (Reader) throws -> Visit<Head>
    ) async throws -> (head: Head, body: AnswerBody) {
        try await withCheckedThrowingContinuation { continuation in
            self.answer(expecting: queries, prepare) { continuation.resume(with: $0) }
        }
    }

    /// The same for those who wait without a task: `waiting` is called once, on a thread of the database's, which it
    /// must not keep.
    package func answer<Head: Sendable>(
        expecting queries: (@Sendable () -> [SQL])? = nil,
        _ prepare: @escaping @Sendable (Reader) throws -> Visit<Head>,
        _ waiting: @escaping @Sendable (Result<(head: Head, body: AnswerBody), any Error>) -> Void
    ) {
        self.readers.enqueue { session in
            let delivery = Delivery<Head>(waiting)
            do {
                let (rest, head) = try self.snapshot(
                    session.get(), expecting: queries, unless: { delivery.hasBegun }
                ) { reader in
                    let visit = try prepare(reader)
                    let output = Output { chunk in
                        try self.readers.whileWaitingForClient { try delivery.spill(chunk, head: visit.head) }
                    }
                    try visit.write(reader, output)
                    return (output.takeRest(), visit.head)
                }
                if delivery.hasBegun {
                    self.readers.whileWaitingForClient { delivery.finish(rest, head: head) }
                } else {
                    delivery.finish(rest, head: head)
                }
            } catch {
                delivery.fail(error)
            }
        }
    }

    /// Runs `body` in one transaction, commits it, and announces its events. When another transaction got in the
    /// way, `body` runs again from the start: it must have no effect but on the transaction.
    ///
    /// - Throws: What `body` throws, with nothing kept; ``DatabaseError`` when the database fails.
    @discardableResult
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

    /// Reads again from the start when nothing was lost by it: `hasBegun` tells that something was.
    private func snapshot<Result>(
        _ session: any Session, expecting queries: (() -> [SQL])? = nil, unless hasBegun: () -> Bool = { false },
        _ body: (Reader) throws -> Result
    ) throws -> Result {
        try self.repeatedly(session, unless: hasBegun) { attempt in
            try session.begin(.read)
            if attempt == 1, let queries { try session.expect(queries) }
            let result = try body(Reader(session: session, world: self.world))
            try session.commit()
            return result
        }
    }

    private func transact<Result>(_ session: any Session, _ body: (Transaction) throws -> Result) throws -> Result {
        let (result, transaction) = try self.repeatedly(session) { _ in
            try session.begin(.write)
            let transaction = Transaction(session: session, world: self.world)
            let result = try body(transaction)
            if !transaction.events.isEmpty { try session.publish(transaction.events) }
            try session.commit()
            return (result, transaction)
        }
        for action in transaction.afterCommit { action() }
        if !transaction.events.isEmpty {
            self.world.committed(transaction.events)
            self.announce?(transaction.events)
        }
        return result
    }

    /// Rolls back what fails, and does it again when other transactions got in its way, or once when its connection
    /// turned out to be broken or it did not do what was expected. `body` is told how often it has been run, from 1.
    private func repeatedly<Result>(
        _ session: any Session, unless hasBegun: () -> Bool = { false }, _ body: (Int) throws -> Result
    ) throws -> Result {
        for attempt in 1... {
            do {
                return try body(attempt)
            } catch let error as DatabaseError {
                session.rollback()
                guard !hasBegun() else { throw error }
                switch error.kind {
                case .serialization where attempt < Self.attempts:
                    pause(milliseconds: UInt32.random(in: 0...UInt32(1 << attempt)))
                case .unavailable where attempt == 1 && !session.isUsable: continue
                case .unexpected where attempt == 1: continue
                default: throw error
                }
            } catch {
                session.rollback()
                throw error
            }
        }
        preconditionFailure("the loop ends by returning or throwing")
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
