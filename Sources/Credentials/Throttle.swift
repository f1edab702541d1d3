import Synchronization

/// Counts what somebody tries, in windows of time, to slow down who guesses. One server's memory: several servers of a
/// studio count each for itself.
package final class Throttle: Sendable {
    /// So many tries in so many seconds.
    package struct Limit: Hashable, Sendable {
        package let count: Int
        package let seconds: Int64

        package init(_ count: Int, in seconds: Int64) {
            self.count = count
            self.seconds = seconds
        }
    }

    /// Who tries what: an address, an account's name, a person.
    package struct Key: Hashable, Sendable {
        package let subject: String
        package let what: String

        package init(_ what: String, of subject: String) {
            self.what = what
            self.subject = subject
        }
    }

    private struct Window {
        var end: Int64
        var count: Int
    }

    private let windows = Mutex<[Key: Window]>([:])
    /// Keys at most; one takes 100 bytes or so.
    private let capacity: Int

    package init(capacity: Int = 50_000) { self.capacity = capacity }

    /// Seconds until there may be another try; nil when there may be one at once. Does not count.
    package func wait(_ key: Key, _ limit: Limit, now: Int64) -> Int64? {
        self.windows.withLock { windows in
            guard let window = windows[key], window.end > now, window.count >= limit.count else { return nil }
            return window.end - now
        }
    }

    /// Counts a try at a moment in seconds since 1970.
    package func count(_ key: Key, _ limit: Limit, now: Int64) {
        self.windows.withLock { windows in
            if let window = windows[key], window.end > now {
                windows[key] = Window(end: window.end, count: window.count + 1)
                return
            }
            if windows.count >= self.capacity { Self.makeRoom(&windows, now: now, self.capacity) }
            windows[key] = Window(end: now + limit.seconds, count: 1)
        }
    }

    package func forget(_ key: Key) { self.windows.withLock { $0[key] = nil } }

    /// Forgets what is over; when that is not enough, what ends first.
    private static func makeRoom(_ windows: inout [Key: Window], now: Int64, _ capacity: Int) {
        windows = windows.filter { $0.value.end > now }
        guard windows.count >= capacity else { return }
        let ends = windows.values.map(\.end).sorted()
        let last = ends[ends.count / 2]
        windows = windows.filter { $0.value.end > last }
    }
}
