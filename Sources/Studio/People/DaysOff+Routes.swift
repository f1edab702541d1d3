import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Days on which people do not work. The person, and the managers and supervisors of a production of his see them; what
/// he says about them is between him and managers.
package enum DaysOff {
    package static let routes: [Route] =
        table.routes + [
            .get(
                "/data/day-offs/{instance_id}", "Days off of a person.", .path("instance_id"),
                allow: .loggedIn, answers: .one(DayOffRow.self), handler: one),
            .get(
                "/data/persons/{person_id}/day-offs", "All days off of a person.", .someone,
                allow: .daysOffOfPerson, answers: .list(DayOffRow.self)
            ) { call, person in try Self.list(call, person, nil) },
            .get(
                "/data/persons/{person_id}/day-offs/year/{year}", "A person's days off in a year.",
                .someone, .segment("year"), allow: .daysOffOfPerson, answers: .list(DayOffRow.self)
            ) { call, person, year in try Self.list(call, person, try Span(year: year)) },
            .get(
                "/data/persons/{person_id}/day-offs/month/{year}/{month}", "A person's days off in a month.",
                .someone, .segment("year"), .segment("month"), allow: .daysOffOfPerson,
                answers: .list(DayOffRow.self)
            ) { call, person, year, month in try Self.list(call, person, try Span(year: year, month: month)) },
            .get(
                "/data/persons/{person_id}/day-offs/week/{year}/{week}", "A person's days off in an ISO week.",
                .someone, .segment("year"), .segment("week"), allow: .daysOffOfPerson,
                answers: .list(DayOffRow.self)
            ) { call, person, year, week in try Self.list(call, person, try Span(year: year, week: week)) },
            .get(
                "/data/persons/{person_id}/day-offs/{date}", "The days off that a day is one of; `{}` when it is none.",
                .someone, .segment("date"), allow: .daysOffOfPerson, answers: .one(DayOffRow.self)
            ) { call, person, date in try Self.day(call, person, date) },
            .get(
                "/data/user/day-offs/{date}", "The caller's days off that a day is one of; `{}` when it is none.",
                .segment("date"), allow: .person, answers: .one(DayOffRow.self)
            ) { call, date in
                try Self.day(call, PersonRow.ID(call.caller.id), date)
            },
            .get(
                "/data/persons/day-offs/{year}",
                "The days off in a year of the caller and of those whom he leads.",
                .segment("year"), allow: .loggedIn, answers: .list(DayOffRow.self)
            ) { call, year in try Self.everyone(call, try Span(year: year)) },
            .get(
                "/data/persons/day-offs/{year}/{month}",
                "The days off in a month of the caller and of those whom he leads.",
                .segment("year"), .segment("month"), allow: .loggedIn, answers: .list(DayOffRow.self)
            ) { call, year, month in try Self.everyone(call, try Span(year: year, month: month)) },
            .get(
                "/data/projects/{project_id}/day-offs", "The team's days off, by person.", .project,
                .query("start_date", "From this day on."), .query("end_date", "Until this day."),
                allow: .all([.member, .notOutside]), answers: .object("`{person_id: [days off]}`."), handler: team),
        ]

    private static let table = Table(
        of: DayOffRow.self, at: "/data/day-offs",
        access: TableAccess(list: .admin, read: .loggedIn, create: .loggedIn, update: .loggedIn, delete: .loggedIn)
    )
    .refusing(.read)
    .beforeCreate { call, body in try Self.checkNew(call, body) }
    .beforeUpdate { call, id, body in try Self.checkChange(call, id, body) }
    .beforeDelete { call, id in try Self.checkOwner(call, id) }

    /// - Throws: ``Problem`` 403 when they are another's, 400 for what ``checkDays(_:_:of:except:_:)`` refuses.
    private static func checkNew(_ call: Writing, _ body: JSONObject) throws {
        for name in ["person_id", "date", "end_date"] where body[name] == nil {
            // Compat: these are the reference's words for a key that is not there.
            throw Problem(.badRequest, .bare("'\(name)'"))
        }
        guard let person = body["person_id"]?.stringValue.flatMap(UUID.init(strict:)) else {
            throw Problem.malformedValue
        }
        let caller = try call.caller
        guard caller.isAdmin || caller.id == person else { throw Problem.forbidden }
        let (first, last) = (try self.day("date", body), try self.day("end_date", body))
        if let first, let last { try self.checkDays(first, last, of: person, except: nil, call.data) }
    }

    /// - Throws: ``Problem`` 403 when they are another's, or would become another's, 400 for what
    ///   ``checkDays(_:_:of:except:_:)`` refuses.
    private static func checkChange(_ call: Writing, _ id: DayOffRow.ID, _ body: JSONObject) throws {
        try self.checkOwner(call, id)
        let caller = try call.caller
        if let person = body["person_id"], !caller.isAdmin {
            guard person == .string(caller.id.text) else { throw Problem.forbidden }
        }
        let known = try call.data.one(
            "SELECT date, end_date, person_id FROM day_off WHERE id = \(id)", Day.self, Day.self, UUID?.self)
        guard let (first, last, owner) = known else { throw Problem.notFound() }
        let person = body["person_id"]?.stringValue.flatMap(UUID.init(strict:)) ?? owner
        try self.checkDays(
            self.day("date", body) ?? first, self.day("end_date", body) ?? last, of: person, except: id, call.data)
    }

    /// - Returns: Nil when the body does not say, or says null.
    /// - Throws: ``Problem`` 400 for what is no day.
    private static func day(_ name: String, _ body: JSONObject) throws -> Day? {
        guard let json = body[name], !json.isNull else { return nil }
        guard let day = json.stringValue.flatMap(Day.init(text:)) else { throw Problem.malformedValue }
        return day
    }

    private static func checkOwner(_ call: Writing, _ id: DayOffRow.ID) throws {
        let caller = try call.caller
        if caller.isAdmin { return }
        guard try call.data.exists("SELECT 1 FROM day_off WHERE id = \(id) AND person_id = \(caller.id)") else {
            throw Problem.forbidden
        }
    }

    /// - Throws: ``Problem`` 400 for days that end before they begin, and for some that are off already.
    private static func checkDays(
        _ first: Day, _ last: Day, of person: UUID?, except id: DayOffRow.ID?, _ reader: Reader
    ) throws {
        guard first <= last else { throw Problem.contradiction }
        let others = id.map { " AND id <> \($0)" as SQL } ?? .empty
        let isTaken = try reader.exists(
            """
            SELECT 1 FROM day_off
            WHERE person_id = \(person) AND date <= \(last) AND end_date >= \(first)\(others)
            """)
        if isTaken { throw Problem.invalid("Day off already exists for this period") }
    }
}

