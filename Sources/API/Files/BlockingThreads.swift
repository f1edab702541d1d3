import NIOPosix

/// Threads that may block, for files. Never an event loop, never the cooperative pool.
package struct BlockingThreads: Sendable {
    private let pool: NIOThreadPool

    /// - Parameter pool: Already started; its owner stops it.
    package init(_ pool: NIOThreadPool = .singleton) { self.pool = pool }

    /// Runs `work` to its end, also when the caller is cancelled meanwhile: whoever opens a file gets to close it.
    package func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            self.pool.submit { _ in continuation.resume(with: Swift.Result { try work() }) }
        }
    }

    /// The same for work that cannot fail.
    package func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            self.pool.submit { _ in continuation.resume(returning: work()) }
        }
    }

    /// Runs `work` when a thread is free; nobody waits for it.
    func start(_ work: @escaping @Sendable () -> Void) {
        self.pool.submit { _ in work() }
    }
}
