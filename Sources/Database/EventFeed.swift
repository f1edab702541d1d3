/// Hands the events of committed transactions, in the order of commits, to everyone in this process who asks.
///
/// Its ``announce(_:)`` is what both drivers take: SQLite's database calls it on the committing thread, PostgreSQL's
/// listener on its own, each once a transaction and never two at once.
package final class EventFeed: Sendable {
    private struct State {
        var subscribers: [Int: AsyncStream<Event>.Continuation] = [:]
        var count = 0
    }
    private let monitor = Monitor(State())

    package init() {}

    package func announce(_ events: [Event]) {
        self.monitor.withLock { state in
            for event in events {
                for subscriber in state.subscribers.values { subscriber.yield(event) }
            }
        }
    }

    /// Every event that is announced from now on. Ends with ``finish()``, or when nobody reads it any more.
    package func subscribe() -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream<Event>.makeStream(bufferingPolicy: .unbounded)
        let number = self.monitor.withLock { state in
            state.count += 1
            state.subscribers[state.count] = continuation
            return state.count
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.monitor.withLock { $0.subscribers.removeValue(forKey: number) }
        }
        return stream
    }

    /// Ends every stream once it has been read.
    package func finish() {
        let subscribers = self.monitor.withLock { state in
            defer { state.subscribers = [:] }
            return Array(state.subscribers.values)
        }
        for subscriber in subscribers { subscriber.finish() }
    }
}
