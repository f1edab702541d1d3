import Database
import JSONBytes

/// Days from the first to the last, both in it.
struct Period: Sendable, Equatable {
    let first: Day
    let last: Day

    init(_ first: Day, _ last: Day) {
        self.first = first
        self.last = last
    }

    /// Nil outside of the years 1 to 9999.
    init?(year: Int) {
        guard CivilTime.isDate(year: year, month: 1, day: 1) else { return nil }
        self.init(Day(year, 1, 1), Day(year, 12, 31))
    }

    /// Nil when there is no such month.
    init?(year: Int, month: Int) {
        guard CivilTime.isDate(year: year, month: month, day: 1) else { return nil }
        guard let length = (28...31).last(where: { CivilTime.isDate(year: year, month: month, day: $0) }) else {
            return nil
        }
        self.init(Day(year, month, 1), Day(year, month, length))
    }

    /// The week of ISO 8601, from Monday to Sunday; nil when the year has no such week.
    init?(year: Int, week: Int) {
        guard (2...9998).contains(year), (1...53).contains(week) else { return nil }
        // 4 January is always in the first week.
        let fourth = Day(year, 1, 4)
        let monday = fourth.number - Int32(fourth.weekday) + Int32(7 * (week - 1))
        self.init(Day(number: monday), Day(number: monday + 6))
        guard self.first.week == week else { return nil }
    }
}

extension Day {
    /// - Precondition: There is such a day.
    init(_ year: Int, _ month: Int, _ day: Int) {
        self.init(number: Int32(CivilTime.days(year: year, month: month, day: day)))
    }

    var civil: (year: Int, month: Int, day: Int) { CivilTime.civil(days: Int(self.number)) }

    /// From 0 for Monday.
    var weekday: Int {
        // 1 January 1970 was a Thursday.
        let rest = (Int(self.number) + 3) % 7
        return rest < 0 ? rest + 7 : rest
    }

    /// The number of its week in ISO 8601, where weeks belong to the year of their Thursday.
    var week: Int {
        let thursday = Int(self.number) - self.weekday + 3
        let year = CivilTime.civil(days: thursday).year
        return (thursday - CivilTime.days(year: year, month: 1, day: 1)) / 7 + 1
    }
}
