import API
import Database
import FoundationEssentials
import JSONBytes

/// Who worked on what for how long. Durations are in minutes.
package enum TimeSpents {
    package static let routes: [Route] = [
        .post(
            "/actions/tasks/{task_id}/time-spents/{date}/persons/{person_id}",
            "Set how long a person worked on a task on a day, in minutes.",
            .path("task_id", malformed: .notFound()), .day("date"), .path("person_id", malformed: .notFound()),
            .duration, allow: .logsTime, answers: .one(TimeSpentRow.self), handler: set),
        .post(
            "/actions/tasks/{task_id}/time-spents/{date}/persons/{person_id}/add",
            "Add to how long a person worked on a task on a day, in minutes.",
            .path("task_id", malformed: .notFound()), .day("date"), .path("person_id", malformed: .notFound()),
            .duration, allow: .logsTime, answers: .one(TimeSpentRow.self), handler: add),
        .delete(
            "/actions/tasks/{task_id}/time-spents/{date}/persons/{person_id}",
            "Take back what a person worked on a task on a day.",
            .path("task_id", malformed: .notFound()), .day("date"), .path("person_id", malformed: .notFound()),
            allow: .logsTime, answers: .one(TimeSpentRow.self), handler: remove),
        .get(
            "/actions/tasks/{task_id}/time-spents", "The work on a task: by person, and in all.",
            .path("task_id", malformed: .notFound()),
            allow: .seesTask, answers: .object("`total` in minutes, and a list of TimeSpent for each person."),
            handler: ofTask),
        .get(
            "/actions/tasks/{task_id}/time-spents/{date}", "The work on a task on a day: by person, and in all.",
            .path("task_id", malformed: .notFound()), .day("date"),
            allow: .seesTask, answers: .object("`total` in minutes, and a list of TimeSpent for each person."),
            handler: ofTaskAndDay),
        .get(
            "/data/user/time-spents", "The caller's work between two days.",
            .query("start_date", "The first day."), .query("end_date", "The last day."),
            allow: .person, answers: .list(TimeSpentRow.self), handler: mine),
        .get(
            "/data/user/time-spents/{date}", "The caller's work on a day.", .segment("date"),
            allow: .person, answers: .list(TimeSpentRow.self), handler: mineOnDay),
        .get(
            "/data/user/tasks/{task_id}/time-spents/{date}", "The caller's work on a task on a day.",
            .path("task_id", malformed: .notFound()), .day("date", "Wrong date format."),
            allow: .all([.person, .seesTask]), answers: .one(TimeSpentRow.self), handler: mineOnTask),
    ]

    private static func set(
        _ call: Writing, task: TaskRow.ID, day: Day, person: PersonRow.ID, duration: Double
    ) throws -> Answer {
        try TimeLog(call, task, person, day).write(duration)
    }

    private static func add(
        _ call: Writing, task: TaskRow.ID, day: Day, person: PersonRow.ID, duration: Double
    ) throws -> Answer {
        let log = try TimeLog(call, task, person, day)
        return try log.write((log.known?.duration ?? 0) + duration)
    }

    private static func remove(
        _ call: Writing, task: TaskRow.ID, day: Day, person: PersonRow.ID
    ) throws -> Answer {
        try TimeLog(call, task, person, day).remove()
    }

    private static func mineOnDay(_ call: Reading, text: String) throws -> Answer {
        guard let day = try WorkingDay.find(text, or: "Wrong date format.") else { return .value(.array([])) }
        let caller = try call.caller.id
        return .rows(
            """
            SELECT \(columns: TimeSpentRow.self) FROM time_spent
            WHERE person_id = \(caller) AND date = \(day) ORDER BY created_at, id
            """, as: TimeSpentRow.columns)
    }

    private static func mineOnTask(_ call: Reading, task: TaskRow.ID, day: Day) throws -> Answer {
        let caller = try call.caller.id
        return .one(
            """
            SELECT \(columns: TimeSpentRow.self) FROM time_spent
            WHERE person_id = \(caller) AND task_id = \(task) AND date = \(day)
            """, as: TimeSpentRow.columns)
    }

    private static func ofTask(_ call: Reading, task: TaskRow.ID) throws -> Answer {
        try self.byPerson(call, "task_id = \(task)")
    }

    private static func ofTaskAndDay(_ call: Reading, task: TaskRow.ID, day: Day) throws -> Answer {
        try self.byPerson(call, "task_id = \(task) AND date = \(day)")
    }

    private static func byPerson(_ call: Reading, _ condition: SQL) throws -> Answer {
        let total = try call.data.one(
            "SELECT COALESCE(SUM(duration), 0) FROM time_spent WHERE \(condition)", Double.self)
        return .json { reader, output in
            output.json.beginObject()
            output.json.key("total")
            // Compat: nothing is a whole number.
            if let total, total > 0 { output.json.double(total) } else { output.json.int(0) }
            let rows: SQL = """
                SELECT \(columns: TimeSpentRow.self), person_id FROM time_spent WHERE \(condition)
                ORDER BY person_id, date, id
                """
            try reader.writeTimes(rows, output)
            output.json.endObject()
        }
    }

    private static func mine(_ call: Reading, start: String?, end: String?) throws -> Answer {
        let period = try PersonTimes.range(start, end, call)
        let caller = try call.caller.id
        let columns = TimeSpentRow.columns
        let around = SelectedMembers([
            .init("project_id", "task.project_id", .uuid), .init("task_type_id", "task.task_type_id", .uuid),
        ])
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(
                """
                SELECT \(columns: columns, "time_spent"), \(around.list)
                FROM time_spent JOIN task ON task.id = time_spent.task_id
                WHERE time_spent.person_id = \(caller) AND time_spent.date BETWEEN \(period.first) AND \(period.last)
                ORDER BY time_spent.date, time_spent.id
                """
            ) { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                around.write(row, from: columns.count, into: &output.json)
                output.json.endObject()
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }
}

extension Permission {
    /// Whoever may log time on the task that the address names, for himself or for the person that it names.
    static let logsTime = Permission.rule(
        "whoever is assigned, for himself, and the project's managers for whoever is assigned"
    ) { caller, reader, object in
        guard let id = object.id else { return false }
        let access = try TaskAccess(of: caller, TaskRow.ID(id), reader)
        return access.isManaged || (access.isAssigned && access.role != nil)
    }
}

extension Input {
    /// A day in the path.
    ///
    /// - Throws: When read, ``Problem`` 400 for a text that is no day.
    static func day(_ name: String, _ refusal: String = "Invalid date format.") -> Input where Value == Day {
        Input(InputDescription(.path, name, .date, "The day.", isRequired: true)) { arrival in
            guard let text = arrival.parameters[name], let day = WorkingDay.parse(text) else {
                throw Problem.invalid(refusal)
            }
            return day
        }
    }
}

extension Input where Value == Double {
    /// A duration in minutes, above zero.
    static var duration: Input {
        .body("TimeSpentSchema", "`duration`, in minutes.", read: Minutes.duration)
    }
}
