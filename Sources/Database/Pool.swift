/// Threads that each own one session, and the queue of work for them.
///
/// A thread that waits for a slow client does not count: another is started in its place, up to `maximum`.
package final class Pool: Sendable {
    package typealias Job = @Sendable (Result<any Session, any Error>) -> Void

    private struct State {
        var jobs: [Job] = []
        var first = 0
        /// Those that work or wait for work. One that has made up its mind to leave does not count: nobody may rely on it.
        var threads = 0
        /// Those that have not ended yet.
        var living = 0
        var idle = 0
        var waitingForClients = 0
        var isClosing = false
        var onClosed: CheckedContinuation<Void, Never>?

        mutating func addThread() {
            self.threads += 1
            self.living += 1
        }
    }

    private let name: String
    private let size: Int
    private let maximum: Int
    private let open: @Sendable () throws -> any Session
    private let monitor = Monitor(State())

    /// `size` sessions work at once; `maximum` counts those that wait for slow clients too.
    package init(
        _ name: String, size: Int, maximum: Int, open: @escaping @Sendable () throws -> any Session
    ) {
        self.name = name
        self.size = size
        self.maximum = max(size, maximum)
        self.open = open
    }

    /// Runs `job` on the next free session; with a failure when none can be opened.
    package func enqueue(_ job: @escaping Job) {
        let (refused, mustStart) = self.monitor.withLock { state in
            guard !state.isClosing else { return (true, false) }
            state.jobs.append(job)
            let busy = state.threads - state.waitingForClients
            let lacksThread = state.idle < state.jobs.count - state.first
            let mustStart = lacksThread && busy < self.size && state.threads < self.maximum
            if mustStart { state.addThread() }
            return (false, mustStart)
        }
        if refused { return job(.failure(DatabaseError(.unavailable, "the pool \(self.name) is closed"))) }
        if mustStart { startThread { self.work() } } else { self.monitor.signal() }
    }

    /// Marks the calling thread as waiting for a client while `body` runs.
    func whileWaitingForClient<Result>(_ body: () throws -> Result) rethrows -> Result {
        let mustStart = self.monitor.withLock { state in
            state.waitingForClients += 1
            let hasWork = state.first < state.jobs.count && state.idle == 0
            let mustStart = hasWork && state.threads < self.maximum
            if mustStart { state.addThread() }
            return mustStart
        }
        if mustStart { startThread { self.work() } }
        defer { self.monitor.withLock { $0.waitingForClients -= 1 } }
        return try body()
    }

    /// Finishes what is queued, closes every session and returns once the last thread has ended.
    package func close() async {
        await withCheckedContinuation { continuation in
            let isClosed = self.monitor.withLock { state in
                state.isClosing = true
                if state.living > 0 { state.onClosed = continuation }
                return state.living == 0
            }
            self.monitor.broadcast()
            if isClosed { continuation.resume() }
        }
    }

    private func work() {
        var session: (any Session)?
        while let job = self.nextJob() {
            if session?.isUsable == false {
                session?.close()
                session = nil
            }
            do {
                let current = try session ?? self.open()
                session = current
                job(.success(current))
            } catch {
                job(.failure(error))
            }
        }
        session?.close()
        self.monitor.withLock { state -> CheckedContinuation<Void, Never>? in
            state.living -= 1
            guard state.living == 0 else { return nil }
            defer { state.onClosed = nil }
            return state.onClosed
        }?.resume()
    }

    /// Waits for work. Nil when this thread shall end: at closing, or when it was an extra one and nothing is left.
    private func nextJob() -> Job? {
        self.monitor.withLock { $0.idle += 1 }
        return self.monitor.wait { state -> Job?? in
            if state.first < state.jobs.count {
                let job = state.jobs[state.first]
                state.first += 1
                state.idle -= 1
                if state.first == state.jobs.count {
                    state.jobs.removeAll(keepingCapacity: true)
                    state.first = 0
                } else if state.first > 1024 {
                    state.jobs.removeFirst(state.first)
                    state.first = 0
                }
                return .some(job)
            }
            let isExtra = state.threads - state.waitingForClients > self.size
            guard state.isClosing || isExtra else { return nil }
            state.idle -= 1
            state.threads -= 1
            return .some(nil)
        } ?? nil
    }
}
