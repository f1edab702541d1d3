import Synchronization

/// Wrong passwords of names that no account has, so that they are closed as accounts are: whoever guesses does not
/// learn which names there are.
package final class Strangers: Sendable {
    private let records = Mutex<[String: LockOut.Record]>([:])
    /// Names at most.
    private let capacity: Int

    package init(capacity: Int = 20_000) { self.capacity = capacity }

    package func record(_ name: String) -> LockOut.Record {
        self.records.withLock { $0[name] } ?? LockOut.Record()
    }

    /// Counts a wrong password at a moment in seconds since 1970.
    package func fail(_ name: String, _ lockOut: LockOut, now: Int64) {
        self.records.withLock { records in
            let record = records[name] ?? LockOut.Record()
            guard !lockOut.isClosed(record, now: now) else { return }
            if records.count >= self.capacity, records[name] == nil { Self.makeRoom(&records) }
            records[name] = lockOut.failed(record, now: now)
        }
    }

    /// Forgets the half that was tried longest ago.
    private static func makeRoom(_ records: inout [String: LockOut.Record]) {
        let moments = records.values.map { $0.last ?? 0 }.sorted()
        let middle = moments[moments.count / 2]
        records = records.filter { $0.value.last ?? 0 > middle }
    }
}
