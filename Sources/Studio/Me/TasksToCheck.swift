import API
import Database
import FoundationEssentials
import JSONBytes

extension MyTasks {
    private static let orders: [String: SQL] = [
        "due_date": "task.due_date", "start_date": "task.start_date", "priority": "task.priority DESC",
        "estimation": "task.estimation", "duration": "task.duration", "last_comment_date": "task.last_comment_date",
        "entity_name": "entity.name", "project_name": "project.name", "task_type_name": "task_type.name",
    ]

    static func toCheck(
        _ call: Reading, page: Int?, limit: Int, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let caller = try call.caller
        let condition = try Self.waiting(for: caller, call.data) + Self.narrowed(by: queries)
        var order: SQL = "ORDER BY "
        if let wanted = queries.first(where: { $0.name == "order_by" })?.value, let known = Self.orders[wanted] {
            order += known + ", "
        }
        order += "task.created_at, task.id"
        guard let page else { return TodoItem.list(condition, .check, for: caller, order: order) }
        guard page > 0, limit > 0 else { throw Problem.invalid("page and limit must be positive integers.") }
        let sums = try call.data.one(
            """
            SELECT count(*), COALESCE(SUM(task.duration), 0), COALESCE(SUM(task.estimation), 0)
            FROM \(TodoItem.tables) WHERE \(condition)
            """, Int.self, Double.self, Double.self)
        let paged: SQL = "\(order) LIMIT \(limit + 1) OFFSET \((page - 1) * limit)"
        let (total, duration, estimation) = sums ?? (0, 0, 0)
        return .json { reader, output in
            output.json.beginObject()
            output.json.key("data")
            try TodoItem.write(condition, .check, for: caller, order: paged, reader, output, limit: limit)
            output.json.key("stats")
            output.json.value([
                "total": .int(Int64(total)), "total_duration": .double(duration),
                "total_estimation": .double(estimation),
            ])
            output.json.key("page")
            output.json.int(page)
            output.json.key("limit")
            output.json.int(limit)
            output.json.key("is_more")
            output.json.bool(page * limit < total)
            output.json.endObject()
        }
    }

    /// The tasks whose status asks for feedback that the caller may give.
    private static func waiting(for caller: Caller, _ reader: Reader) throws -> SQL {
        let asking: SQL = "task_status.is_feedback_request = \(true) AND \(TodoItem.isOpen)"
        let role: SQL = "COALESCE(link.role, \(caller.role.rawValue))"
        let team: SQL = """
            task.project_id IN (SELECT link.project_id FROM project_person_link link
                WHERE link.person_id = \(caller.id) AND \(role)
            """
        if caller.isAdmin { return asking }
        let departments = try caller.departments(reader)
        let led: SQL = departments.isEmpty ? "1 = 1" : "task_type.department_id \(in: departments)"
        return "\(asking) AND (\(team) IN ('admin', 'manager')) OR (\(led) AND \(team) = 'supervisor')))"
    }

    private static func narrowed(by queries: [(name: String, value: String)]) throws -> SQL {
        var sum = SQL.empty
        for (name, value) in queries where !value.isEmpty {
            switch name {
            case "project_id", "task_type_id", "task_status_id":
                sum += " AND task.\(SQL(verbatim: name)) = \(try UUID.inQuery(value))"
            case "person_id":
                let person = try UUID.inQuery(value)
                sum += " AND task.id IN (SELECT task_id FROM task_person_link WHERE person_id = \(person))"
            case "episode_id": sum += " AND episode.id = \(try UUID.inQuery(value))"
            case "due_date_since": sum += " AND task.due_date >= \(try Timestamp.inQuery(value, name))"
            case "due_date_until": sum += " AND task.due_date <= \(try Timestamp.inQuery(value, name))"
            default: continue
            }
        }
        return sum
    }
}
