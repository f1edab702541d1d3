import Database
import Testing

@testable import Studio

@Suite struct PeriodsTests {
    @Test(
        "A week is that of ISO 8601",
        arguments: [
            (2026, 48, "2026-11-23", "2026-11-29"), (2026, 1, "2025-12-29", "2026-01-04"),
            (2020, 53, "2020-12-28", "2021-01-03"), (2021, 1, "2021-01-04", "2021-01-10"),
        ])
    func week(_ year: Int, _ week: Int, _ first: String, _ last: String) throws {
        let period = try #require(Period(year: year, week: week))

        #expect(period.first.text == first)
        #expect(period.last.text == last)
    }

    @Test("A year without a fifty-third week has none")
    func noWeek() {
        #expect(Period(year: 2026, week: 54) == nil)
        #expect(Period(year: 2025, week: 53) == nil)
        #expect(Period(year: 2026, week: 0) == nil)
    }

    @Test("A month has its days, and there are twelve")
    func month() throws {
        #expect(try #require(Period(year: 2024, month: 2)).last.text == "2024-02-29")
        #expect(try #require(Period(year: 2023, month: 2)).last.text == "2023-02-28")
        #expect(Period(year: 2026, month: 13) == nil)
        #expect(Period(year: 0) == nil)
    }

    @Test(
        "A day in an address may have one digit",
        arguments: [
            ("2026-1-5", "2026-01-05"), ("2026-11-24", "2026-11-24"), ("2026-13-01", nil), ("x", nil), ("2026-1", nil),
            ("26-01-05", nil), ("2026-01-", nil),
        ])
    func parse(_ text: String, _ day: String?) {
        #expect(WorkingDay.parse(text)?.text == day)
    }
}
