import API
import Database
import FoundationEssentials
import JSONBytes

/// The tasks of all productions that are under way.
enum OpenTasks {
    static let routes: [Route] = [
        .get(
            "/data/tasks/open-tasks",
            "The tasks of the open productions that the caller sees, page by page, with sums.",
            .query("page", "The page, from 1.", default: 1), .query("limit", "Tasks a page.", default: 100),
            .filters(
                "`project_id`, `task_type_id`, `task_status_id`, `department_id`, `studio_id`, `person_id` (several "
                    + "between commas, or `unassigned`), `priority`, `start_date` and `due_date` as limits."),
            allow: .loggedIn, answers: .object("`data`, `stats`, `limit`, `is_more` and `page`."), handler: page),
        .get(
            "/data/tasks/open-tasks/stats",
            "For each open production that the caller sees: how many tasks there are, how many are done, and minutes.",
            allow: .loggedIn, answers: .object("An object by project id."), handler: stats),
    ]

    private static let names = SelectedMembers(
        TodoItem.surroundings + [
            .init("type_name", "task_type.name", .text),
            .init("status_name", "task_status.name", .text),
            .init("type_color", "task_type.color", .text),
            .init("status_color", "task_status.color", .text),
            .init("status_short_name", "task_status.short_name", .text),
            .init("assignees", TodoItem.assignees, .json),
        ])

    private static func page(
        _ call: Reading, page: Int, limit: Int, queries: [(name: String, value: String)]
    ) throws -> Answer {
        guard page > 0, limit > 0 else { throw Problem.invalid("page and limit must be positive integers.") }
        let condition = try self.open(call) + self.narrowed(by: queries)
        let sums = try call.data.all(
            """
            SELECT task.task_status_id, count(*), COALESCE(SUM(task.duration), 0), COALESCE(SUM(task.estimation), 0)
            FROM \(TodoItem.tables) WHERE \(condition)
            GROUP BY task.task_status_id ORDER BY count(*) DESC, task.task_status_id
            """, UUID.self, Int64.self, Double.self, Double.self)
        let total = sums.reduce(0) { $0 + $1.1 }
        let rows: SQL = """
            SELECT \(columns: TaskRow.self, "task"), \(self.names.list) FROM \(TodoItem.tables) WHERE \(condition)
            ORDER BY task.created_at, task.id LIMIT \(limit) OFFSET \((page - 1) * limit)
            """
        return .json { reader, output in
            output.json.beginObject()
            output.json.key("data")
            try reader.writeTasks(rows, TaskRow.columns, Self.names, output)
            output.json.key("stats")
            output.json.value([
                "total_duration": .double(sums.reduce(0) { $0 + $1.2 }),
                "total_estimation": .double(sums.reduce(0) { $0 + $1.3 }), "total": .int(total),
                "status": .array(sums.map { ["task_status_id": .string($0.0.text), "amount": .int($0.1)] }),
            ])
            output.json.key("limit")
            output.json.int(limit)
            output.json.key("is_more")
            output.json.bool(page * limit < Int(total))
            output.json.key("page")
            output.json.int(page)
            output.json.endObject()
        }
    }

    private static func open(_ call: Reading) throws -> SQL {
        let visible = try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        return "\(TodoItem.isOpen)\(visible)"
    }

    private static func narrowed(by queries: [(name: String, value: String)]) throws -> SQL {
        var sum = SQL.empty
        for (name, value) in queries where !value.isEmpty {
            switch name {
            case "project_id", "task_type_id", "task_status_id":
                sum += " AND task.\(SQL(verbatim: name)) = \(try UUID.inQuery(value))"
            case "department_id": sum += " AND task_type.department_id = \(try UUID.inQuery(value))"
            case "studio_id":
                let studio = try UUID.inQuery(value)
                sum += " AND \(self.assigned("person.studio_id = \(studio)"))"
            case "person_id" where value == "unassigned": sum += " AND NOT \(self.assigned("1 = 1"))"
            case "person_id":
                let persons = try value.split(separator: ",").map { try UUID.inQuery(String($0)) }
                sum += " AND \(self.assigned("person.id \(in: persons)"))"
            case "priority":
                guard let priority = Int(text: value) else { throw Problem.invalid("priority must be an integer.") }
                sum += " AND task.priority = \(priority)"
            case "start_date": sum += " AND task.start_date >= \(try Timestamp.inQuery(value, name))"
            case "due_date": sum += " AND task.due_date <= \(try Timestamp.inQuery(value, name))"
            default: continue
            }
        }
        return sum
    }