// What is answered.
extension DaysOff {
    private static let open = DayOffRow.columns.without(["description"])

    private static func columns(_ caller: Caller, _ person: UUID, _ reader: Reader) throws -> JSONColumns {
        if caller.isAdmin || caller.id == person { return DayOffRow.columns }
        let isManaged = try reader.exists(
            "SELECT 1 WHERE \(Colleagues.id(person)) IN (\(Colleagues.managed(by: caller)))")
        return isManaged ? DayOffRow.columns : self.open
    }

    private static func one(_ call: Reading, id: DayOffRow.ID) throws -> Answer {
        let found = try call.data.one("SELECT person_id FROM day_off WHERE id = \(id)", UUID?.self)
        guard let found, let person = found else { throw Problem.notFound() }
        try Permission.daysOffOfPerson.check(
            call.identity, in: call.data, on: RouteObject(project: nil, id: person))
        let columns = try self.columns(call.caller, person, call.data)
        return .one("SELECT \(columns: columns) FROM day_off WHERE id = \(id)", as: columns)
    }

    private static func list(_ call: Reading, _ person: PersonRow.ID, _ span: Span?) throws -> Answer {
        let columns = try self.columns(call.caller, person.uuid, call.data)
        let inSpan = span.map { " AND date <= \($0.last) AND end_date >= \($0.first)" as SQL } ?? .empty
        return .rows(
            "SELECT \(columns: columns) FROM day_off WHERE person_id = \(person)\(inSpan) ORDER BY date, id",
            as: columns)
    }

