/// When an account is closed because somebody guesses its password.
///
/// Only wrong passwords of existing accounts count. What is tried while it is closed neither counts nor prolongs it.
package struct LockOut: Hashable, Sendable {
    /// Wrong passwords that close the account.
    package let failures: Int
    /// Seconds from the last of them until it opens again, with its count at zero.
    package let seconds: Int64

    package init(failures: Int = 5, seconds: Int64 = 60) {
        self.failures = failures
        self.seconds = seconds
    }

    /// What the account's row remembers.
    package struct Record: Hashable, Sendable {
        package var failures: Int
        /// When the last wrong password came; nil if there was none. Seconds since 1970.
        package var last: Int64?

        package init(failures: Int = 0, last: Int64? = nil) {
            self.failures = failures
            self.last = last
        }
    }

    package func isClosed(_ record: Record, now: Int64) -> Bool {
        guard record.failures >= self.failures, let last = record.last else { return false }
        return now < last + self.seconds
    }

    /// The record after a wrong password at an account that is not closed. After the right one it is an empty record.
    package func failed(_ record: Record, now: Int64) -> Record {
        let isServed = record.failures >= self.failures
        return Record(failures: isServed ? 1 : record.failures + 1, last: now)
    }
}
