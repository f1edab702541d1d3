/// Days and microseconds since 1970 as calendar dates and times of UTC, in integers alone.
///
/// The calendar is the Gregorian one, also for the years before it was introduced.
package enum CivilTime {
    package static let microsecondsPerSecond: Int64 = 1_000_000
    package static let microsecondsPerDay: Int64 = 86_400_000_000

    /// The days of the years 1 to 9999, the ones that have a text.
    package static let writableDays = days(year: 1, month: 1, day: 1)...days(year: 9999, month: 12, day: 31)

    /// From 1 March of the year 0, from where leap days come last in their year, to 1 January 1970.
    private static var daysFromMarch0To1970: Int { 719_468 }
    private static var daysPer400Years: Int { 146_097 }
    private static var daysPer4Years: Int { 1461 }

    package static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        // Quarters of days: a century has 146097 of them times a year's, a year within it 1461.
        let quarters = 4 * (days + daysFromMarch0To1970) + 3
        let century = floor(quarters, daysPer400Years)
        let quartersInCentury = (quarters - century * daysPer400Years) | 3
        let yearInCentury = quartersInCentury / daysPer4Years
        let dayInYear = quartersInCentury % daysPer4Years / 4
        // From March on, months of 31 and 30 days take turns so that five have 153.
        let month = (5 * dayInYear + 2) / 153
        let day = dayInYear - (153 * month + 2) / 5 + 1
        let year = 100 * century + yearInCentury
        return month < 10 ? (year, month + 3, day) : (year + 1, month - 9, day)
    }

    /// The date must exist; see `isDate`.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = month > 2 ? month - 3 : month + 9
        let century = floor(marchYear, 100)
        let yearInCentury = marchYear - 100 * century
        let dayInYear = (153 * marchMonth + 2) / 5 + day - 1
        return floor(daysPer400Years * century, 4) + daysPer4Years * yearInCentury / 4 + dayInYear
            - daysFromMarch0To1970
    }

    /// Whether there is such a day in the years 1 to 9999.
    package static func isDate(year: Int, month: Int, day: Int) -> Bool {
        (1...9999).contains(year) && (1...12).contains(month) && day >= 1 && day <= length(ofMonth: month, year: year)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day, and the microseconds into it, that are never negative.
    package static func split(microseconds: Int64) -> (days: Int, microsecondsOfDay: Int64) {
        let days = floor(Int(microseconds), Int(microsecondsPerDay))
        return (days, microseconds - Int64(days) * microsecondsPerDay)
    }

    private static func floor(_ dividend: Int, _ divisor: Int) -> Int {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
