import Database

/// What makes a shot count for somebody's quota, and how much of it.
enum QuotaMode: String, Sendable, CaseIterable {
    /// The part of its work that was done in the period, for shots that went to a review.
    case weighted
    /// The same for shots that are done.
    case weightedDone = "weighteddone"
    /// All of it when it first went to a review in the period.
    case feedback
    /// All of it when it was done in the period.
    case done

    var isWeighted: Bool { self == .weighted || self == .weightedDone }
}

/// The work on a shot, as far as it decides what the shot counts for.
struct QuotaWork: Sendable {
    /// The first day of work.
    let start: Day?
    /// The day of the review, or that on which it was done: as the mode asks.
    let end: Day
    /// Minutes of work in the period and in all.
    let spent: Double
    let allSpent: Double

    /// How much the work counts for in a period: from 0 to 1, to the hundredth.
    ///
    /// Where time was logged it is shared out by that, else evenly over the working days from start to end.
    func weight(in period: Period, _ mode: QuotaMode) -> Double {
        guard mode.isWeighted else { return period.contains(self.end) ? 1 : 0 }
        if self.allSpent > 0 { return Self.rounded(self.spent / self.allSpent) }
        let span = Period(min(self.start ?? self.end, self.end), self.end)
        guard let shared = span.intersection(period) else { return 0 }
        // Work of a weekend counts by its days.
        if span.workdays == 0 { return Self.rounded(Double(shared.days) / Double(span.days)) }
        return Self.rounded(Double(shared.workdays) / Double(span.workdays))
    }

    private static func rounded(_ share: Double) -> Double { (share * 100).rounded() / 100 }
}

extension Period {
    func contains(_ day: Day) -> Bool { self.first <= day && day <= self.last }

    var days: Int { Int(self.last.number - self.first.number) + 1 }

    /// The days from Monday to Friday.
    var workdays: Int {
        let rest = (0..<self.days % 7).count { (self.first.weekday + $0) % 7 < 5 }
        return self.days / 7 * 5 + rest
    }

    /// Nil when they share no day.
    func intersection(_ other: Period) -> Period? {
        let (first, last) = (max(self.first, other.first), min(self.last, other.last))
        return first <= last ? Period(first, last) : nil
    }
}
