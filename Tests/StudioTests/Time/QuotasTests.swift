import Database
import JSONBytes
import StudioTesting
import Testing

@testable import Studio

@Suite struct QuotasTests {
    private let february = Period(Day(2031, 2, 1), Day(2031, 2, 28))

    @Test("Work is shared out over its working days, to the hundredth")
    func workdays() {
        let work = QuotaWork(start: Day(2031, 2, 4), end: Day(2031, 2, 6), spent: 0, allSpent: 0)
        let overWeekend = QuotaWork(start: Day(2031, 2, 7), end: Day(2031, 2, 10), spent: 0, allSpent: 0)

        #expect(work.weight(in: Period(Day(2031, 2, 5), Day(2031, 2, 5)), .weighted) == 0.33)
        #expect(work.weight(in: self.february, .weighted) == 1)
        #expect(work.weight(in: Period(Day(2031, 2, 7), Day(2031, 2, 7)), .weighted) == 0)
        #expect(overWeekend.weight(in: Period(Day(2031, 2, 10), Day(2031, 2, 10)), .weighted) == 0.5)
    }

    @Test("Time that was logged counts instead of days, and the end counts alone where all of it counts")
    func logged() {
        let work = QuotaWork(start: Day(2031, 2, 4), end: Day(2031, 3, 6), spent: 30, allSpent: 120)

        #expect(work.weight(in: self.february, .weightedDone) == 0.25)
        #expect(work.weight(in: self.february, .feedback) == 0)
        #expect(work.weight(in: Period(Day(2031, 3, 6), Day(2031, 3, 6)), .done) == 1)
    }

    @Test("Work that began and ended on a weekend counts by its days")
    func weekend() {
        let work = QuotaWork(start: Day(2031, 2, 8), end: Day(2031, 2, 9), spent: 0, allSpent: 0)

        #expect(work.weight(in: Period(Day(2031, 2, 9), Day(2031, 2, 9)), .weighted) == 0.5)
    }

    @Test(
        "A person's quota is open to himself, and to those who lead the project that they name",
        arguments: Dialect.allCases)
    func access(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/data/persons/\(desk.artist.id.text)/quota-shots/month/2031/02"
            let named = "\(path)?project_id=\(desk.project)"

            for person in [desk.artist, studio.admin] {
                #expect(await studio.get(path, as: person).text == "[]")
                #expect(await studio.get(named, as: person).text == "[]")
            }
            for person in [desk.manager, desk.supervisor] {
                #expect(await studio.get(path, as: person).status == 403)
                #expect(await studio.get(named, as: person).text == "[]")
            }
            for person in [desk.colleague, desk.vendor, desk.client, desk.outsider] {
                #expect(await studio.get(named, as: person).status == 403)
            }
            #expect(await studio.get("\(path)?count_mode=x").status == 400)
        }
    }

    @Test("A shot counts with its full name and the part of its work in the period", arguments: Dialect.allCases)
    func shots(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let sequence = try await studio.sequence("SQ01", in: desk.project)
            let shot = try await studio.shot("SH01", in: desk.project, sequence: sequence)
            let task = try await studio.task(on: shot, type: desk.type, in: desk.project, assignees: [desk.artist])
            _ = await studio.put(
                "/data/tasks/\(task)", ["real_start_date": "2031-02-04T08:00:00", "end_date": "2031-02-05T17:00:00"])
            let path = "/data/persons/\(desk.artist.id.text)/quota-shots"

            let day = await studio.get("\(path)/day/2031/02/05", as: desk.artist)
            let feedback = await studio.get("\(path)/week/2031/6?count_mode=feedback", as: desk.artist)
            let done = await studio.get("\(path)/month/2031/02?count_mode=done", as: desk.artist)

            #expect(day.list.map { $0["weight"] } == [0.5])
            #expect(day.list.first?["full_name"] == "SQ01 / SH01")
            #expect(feedback.list.map { $0["weight"] } == [1])
            #expect(done.text == "[]")
        }
    }

    @Test(
        "Who plans sees the dates of his productions, and of others only when they keep people busy",
        arguments: Dialect.allCases)
    func taskDates(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            _ = await studio.put(
                "/data/tasks/\(desk.task)", ["start_date": "2031-02-03", "due_date": "2031-02-07"])
            let path = "/data/persons/task-dates"

            let own = await studio.get(path, as: desk.supervisor).list.first { $0["person_id"] == desk.artist.json }
            let foreign = await studio.get(path, as: desk.outsider).list.first { $0["person_id"] == desk.artist.json }

            #expect(own?["min_date"] == "2031-02-03T00:00:00")
            #expect(own?["busy_periods"] == [])
            #expect(foreign?["min_date"] == .null)
            #expect(
                foreign?["busy_periods"]
                    == [["start_date": "2031-02-03 00:00:00", "end_date": "2031-02-07 00:00:00"]])
            #expect(await studio.get("\(path)?project_id=\(desk.project)", as: desk.outsider).status == 403)
            #expect(await studio.get(path, as: desk.artist).status == 403)
        }
    }
}

extension TestPerson {
    fileprivate var json: JSONValue { .string(self.id.text) }
}
