import Glibc
import Synchronization

/// The threads that hash and verify passwords, which costs a quarter of a second of a core each.
///
/// A thread lives as long as there is work. What waits is bounded: beyond it callers are refused at once, so that a flood of logins
/// neither fills the memory nor takes the cores from everybody else.
package final class PasswordPool: Sendable {
    private typealias Job = @Sendable () -> Void

    private struct State {
        var threads = 0
        var waiting: [Job] = []
    }

    private let threads: Int
    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - threads: Passwords worked on at once.
    ///   - waiting: Passwords that may wait for their turn.
    package init(threads: Int = 2, waiting: Int = 32) {
        self.threads = max(1, threads)
        self.capacity = max(0, waiting)
    }

    /// Hashes a new password. Check it against ``PasswordRules`` before.
    ///
    /// - Throws: ``PasswordProblem``
    package func hash(_ password: String, cost: Int = PasswordHash.standardCost) async throws -> PasswordHash {
        try await self.run { Result { try PasswordHash.make(password, cost: cost) } }.get()
    }

    /// Whether `password` is the one of `hash`; without a hash (an unknown account, one without a password) it takes as long to say no.
    ///
    /// - Throws: ``PasswordProblem/busy(retryAfter:)``
    package func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        try await self.run {
            let matches = (hash ?? .nobody).matches(password)
            return matches && hash != nil
        }
    }

    /// Passwords that wait for a thread.
    package var waiting: Int { self.state.withLock { $0.waiting.count } }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = self.enqueue { continuation.resume(returning: work()) }
            if !isTaken { continuation.resume(throwing: PasswordProblem.busy(retryAfter: 2)) }
        }
    }

    private func enqueue(_ job: @escaping Job) -> Bool {
        enum Place { case thread, queue, none }
        let place = self.state.withLock { state -> Place in
            if state.threads < self.threads {
                state.threads += 1
                return .thread
            }
            guard state.waiting.count < self.capacity else { return .none }
            state.waiting.append(job)
            return .queue
        }
        guard place == .thread else { return place == .queue }
        let isStarted = Thread.start { self.work(startingWith: job) }
        if !isStarted { self.state.withLock { $0.threads -= 1 } }
        return isStarted
    }

    private func work(startingWith first: @escaping Job) {
        var next: Job? = first
        while let job = next {
            job()
            next = self.state.withLock { state in
                if state.waiting.isEmpty {
                    state.threads -= 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
        }
    }
}

/// A thread outside of every pool, which nobody joins.
private enum Thread {
    private final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// - Returns: False if the system gives no thread.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let box = Unmanaged.passRetained(Box(body))
        var thread: pthread_t = 0
        let failure = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        guard failure == 0 else {
            box.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
