import CSQLite
import Glibc

/// Interrupts a statement that works too long towards its next row. Time spent in a row's body does not count.
final class SQLiteWatch {
    /// In steps of SQLite's machine: some milliseconds of work.
    private static let interval: Int32 = 200_000

    private let limit: Int
    /// In seconds of the monotonic clock; nil while no long work has been noticed.
    private var workingSince: Int?

    /// The limit is in seconds.
    init(limit: Int) { self.limit = limit }

    /// The watch must live as long as the connection.
    func attach(to connection: OpaquePointer) {
        sqlite3_progress_handler(
            connection, Self.interval,
            { context in
                guard let context else { return 0 }
                return Unmanaged<SQLiteWatch>.fromOpaque(context).takeUnretainedValue().isOverdue() ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func detach(from connection: OpaquePointer) { sqlite3_progress_handler(connection, 0, nil, nil) }

    /// A row has come, or a statement begins.
    @inline(__always)
    func rest() { self.workingSince = nil }

    private func isOverdue() -> Bool {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        guard let workingSince else {
            self.workingSince = now.tv_sec
            return false
        }
        return now.tv_sec - workingSince >= self.limit
    }
}
