import Glibc

/// A fixed number of threads for work that blocks (files, pictures), each started when work waits for it. Without
/// ``close()`` the threads that have started wait for ever.
package final class BlockingThreads: @unchecked Sendable {
    /// So many jobs wait that one more is not taken; or the threads are closed.
    package struct Busy: Error {}

    /// The process's threads for reading, writing and moving files. They are never closed, and take whatever comes: as
    /// much as there are requests under way.
    package static let files = BlockingThreads(count: 8, waiting: .max)

    // Safety: all that varies is touched only between `lock` and `unlock` of `mutex`.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [@Sendable () -> Void] = []
    private var running = 0
    private var idle = 0
    private var isClosing = false
    private var onClosed: [CheckedContinuation<Void, Never>] = []

    private let count: Int
    private let waiting: Int
    private let atEnd: @Sendable () -> Void

    /// - Parameters:
    ///   - count: Threads at most.
    ///   - waiting: Jobs that may wait.
    ///   - atEnd: What each thread does last.
    package init(count: Int, waiting: Int, atEnd: @escaping @Sendable () -> Void = {}) {
        self.count = max(1, count)
        self.waiting = waiting
        self.atEnd = atEnd
        pthread_mutex_init(self.mutex, nil)
        pthread_cond_init(self.condition, nil)
    }

    deinit {
        pthread_cond_destroy(self.condition)
        pthread_mutex_destroy(self.mutex)
        self.condition.deallocate()
        self.mutex.deallocate()
    }

    /// Runs `body` on the next free thread, also when the task is cancelled meanwhile.
    ///
    /// - Throws: What `body` throws; ``Busy``, without running it.
    package func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = self.enqueue { continuation.resume(with: Swift.Result { try body() }) }
            if !isTaken { continuation.resume(throwing: Busy()) }
        }
    }

    /// Runs `job` when a thread is free, or at once when none will be; nobody waits for it.
    package func start(_ job: @escaping @Sendable () -> Void) {
        if !self.enqueue(job) { job() }
    }

    private func enqueue(_ job: @escaping @Sendable () -> Void) -> Bool {
        self.locked {
            let isFull = self.idle == 0 && self.running == self.count && self.jobs.count >= self.waiting
            guard !self.isClosing, !isFull else { return false }
            if self.idle <= self.jobs.count, self.running < self.count {
                guard self.startThread() || self.running > 0 else { return false }
            }
            self.jobs.append(job)
            pthread_cond_signal(self.condition)
            return true
        }
    }

    /// Finishes what waits and returns when the last thread has ended.
    package func close() async {
        await withCheckedContinuation { continuation in
            let isClosed = self.locked {
                self.isClosing = true
                if self.running > 0 { self.onClosed.append(continuation) }
                pthread_cond_broadcast(self.condition)
                return self.running == 0
            }
            if isClosed { continuation.resume() }
        }
    }

    private func work() {
        while let job = self.next() { job() }
        self.atEnd()
        let waiting = self.locked {
            self.running -= 1
            guard self.running == 0 else { return [] as [CheckedContinuation<Void, Never>] }
            defer { self.onClosed = [] }
            return self.onClosed
        }
        for continuation in waiting { continuation.resume() }
    }

    private func next() -> (@Sendable () -> Void)? {
        self.locked {
            self.idle += 1
            defer { self.idle -= 1 }
            while self.jobs.isEmpty, !self.isClosing { pthread_cond_wait(self.condition, self.mutex) }
            return self.jobs.isEmpty ? nil : self.jobs.removeFirst()
        }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(self.mutex)
        defer { pthread_mutex_unlock(self.mutex) }
        return body()
    }

    /// - Returns: Whether the system gave one.
    private func startThread() -> Bool {
        var thread = pthread_t()
        let itself = Unmanaged.passRetained(self)
        let failure = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<BlockingThreads>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, itself.toOpaque())
        guard failure == 0 else {
            itself.release()
            return false
        }
        pthread_detach(thread)
        self.running += 1
        return true
    }
}
