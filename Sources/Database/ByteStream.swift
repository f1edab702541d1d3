import NIOCore

/// Chunks on their way from a connection's thread to a client: the thread waits while the client is behind.
package final class ByteStream: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer

    /// In bytes: how far the thread may run ahead of the client.
    private static let lead = 512 << 10
    /// In seconds: how long a client may take nothing before it counts as gone.
    private static let patience = 60

    private typealias Waiting = CheckedContinuation<ByteBuffer?, any Error>
    private enum End {
        case complete
        case failed(any Error)
    }
    private struct State {
        var chunks: [ByteBuffer] = []
        var bytes = 0
        var end: End?
        var isAbandoned = false
        var waiting: Waiting?
    }
    private let monitor = Monitor(State())

    /// Blocks the calling thread while more than ``lead`` bytes wait.
    ///
    /// - Throws: ``ClientGone``.
    func send(_ chunk: ByteBuffer) throws {
        let waiting = try self.monitor.wait(seconds: Self.patience) { state -> Waiting?? in
            if state.isAbandoned { throw ClientGone() }
            if let waiting = state.waiting {
                state.waiting = nil
                return .some(waiting)
            }
            guard state.bytes < Self.lead else { return nil }
            state.chunks.append(chunk)
            state.bytes += chunk.readableBytes
            return .some(nil)
        }
        guard let waiting else {
            self.abandon()
            throw ClientGone()
        }
        waiting?.resume(returning: chunk)
    }

    func finish(_ failure: (any Error)? = nil) {
        let waiting = self.monitor.withLock { state in
            state.end = failure.map(End.failed) ?? .complete
            defer { state.waiting = nil }
            return state.waiting
        }
        if let failure { waiting?.resume(throwing: failure) } else { waiting?.resume(returning: nil) }
    }

    /// The client left: the thread hears of it at its next chunk.
    package func abandon() {
        let waiting = self.monitor.withLock { state in
            state.isAbandoned = true
            state.chunks = []
            state.bytes = 0
            defer { state.waiting = nil }
            return state.waiting
        }
        self.monitor.broadcast()
        waiting?.resume(throwing: CancellationError())
    }

    private func next() async throws -> ByteBuffer? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let ready = self.monitor.withLock { state -> Result<ByteBuffer?, any Error>? in
                    if state.isAbandoned { return .failure(CancellationError()) }
                    if !state.chunks.isEmpty {
                        let chunk = state.chunks.removeFirst()
                        state.bytes -= chunk.readableBytes
                        return .success(chunk)
                    }
                    switch state.end {
                    case .complete: return .success(nil)
                    case .failed(let error): return .failure(error)
                    case nil:
                        state.waiting = continuation
                        return nil
                    }
                }
                self.monitor.broadcast()
                if let ready { continuation.resume(with: ready) }
            }
        } onCancel: {
            self.abandon()
        }
    }

    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// Abandons the stream when it goes away: a client that leaves frees its cursor.
    package final class Iterator: AsyncIteratorProtocol {
        private let stream: ByteStream

        init(stream: ByteStream) { self.stream = stream }
        deinit { self.stream.abandon() }

        package func next() async throws -> ByteBuffer? { try await self.stream.next() }
    }
}
