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
    /// Doublings of work for new hashes.
    private let cost: Int
    /// What is verified when there is no account, so that the answer takes as long.
    private let nobody: PasswordHash
    private let state = Mutex(State())

    /// - Parameters:
    ///   - threads: Passwords worked on at once.
    ///   - waiting: Passwords that may wait for their turn.
    ///   - cost: Doublings of work for new hashes, from 4 to 15; each costs all later logins twice the time.
    package init(threads: Int = 2, waiting: Int = 32, cost: Int = PasswordHash.standardCost) {
        self.cost = PasswordHash.bearable(cost)
        self.nobody = PasswordHash.nobody(cost: self.cost)
        self.threads = max(1, threads)
        self.capacity = max(0, waiting)
    }

    /// Hashes a new password. Check it against ``PasswordRules`` before.
    ///
    /// - Throws: ``PasswordProblem``
    package func hash(_ password: String) async throws -> PasswordHash {
        let cost = self.cost
        return try await self.run { try PasswordHash.make(password, cost: cost) }
    }

    /// Whether `password` is the one of `hash`; without a hash (an unknown account, one without a password) it takes as long to say no.
    ///
    /// - Throws: ``PasswordProblem/busy(retryAfter:)``
    package func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        let nobody = self.nobody
        return try await self.run {
            let matches = (hash ?? nobody).matches(password)
            return matches && hash != nil
        }
    }

    /// Hashes recovery codes, all at once. They are random, unlike passwords: hashing them need not cost much.
    ///
    /// - Throws: ``PasswordProblem``
    package func hash(codes: [String]) async throws -> [PasswordHash] {
        try await self.run { try codes.map { try PasswordHash.make($0, cost: PasswordHash.codeCost) } }
    }

    /// The first of `hashes` that is one of `code`; nil when none is.
    ///
    /// - Throws: ``PasswordProblem/busy(retryAfter:)``
    package func find(_ code: String, among hashes: [PasswordHash]) async throws -> PasswordHash? {
        try await self.run { hashes.first { $0.matches(code) } }
    }

    /// Passwords that wait for a thread.
    package var waiting: Int { self.state.withLock { $0.waiting.count } }

    /// Work that nobody waits for any more when its turn comes is left out.
    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isCancelled = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isTaken = self.enqueue {
                    continuation.resume(
                        with: isCancelled.isSet ? .failure(CancellationError()) : Result(catching: work))
                }
                if !isTaken { continuation.resume(throwing: PasswordProblem.busy(retryAfter: 2)) }
            }
        } onCancel: {
            isCancelled.set()
        }
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { self.value.load(ordering: .acquiring) }
        func set() { self.value.store(true, ordering: .releasing) }
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
