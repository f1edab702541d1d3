import API
import Database
import FoundationEssentials
import JSONBytes

/// How long everybody worked, by day, week, month or year. Durations are in minutes.
enum TimeTables {
    static let routes: [Route] = [
        .get(
            "/data/persons/time-spents/day-table/{year}/{month}", "Minutes by day of a month and person.",
            .segment("year"), .segment("month"), .filters(Self.note),
            allow: .loggedIn, answers: .object(Self.answer)
        ) { (call: Reading, year: Int, month: Int, queries: [(name: String, value: String)]) in
            guard let period = Period(year: year, month: month) else { throw Problem.noSuchPeriod }
            return try Self.table(call, period, queries) { $0.civil.day }
        },
        .get(
            "/data/persons/time-spents/week-table/{year}", "Minutes by week (ISO 8601) of a year and person.",
            .segment("year"), .filters(Self.note),
            allow: .loggedIn, answers: .object(Self.answer)
        ) { (call: Reading, year: Int, queries: [(name: String, value: String)]) in
            try Self.table(call, try Self.period(year), queries) { $0.week }
        },
        .get(
            "/data/persons/time-spents/month-table/{year}", "Minutes by month of a year and person.",
            .segment("year"), .filters(Self.note),
            allow: .loggedIn, answers: .object(Self.answer)
        ) { (call: Reading, year: Int, queries: [(name: String, value: String)]) in
            try Self.table(call, try Self.period(year), queries) { $0.civil.month }
        },
        .get(
            "/data/persons/time-spents/year-table", "Minutes by year and person.", .filters(Self.note),
            allow: .loggedIn, answers: .object(Self.answer)
        ) { (call: Reading, queries: [(name: String, value: String)]) in
            try Self.table(call, nil, queries) { $0.civil.year }
        },
    ]

    private static let note = "`project_id`, `department_id` and `studio_id` narrow it."
    private static let answer = "By unit, by person: minutes."

    private static func period(_ year: Int) throws -> Period {
        guard let period = Period(year: year) else { throw Problem.invalid("Invalid date format.") }
        return period
    }

    /// The sums of what the caller sees, by the unit of each day.
    private static func table(
        _ call: Reading, _ period: Period?, _ queries: [(name: String, value: String)], unit: (Day) -> Int
    ) throws -> Answer {
        let caller = try call.caller
        var condition = TimeReports.visible(to: caller, departments: try caller.departments(call.data))
        if let project = queries.first(where: { $0.name == "project_id" })?.value, !project.isEmpty,
            caller.isAtLeastSupervisor
        {
            try TimeReports.requireTeam(of: try UUID.inQuery(project), caller, call.data)
        }
        if let period { condition += " AND time_spent.date BETWEEN \(period.first) AND \(period.last)" }
        condition += try self.narrowed(by: queries)
        var sums: [Int: [UUID: Double]] = [:]
        try call.data.each(
            """
            SELECT time_spent.date, time_spent.person_id, SUM(time_spent.duration) FROM \(TimeReports.tables)
            WHERE \(condition) GROUP BY time_spent.date, time_spent.person_id
            """
        ) { row in
            sums[unit(try row.value(0)), default: [:]][try row.uuid(1), default: 0] += try row.double(2)
        }
        return .json { _, output in
            output.json.beginObject()
            for (unit, persons) in sums.sorted(by: { $0.key < $1.key }) {
                output.json.key(dynamic: String(unit))
                output.json.beginObject()
                for (person, minutes) in persons.sorted(by: { $0.key.text < $1.key.text }) {
                    output.json.key(dynamic: person.text)
                    output.json.double(minutes)
                }
                output.json.endObject()
            }
            output.json.endObject()
        }
    }

    private static func narrowed(by queries: [(name: String, value: String)]) throws -> SQL {
        var sum = SQL.empty
        for (name, value) in queries where !value.isEmpty {
            switch name {
            case "project_id": sum += " AND task.project_id = \(try UUID.inQuery(value))"
            case "department_id":
                sum += " AND task_type.department_id = \(try UUID.inQuery(value))"
            case "studio_id":
                let studio = try UUID.inQuery(value)
                sum += " AND time_spent.person_id IN (SELECT id FROM person WHERE studio_id = \(studio))"
            default: continue
            }
        }
        return sum
    }
}

/// What reports of time are made of.
enum TimeReports {
    static let tables: SQL = """
        time_spent JOIN task ON task.id = time_spent.task_id
        JOIN task_type ON task_type.id = task.task_type_id
        """

    /// - Throws: ``Problem`` 403 for a project that the caller does not work in, 404 for one that does not exist.
    static func requireTeam(of project: UUID, _ caller: Caller, _ reader: Reader) throws {
        if caller.isAdmin { return }
        let object = RouteObject(project: ProjectRow.project(of: project), id: project)
        guard try Team.role(of: caller, in: object, reader) != nil else { throw Problem.forbidden }
    }

    /// A condition on the times that a caller sees: his own; for managers of the studio those of the projects that they
    /// work in; for its supervisors those of their departments' tasks there.
    ///
    /// Compat: a role that somebody has in one project only does not count.
    static func visible(to caller: Caller, departments: [UUID]) -> SQL {
        if caller.isAdmin { return "1 = 1" }
        let own: SQL = "time_spent.person_id = \(caller.id)"
        guard caller.isAtLeastSupervisor else { return own }
        let team: SQL = """
            task.project_id IN (
                SELECT link.project_id FROM project_person_link link WHERE link.person_id = \(caller.id))
            """
        guard caller.role == .supervisor, !departments.isEmpty else { return "(\(own) OR \(team))" }
        return "(\(own) OR (\(team) AND task_type.department_id \(in: departments)))"
    }
}

extension Problem {
    /// A day, a week or a month that the calendar does not have. Compat: with the words of most routes.
    static let noSuchPeriod = Problem.invalid("Invalid month or year.")
    /// A month or a year that the calendar does not have. Compat: with the words of the other routes.
    static let noSuchDate = Problem.invalid("Invalid date format.")
}
