import CPostgres
import Database
import Glibc
import JSONBytes

/// Hears the events of every committed transaction of a PostgreSQL database, whichever server it ran on: each once,
/// in the order of commits.
///
/// It has a connection and a thread of its own. The notification only wakes it; what it hands over it reads from
/// the log, on from where it is (see ``EventLog``). So a broken connection loses nothing and doubles nothing: after it
/// the reading goes on at the same place.
package final class PostgresListener: Sendable {
    private struct State {
        var isStopping = false
        var hasStopped = false
        var onStopped: [CheckedContinuation<Void, Never>] = []
        /// Those who wait for the log to be read to its end.
        var onCaughtUp: [CheckedContinuation<Void, Never>] = []
    }

    private let address: PostgresAddress
    private let announce: @Sendable ([Event]) -> Void
    private let report: @Sendable (any Error) -> Void
    private let monitor = Monitor(State())
    private let bell: WakeUp

    /// Connects, and returns once no later commit can be missed.
    ///
    /// `announce` gets the events of one transaction at a time, on the listener's thread; `report` hears of broken
    /// connections, for the log.
    ///
    /// - Returns: The listener, which listens until ``stop()``.
    /// - Throws: ``DatabaseError`` when the database cannot be reached or has not been migrated.
    package static func start(
        _ address: PostgresAddress, announce: @escaping @Sendable ([Event]) -> Void,
        report: @escaping @Sendable (any Error) -> Void = { _ in }
    ) async throws -> PostgresListener {
        let listener = PostgresListener(address, try WakeUp(), announce, report)
        try await withCheckedThrowingContinuation { started in
            startThread { listener.work(started) }
        }
        return listener
    }

    private init(
        _ address: PostgresAddress, _ bell: WakeUp, _ announce: @escaping @Sendable ([Event]) -> Void,
        _ report: @escaping @Sendable (any Error) -> Void
    ) {
        self.address = address
        self.bell = bell
        self.announce = announce
        self.report = report
    }

    /// Returns once every event that is committed by now has been handed over, or the listener has ended.
    package func catchUp() async {
        await withCheckedContinuation { continuation in
            let hasStopped = self.monitor.withLock { state in
                if !state.hasStopped { state.onCaughtUp.append(continuation) }
                return state.hasStopped
            }
            self.bell.ring()
            if hasStopped { continuation.resume() }
        }
    }

    /// Hands over what is committed by now, if the connection holds, and returns once the thread has ended.
    package func stop() async {
        await withCheckedContinuation { continuation in
            let hasStopped = self.monitor.withLock { state in
                state.isStopping = true
                if !state.hasStopped { state.onStopped.append(continuation) }
                return state.hasStopped
            }
            self.bell.ring()
            if hasStopped { continuation.resume() }
        }
    }

    private func work(_ started: CheckedContinuation<Void, any Error>) {
        defer { self.ended() }
        let ear: PostgresEar
        do {
            ear = try PostgresEar(self.address, from: nil)
        } catch {
            return started.resume(throwing: error)
        }
        started.resume()
        self.listen(ear)
    }

    private func ended() {
        let waiting = self.monitor.withLock { state in
            state.hasStopped = true
            defer { (state.onStopped, state.onCaughtUp) = ([], []) }
            return state.onStopped + state.onCaughtUp
        }
        for continuation in waiting { continuation.resume() }
    }

    private func listen(_ first: PostgresEar) {
        var ear: PostgresEar? = first
        var position = first.position
        // In milliseconds.
        var delay = 0
        while true {
            let (isStopping, waiting) = self.monitor.withLock { ($0.isStopping, $0.onCaughtUp.count) }
            do {
                let current = try ear ?? PostgresEar(self.address, from: position)
                ear = current
                try current.read(self.announce)
                delay = 0
                self.caughtUp(waiting)
                if isStopping { return }
                try current.wait(self.bell)
            } catch {
                self.report(error)
                if isStopping { return }
                position = ear?.position ?? position
                ear = nil
                delay = min(max(delay * 2, 50), 5000)
                self.bell.wait(milliseconds: delay)
            }
        }
    }

    private func caughtUp(_ count: Int) {
        let waiting = self.monitor.withLock { state in
            defer { state.onCaughtUp.removeFirst(count) }
            return state.onCaughtUp.prefix(count)
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// One connection that listens, and how far it has read.
///
/// Confined to the listener's thread.
private final class PostgresEar {
    private let connection: PostgresConnection
    private(set) var position: Int64
    private var purgedAt = 0

    /// In milliseconds: how long to sleep without a look at the log, in case that a notification went missing.
    private static let longestSleep = 30_000
    /// In milliseconds: how often rows that every server has read are removed.
    private static let purgeInterval = 600_000

    /// In transactions.
    private static let batch = 100

    /// Without a position it begins at the end of the log.
    init(_ address: PostgresAddress, from position: Int64?) throws {
        do {
            let connection = try PostgresConnection(address, as: "tsubame events", limit: 30)
            try connection.execute("LISTEN \(EventLog.channel)")
            self.connection = connection
            if let position {
                self.position = position
            } else {
                let last = try connection.rows("SELECT coalesce(max(position), 0) FROM tsubame_event").first
                self.position = last.flatMap { Int64($0[0]) } ?? 0
            }
        } catch let failure as PostgresFailure {
            throw failure.error
        }
    }

    /// Hands over what the log holds behind the position, a transaction at a time.
    func read(_ body: ([Event]) -> Void) throws {
        while true {
            let rows = try self.next()
            for row in rows {
                // Before it is read: one that cannot be is passed by, or nothing would ever come after it.
                self.position = Int64(row[0]) ?? self.position
                body(try EventLog.events(row[1]))
            }
            if rows.count < Self.batch { break }
        }
        try self.purge()
    }

    private func next() throws -> [[String]] {
        do {
            return try self.connection.rows(
                """
                SELECT position, events FROM tsubame_event WHERE position > \(self.position)
                ORDER BY position LIMIT \(Self.batch)
                """)
        } catch let failure as PostgresFailure {
            throw failure.error
        }
    }

    private func purge() throws {
        let now = monotonicMilliseconds()
        guard self.purgedAt == 0 || now - self.purgedAt > Self.purgeInterval else { return }
        self.purgedAt = now
        do {
            try self.connection.execute(
                "DELETE FROM tsubame_event WHERE recorded_at < clock_timestamp() AT TIME ZONE 'UTC' - interval '1 hour'"
            )
        } catch let failure as PostgresFailure {
            throw failure.error
        }
    }

    /// Sleeps until a notification comes, the bell rings, or a while has passed.
    func wait(_ bell: WakeUp) throws {
        guard !self.takeNotifications() else { return }
        var descriptors = [
            pollfd(fd: PQsocket(self.connection.handle), events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&descriptors, 2, Int32(Self.longestSleep))
        bell.silence()
        guard PQconsumeInput(self.connection.handle) == 1 else {
            throw self.connection.failure(nil).error
        }
        _ = self.takeNotifications()
    }

    /// - Returns: Whether there were any.
    private func takeNotifications() -> Bool {
        var any = false
        while let notification = PQnotifies(self.connection.handle) {
            PQfreemem(notification)
            any = true
        }
        return any
    }
}

/// Wakes a thread that sleeps in `poll`.
private final class WakeUp: Sendable {
    /// Readable once the bell has rung.
    let descriptor: Int32
    private let rope: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw DatabaseError(.unavailable, "no descriptor left: errno \(errno)") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (self.descriptor, self.rope) = (ends[0], ends[1])
    }

    deinit {
        close(self.descriptor)
        close(self.rope)
    }

    func ring() {
        var byte: UInt8 = 1
        _ = write(self.rope, &byte, 1)
    }

    func silence() {
        var bytes = (UInt64(0), UInt64(0))
        while read(self.descriptor, &bytes, 16) > 0 {}
    }

    func wait(milliseconds: Int) {
        var descriptor = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, Int32(milliseconds))
        self.silence()
    }
}
