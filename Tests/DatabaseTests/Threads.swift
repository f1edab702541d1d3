import Database

/// What was announced, in order.
final class Heard: Sendable {
    private let monitor = Monitor<[Event]>([])

    var announce: @Sendable ([Event]) -> Void {
        { events in
            self.monitor.withLock { $0 += events }
            self.monitor.broadcast()
        }
    }

    var names: [String] { self.monitor.withLock { $0.map(\.name) } }
    var events: [Event] { self.monitor.withLock { $0 } }

    /// Waits until as many have come, or ten seconds.
    func wait(for count: Int) async {
        await outside { _ = self.monitor.wait(seconds: 10) { $0.count >= count ? true : nil } }
    }
}

/// Opens once; threads may wait for it.
final class Gate: Sendable {
    private let monitor = Monitor(false)

    func open() {
        self.monitor.withLock { $0 = true }
        self.monitor.broadcast()
    }

    /// Blocks the calling thread, which must be a database's.
    func wait() { _ = self.monitor.wait(seconds: 20) { $0 ? true : nil } }

    func waitOutside() async { await outside { self.wait() } }
}

final class Counter: Sendable {
    private let monitor = Monitor(0)

    var value: Int { self.monitor.withLock { $0 } }

    func add() {
        self.monitor.withLock { $0 += 1 }
        self.monitor.broadcast()
    }

    /// Blocks the calling thread, which must be a database's.
    func wait(for count: Int, seconds: Int = 20) {
        _ = self.monitor.wait(seconds: seconds) { $0 >= count ? true : nil }
    }
}

/// Runs what blocks on a thread of its own.
func outside(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
        startThread {
            body()
            continuation.resume()
        }
    }
}
