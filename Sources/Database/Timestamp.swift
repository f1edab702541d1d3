import FoundationEssentials
import JSONBytes

/// A moment in UTC, as microseconds since 1970: what both databases keep.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func now() -> Timestamp {
        Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    package static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.microseconds < rhs.microseconds }

    package func advanced(bySeconds seconds: Int64) -> Timestamp {
        Timestamp(microseconds: self.microseconds + seconds * 1_000_000)
    }

    /// `YYYY-MM-DDTHH:MM:SS.ffffff`: as SQLite keeps it, so that text sorts as time does. Years 1 to 9999.
    package var text: String {
        CivilTime.text(microsecondsSince1970: self.microseconds, .microseconds) ?? "0001-01-01T00:00:00.000000"
    }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 {
        let quotient = self.microseconds / 1_000_000
        return self.microseconds < 0 && self.microseconds % 1_000_000 != 0 ? quotient - 1 : quotient
    }
}

/// A calendar day, as days since 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
    package let number: Int32

    package init(number: Int32) { self.number = number }

    /// `YYYY-MM-DD`. Years 1 to 9999.
    package var text: String { CivilTime.text(daysSince1970: self.number) ?? "0001-01-01" }

    /// The day in UTC that a moment falls on.
    package init(_ moment: Timestamp) {
        let seconds = moment.seconds
        self.number = Int32(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    }

    package static func < (lhs: Day, rhs: Day) -> Bool { lhs.number < rhs.number }
}
