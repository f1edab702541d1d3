import Database
import JSONBytes

/// Dates as HTTP writes them: in GMT and whole seconds.
package enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, rounded down.
    package static func text(_ time: Timestamp) -> String {
        let (days, microseconds) = CivilTime.split(microseconds: time.microseconds)
        let date = CivilTime.civil(days: days)
        let second = Int(microseconds / CivilTime.microsecondsPerSecond)
        let weekday = Self.days[(days % 7 + 7) % 7]
        let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        let month = Self.months[date.month - 1]
        return "\(weekday), \(Self.padded(date.day, 2)) \(month) \(Self.padded(date.year, 4)) \(clock) GMT"
    }

    /// Reads the form above and the two older ones, which have to be understood still:
    /// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
    ///
    /// - Returns: Nil for anything else; the day's name is not looked at.
    package static func parse(_ text: String) -> Timestamp? {
        let words = text.split { $0 == " " || $0 == "," }.map(String.init)
        switch words.count {
        case 6 where words[5] == "GMT":
            return Self.time(day: words[1], month: words[2], year: Self.digits(words[3], 4), clock: words[4])
        case 4 where words[3] == "GMT":
            let date = words[1].split(separator: "-").map(String.init)
            guard date.count == 3, let year = Self.digits(date[2], 2) else { return nil }
            return Self.time(day: date[0], month: date[1], year: year + (year < 70 ? 2000 : 1900), clock: words[2])
        case 5:
            return Self.time(day: words[2], month: words[1], year: Self.digits(words[4], 4), clock: words[3])
        default:
            return nil
        }
    }

    private static func time(day: String, month: String, year: Int?, clock: String) -> Timestamp? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { Self.digits(String($0), 2) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60,
            let year, let month = Self.months.firstIndex(of: month),
            let day = Self.digits(day, day.utf8.count), CivilTime.isDate(year: year, month: month + 1, day: day)
        else { return nil }
        let days = CivilTime.days(year: year, month: month + 1, day: day)
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        return Timestamp(
            microseconds: Int64(days) * CivilTime.microsecondsPerDay + seconds * CivilTime.microsecondsPerSecond)
    }

    private static func digits(_ text: String, _ count: Int) -> Int? {
        guard text.utf8.count == count, (1...4).contains(count) else { return nil }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
