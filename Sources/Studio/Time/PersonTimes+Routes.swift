import API
import Database
import FoundationEssentials
import JSONBytes

/// The time sheets of one person, and the work on entities and in projects.
enum PersonTimes {
    static let routes: [Route] = [
        .get(
            "/data/persons/{person_id}/time-spents", "A person's work between two days.",
            .path("person_id", malformed: .notFound()),
            .query("start_date", "The first day."), .query("end_date", "The last day."),
            allow: .readsTimeSheet, answers: .list(TimeSpentRow.self), handler: between),
        .get(
            "/data/persons/{person_id}/time-spents/{date}", "A person's work on a day.",
            .path("person_id", malformed: .notFound()), .segment("date"),
            allow: .readsTimeSheet, answers: .list(TimeSpentRow.self), handler: onDay),
        .get(
            "/data/persons/{person_id}/time-spents/month/all/{year}/{month}", "A person's work in a month, day by day.",
            .path("person_id", malformed: .notFound()), .part("year"), .part("month"),
            allow: .readsWholeTimeSheet, answers: .list(TimeSpentRow.self)
        ) { (call: Reading, person: PersonRow.ID, year: Int, month: Int) in
            try Self.rows(call, person, try Self.checked(Period(year: year, month: month), or: .noSuchPeriod))
        },
        .get(
            "/data/persons/{person_id}/time-spents/day/{year}/{month}/{day}", "A person's work on a day, by task.",
            .path("person_id", malformed: .notFound()), .part("year"), .part("month"), .part("day"),
            .query("project_id", "Only in this project."),
            allow: .readsTimeSheet, answers: .objects(Self.note)
        ) { (call: Reading, person: PersonRow.ID, year: Int, month: Int, day: Int, project: UUID?) in
            guard CivilTime.isDate(year: year, month: month, day: day) else { throw Problem.noSuchPeriod }
            let date = Day(year, month, day)
            return try Self.byTask(call, person, Period(date, date), project)
        },
        .get(
            "/data/persons/{person_id}/time-spents/week/{year}/{week}",
            "A person's work in a week (ISO 8601), by task.",
            .path("person_id", malformed: .notFound()), .part("year"), .part("week"),
            .query("project_id", "Only in this project."),
            allow: .readsTimeSheet, answers: .objects(Self.note)
        ) { (call: Reading, person: PersonRow.ID, year: Int, week: Int, project: UUID?) in
            try Self.byTask(call, person, try Self.checked(Period(year: year, week: week), or: .noSuchPeriod), project)
        },
        .get(
            "/data/persons/{person_id}/time-spents/month/{year}/{month}", "A person's work in a month, by task.",
            .path("person_id", malformed: .notFound()), .part("year", .noSuchDate), .part("month", .noSuchDate),
            .query("project_id", "Only in this project."),
            allow: .readsTimeSheet, answers: .objects(Self.note)
        ) { (call: Reading, person: PersonRow.ID, year: Int, month: Int, project: UUID?) in
            try Self.byTask(call, person, try Self.checked(Period(year: year, month: month)), project)
        },
        .get(
            "/data/persons/{person_id}/time-spents/year/{year}", "A person's work in a year, by task.",
            .path("person_id", malformed: .notFound()), .part("year", .noSuchDate),
            .query("project_id", "Only in this project."),
            allow: .readsTimeSheet, answers: .objects(Self.note)
        ) { (call: Reading, person: PersonRow.ID, year: Int, project: UUID?) in
            try Self.byTask(call, person, try Self.checked(Period(year: year)), project)
        },
        .get(
            "/data/entities/{entity_id}/time-spents", "The work on an entity's tasks.",
            .path("entity_id", malformed: .notFound()),
            allow: .seesEntity, answers: .list(TimeSpentRow.self), handler: onEntity),
        .get(
            "/data/projects/{project_id}/task-types/{task_type_id}/time-spents",
            "The work on a project's tasks of a type: a list for each person.",
            .path("project_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
            .query("start_date", "The first day."), .query("end_date", "The last day."),
            allow: .projectManager, answers: .object("By person: a list of TimeSpent."), handler: onType),
    ]

    private static let note = "Tasks with their places and minutes."

    private static func checked(_ period: Period?, or problem: Problem = .noSuchDate) throws -> Period {
        guard let period else { throw problem }
        return period
    }

    /// A person's times that the caller sees.
    private static func condition(_ call: Reading, _ person: PersonRow.ID, _ period: Period) throws -> SQL {
        let visible = TimeReports.visible(to: try call.caller, departments: try call.caller.departments(call.data))
        return """
            time_spent.person_id = \(person) AND time_spent.date BETWEEN \(period.first) AND \(period.last)
                AND \(visible)
            """
    }

    private static func rows(_ call: Reading, _ person: PersonRow.ID, _ period: Period) throws -> Answer {
        .rows(
            """
            SELECT \(columns: TimeSpentRow.self, "time_spent") FROM \(TimeReports.tables)
            WHERE \(try self.condition(call, person, period)) ORDER BY time_spent.date, time_spent.id
            """, as: TimeSpentRow.columns)
    }

    private static func onDay(_ call: Reading, person: PersonRow.ID, text: String) throws -> Answer {
        guard let day = try WorkingDay.find(text, or: "Invalid month or year.") else { return .value(.array([])) }
        return try self.rows(call, person, Period(day, day))
    }

    private static let around = SelectedMembers([
        .init("project_id", "task.project_id", .uuid), .init("task_type_id", "task.task_type_id", .uuid),
    ])

    private static func between(_ call: Reading, person: PersonRow.ID, start: String?, end: String?) throws -> Answer {
        let condition = try self.condition(call, person, try Self.range(start, end, call))
        let columns = TimeSpentRow.columns
        return .json { reader, output in
            let rows: SQL = """
                SELECT \(columns: columns, "time_spent"), \(Self.around.list) FROM \(TimeReports.tables)
                WHERE \(condition) ORDER BY time_spent.date, time_spent.id
                """
            try reader.writeTasks(rows, columns, Self.around, output)
        }
    }

    /// From one day to another; today when neither is given.
    ///
    /// - Throws: ``Problem`` 400 when one is missing or is no day.
    static func range(_ start: String?, _ end: String?, _ call: Reading) throws -> Period {
        guard (start == nil) == (end == nil) else {
            throw Problem.invalid(
                "If querying for a range of dates, both a `start_date` and an `end_date` must be given.")
        }
        let today = Day(call.data.world.now()).text
        let (from, until) = (start ?? today, end ?? today)
        guard let first = Day(text: from), let last = Day(text: until) else {
            throw Problem.invalid("Wrong date format for \(from) and/or \(until)")
        }
        return Period(first, last)
    }

    private static let places = SelectedMembers([
        .init("task_id", "task.id", .uuid), .init("task_type_id", "task.task_type_id", .uuid),
        .init("project_id", "task.project_id", .uuid), .init("project_name", "project.name", .text),
        .init("entity_name", "entity.name", .text), .init("entity_type_name", "entity_type.name", .text),
        .init("sequence_name", "sequence.name", .text),
        .init("episode_name", "CASE WHEN sequence.id IS NULL THEN NULL ELSE episode.name END", .text),
        .init("duration", "spent.duration", .double),
    ])

    private static func byTask(
        _ call: Reading, _ person: PersonRow.ID, _ period: Period, _ project: UUID?
    ) throws -> Answer {
        var condition = try self.condition(call, person, period)
        if let project { condition += " AND task.project_id = \(project)" }
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(
                """
                SELECT \(Self.places.list) FROM \(TodoItem.tables) JOIN (
                    SELECT time_spent.task_id, SUM(time_spent.duration) AS duration FROM \(TimeReports.tables)
                    WHERE \(condition) GROUP BY time_spent.task_id) spent ON spent.task_id = task.id
                ORDER BY project.name, entity_type.name, entity.name, task.id
                """
            ) { row in
                output.json.beginObject()
                Self.places.write(row, from: 0, into: &output.json)
                output.json.endObject()
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    private static func onEntity(_ call: Reading, entity: EntityRow.ID) throws -> Answer {
        let visible = try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        return .rows(
            """
            SELECT \(columns: TimeSpentRow.self, "time_spent") FROM time_spent
            JOIN task ON task.id = time_spent.task_id WHERE task.entity_id = \(entity)\(visible)
            ORDER BY time_spent.date, time_spent.id
            """, as: TimeSpentRow.columns)
    }

    private static func onType(
        _ call: Reading, project: ProjectRow.ID, type: TaskTypeRow.ID, start: String?, end: String?
    ) throws -> Answer {
        var condition: SQL = "task.project_id = \(project) AND task.task_type_id = \(type)"
        if start != nil || end != nil {
            let period = try self.range(start, end, call)
            condition += " AND time_spent.date BETWEEN \(period.first) AND \(period.last)"
        }
        let rows: SQL = """
            SELECT \(columns: TimeSpentRow.self, "time_spent"), time_spent.person_id
            FROM time_spent JOIN task ON task.id = time_spent.task_id
            WHERE \(condition) ORDER BY time_spent.person_id, time_spent.date, time_spent.id
            """
        return .json { reader, output in
            output.json.beginObject()
            try reader.writeTimes(rows, output)
            output.json.endObject()
        }
    }
}

extension Reader {
    /// Writes times, ordered by the person that follows their columns, as members of an open object: a list for each
    /// person.
    func writeTimes(_ sql: SQL, _ output: Output) throws {
        let columns = TimeSpentRow.columns
        try self.writeGroups(sql, by: columns.count, to: output) { columns.writeObject($0, into: &output.json) }
    }
}

extension Permission {
    /// The person that the address names, and whoever leads work somewhere in the studio. Bots have no time sheet.
    static let readsTimeSheet = Permission.rule("the person himself, and supervisors and above") {
        caller, reader, object in
        guard let person = try Colleagues.requirePerson(object, reader) else { return false }
        return caller.id == person || caller.isAtLeastSupervisor
    }

    /// The person that the address names, and administrators. Bots have no time sheet.
    static let readsWholeTimeSheet = Permission.rule("the person himself, and administrators") {
        caller, reader, object in
        guard let person = try Colleagues.requirePerson(object, reader) else { return false }
        return caller.id == person || caller.isAdmin
    }
}

extension Input where Value == Int {
    /// A number of a date in the path.
    static func part(_ name: String, _ problem: Problem = .noSuchPeriod) -> Input {
        Input(InputDescription(.path, name, .int, "", isRequired: true)) { arrival in
            guard let text = arrival.parameters[name], let number = Int(text: text) else { throw problem }
            return number
        }
    }
}
