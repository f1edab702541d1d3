/// Wakes somebody who waits for work. Rings that nobody waited for are one ring.
package final class Bell: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (self.stream, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package func ring() { self.continuation.yield() }

    /// Every ring from now on, and the last one before. For one listener.
    package var rings: AsyncStream<Void> { self.stream }
}