    private static func assigned(_ condition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM task_person_link link JOIN person ON person.id = link.person_id
            WHERE link.task_id = task.id AND \(condition))
        """
    }

    /// Tasks of one production, type and status.
    private struct Heap {
        let project: UUID
        let type: UUID
        let status: UUID
        let isDone: Bool
        let amount: Int64
        /// In minutes.
        let duration: Double
        /// In minutes.
        let estimation: Double

        var doneAmount: Int64 { self.isDone ? self.amount : 0 }

        var json: JSONValue {
            [
                "task_status_id": .string(self.status.text), "task_type_id": .string(self.type.text),
                "project_id": .string(self.project.text), "amount": .int(self.amount),
                "amount_done": .int(self.doneAmount), "total_duration": .double(self.duration),
                "total_estimation": .double(self.estimation),
            ]
        }
    }

    private static func stats(_ call: Reading) throws -> Answer {
        let heaps = try call.data.all(
            """
            SELECT task.project_id, task.task_type_id, task.task_status_id, COALESCE(task_status.is_done, \(false)),
                count(*), COALESCE(SUM(task.duration), 0), COALESCE(SUM(task.estimation), 0)
            FROM task JOIN project ON project.id = task.project_id
            JOIN task_status ON task_status.id = task.task_status_id
            JOIN task_type ON task_type.id = task.task_type_id
            WHERE \(try self.open(call))
            GROUP BY task.project_id, task.task_type_id, task.task_status_id, task_status.is_done
            ORDER BY task.project_id, task.task_type_id, task.task_status_id
            """
        ) { row in
            Heap(
                project: try row.uuid(0), type: try row.uuid(1), status: try row.uuid(2), isDone: try row.bool(3),
                amount: try row.value(4), duration: try row.double(5), estimation: try row.double(6))
        }
        var answer = JSONObject()
        for (project, own) in Dictionary(grouping: heaps, by: \.project).sorted(by: { $0.key.text < $1.key.text }) {
            answer[project.text] = [
                "amount": .int(own.reduce(0) { $0 + $1.amount }),
                "amount_done": .int(own.reduce(0) { $0 + $1.doneAmount }),
                "total_duration": .double(own.reduce(0) { $0 + $1.duration }),
                "total_estimation": .double(own.reduce(0) { $0 + $1.estimation }),
                "task_types": .array(own.map(\.json)),
            ]
        }
        return .value(.object(answer))
    }
}

extension UUID {
    /// - Throws: ``Problem`` 400 for a text that is no id.
    static func inQuery(_ text: String) throws -> UUID {
        guard let id = UUID(strict: text) else { throw Problem.malformedID }
        return id
    }
}

extension Timestamp {
    /// - Throws: ``Problem`` 400 for a text that is no date.
    static func inQuery(_ text: String, _ name: String) throws -> Timestamp {
        guard let moment = Timestamp(text: text) else {
            throw Problem.invalid("\(name) must be a date (YYYY-MM-DD).")
        }
        return moment
    }
}

extension Reader {
    /// Writes an array of tasks, each with the members of what is around it.
    func writeTasks(_ sql: SQL, _ columns: JSONColumns, _ around: SelectedMembers, _ output: Output) throws {
        output.json.beginArray()
        try self.each(sql) { row in
            output.json.beginObject()
            columns.writeMembers(row, into: &output.json)
            around.write(row, from: columns.count, into: &output.json)
            output.json.endObject()
            try output.flushIfFull()
        }
        output.json.endArray()
    }
}