    private static func everyone(_ call: Reading, _ span: Span) throws -> Answer {
        let caller = try call.caller
        let inSpan: SQL = "date <= \(span.last) AND end_date >= \(span.first)"
        let columns = DayOffRow.columns
        if caller.isAdmin {
            return .rows("SELECT \(columns: columns) FROM day_off WHERE \(inSpan) ORDER BY date, id", as: columns)
        }
        let open: SQL = "person_id = \(caller.id) OR person_id IN (\(Colleagues.managed(by: caller)))"
        let query: SQL = """
            SELECT \(columns: columns), CASE WHEN \(open) THEN 1 ELSE 0 END FROM day_off
            WHERE \(inSpan) AND (\(open) OR person_id IN (\(Colleagues.supervised(by: caller)))) ORDER BY date, id
            """
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(query) { row in
                let isOpen: Int = try row.value(columns.count)
                if isOpen == 1 {
                    columns.writeObject(row, into: &output.json)
                } else {
                    self.writeOpen(row, &output.json)
                }
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    private static func day(_ call: Reading, _ person: PersonRow.ID, _ text: String) throws -> Answer {
        guard let day = try WorkingDay.find(text, or: "Wrong date format.") else { return .value(.object([:])) }
        let columns = try self.columns(call.caller, person.uuid, call.data)
        return .json { reader, output in
            let found = try reader.writeObject(
                """
                SELECT \(columns: columns) FROM day_off
                WHERE person_id = \(person) AND date <= \(day) AND end_date >= \(day) ORDER BY date, id
                """, as: columns, to: output)
            if !found { output.json.value(.object([:])) }
        }
    }

    private static func team(
        _ call: Reading, project: ProjectRow.ID, start: String?, end: String?
    ) throws -> Answer {
        let (from, until) = (start.flatMap(Day.init(text:)), end.flatMap(Day.init(text:)))
        guard (start == nil) == (from == nil), (end == nil) == (until == nil) else {
            throw Problem.invalid("Wrong date format for \(start ?? "None") and/or \(end ?? "None")")
        }
        let caller = try call.caller
        var condition: SQL = .empty
        if let from { condition += " AND d.end_date >= \(from)" }
        if let until { condition += " AND d.date <= \(until)" }
        let query: SQL = """
            SELECT \(columns: DayOffRow.columns, "d") FROM day_off d
            JOIN project_person_link l ON l.person_id = d.person_id
            WHERE l.project_id = \(project)\(condition) ORDER BY d.person_id, d.date, d.id
            """
        return .json { reader, output in try self.writeByPerson(query, caller, reader, output) }
    }

    private static func writeByPerson(
        _ query: SQL, _ caller: Caller, _ reader: Reader, _ output: Output
    ) throws {
        // Whose reasons are hidden from the caller is told by the row: both forms are selected the same way.
        guard let place = DayOffRow.fields.firstIndex(where: { $0.name == "person_id" }) else { return }
        output.json.beginObject()
        try reader.writeGroups(query, by: place, to: output) { row in
            if try caller.isAtLeastManager || caller.id == row.uuid(place) {
                DayOffRow.columns.writeObject(row, into: &output.json)
            } else {
                self.writeOpen(row, &output.json)
            }
        }
        output.json.endObject()
    }

    /// The row's members without what it says about the reason.
    private static func writeOpen(_ row: Row, _ json: inout JSONWriter) {
        json.beginObject()
        for (index, field) in DayOffRow.fields.enumerated() where field.name != "description" {
            json.key(field.key)
            json.cell(row.source.cell(index), as: field.kind)
        }
        json.key("type")
        json.string(DayOffRow.name)
        json.endObject()
    }
}

/// Days in a row, both ends included.
struct Span: Hashable, Sendable {
    let first: Day
    let last: Day

    /// - Throws: ``Problem`` 404 for a year that no date has.
    init(year: Int) throws {
        self.first = try Self.day(year, 1, 1)
        self.last = try Self.day(year, 12, 31)
    }

    /// - Throws: ``Problem`` 404 for a month that no year has.
    init(year: Int, month: Int) throws {
        self.first = try Self.day(year, month, 1)
        let next = month == 12 ? try Self.day(year + 1, 1, 1) : try Self.day(year, month + 1, 1)
        self.last = Day(number: next.number - 1)
    }

    /// A week of ISO 8601: Monday to Sunday, the first one with the year's first Thursday.
    ///
    /// - Throws: ``Problem`` 404 for a week that the year does not have.
    init(year: Int, week: Int) throws {
        let monday = try Self.firstMonday(year)
        let next = try Self.firstMonday(year + 1)
        let first = monday + Int32(clamping: (week - 1) * 7)
        guard week > 0, first < next else { throw Problem.notFound() }
        self.first = Day(number: first)
        self.last = Day(number: first + 6)
    }

    private static func firstMonday(_ year: Int) throws -> Int32 {
        let fourth = try Self.day(year, 1, 4).number
        // 1970-01-01 was a Thursday: day 3 of a week that begins on Monday.
        return fourth - ((fourth + 3) % 7 + 7) % 7
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
        func padded(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        guard (1...9998).contains(year), (1...12).contains(month),
            let found = Day(text: "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))")
        else { throw Problem.notFound() }
        return found
    }
}

extension Input where Value == PersonRow.ID {
    /// The person in the path; one with a malformed id does not exist.
    static var someone: Input { .path("person_id", malformed: .notFound()) }
}

extension Permission {
    /// Clients and vendors are guests of a production.
    static let notOutside = Permission.rule("neither clients nor vendors") { caller, _, _ in
        caller.role != .client && caller.role != .vendor
    }

    /// The person himself, administrators, and the managers and supervisors of a production of his. Bots have no days
    /// off.
    static let daysOffOfPerson = Permission.rule(
        "the person himself, and the managers and supervisors of his productions"
    ) { caller, reader, object in
        guard let person = try Colleagues.requirePerson(object, reader) else { return false }
        if caller.isAdmin || caller.id == person { return true }
        return try reader.exists(
            """
            SELECT 1 WHERE \(Colleagues.id(person)) IN (\(Colleagues.managed(by: caller)))
                OR \(Colleagues.id(person)) IN (\(Colleagues.supervised(by: caller)))
            """)
    }
}
