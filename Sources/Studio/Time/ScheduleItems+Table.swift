import API
import Database
import FoundationEssentials
import JSONBytes

/// The bars of productions' schedules, as rows.
enum ScheduleItems {
    static let table = Table(
        of: ScheduleItemRow.self, at: "/data/schedule-items",
        access: TableAccess(
            list: .admin, read: .admin, create: .loggedIn, update: .leadsTaskType, delete: .projectManager)
    )
    .keeping("project_id")
    .tying("object_id", to: EntityRow.self)
    .beforeCreate { call, body in
        try call.require(.projectManager, ofOptionalProject: body["project_id"])
        try ScheduleItems.checkIsNew(body, call.data)
    }
    .beforeUpdate { _, _, body in ScheduleItems.roundDays(&body) }

    /// - Throws: ``Problem`` 400 when the schedule has a bar of the same.
    private static func checkIsNew(_ body: JSONObject, _ reader: Reader) throws {
        let conditions = ["project_id", "task_type_id", "object_id"].map { name -> SQL in
            let id = body[name]?.stringValue.flatMap(UUID.init(strict:))
            return id.map { "\(SQL(verbatim: name)) = \($0)" } ?? "\(SQL(verbatim: name)) IS NULL"
        }
        let condition = conditions.joined(separator: " AND ")
        guard try !reader.exists("SELECT 1 FROM schedule_item WHERE \(condition)") else {
            throw Problem.invalid("A similar schedule item already exists")
        }
    }

    /// Compat: days are rounded down, and a text changes nothing.
    private static func roundDays(_ body: inout JSONObject) {
        switch body["man_days"] {
        case .string: body["man_days"] = nil
        case .double(let days)?:
            body["man_days"] = Int32(exactly: days.rounded(.down)).map { .int(Int64($0)) } ?? .double(days)
        case .null, .bool, .int, .array, .object, nil: break
        }
    }
}

extension Permission {
    /// The managers, and the supervisors of the task type's department.
    fileprivate static let leadsTaskType = Permission.role(
        "the project's managers and the supervisors of the task type's department"
    ) { role, caller, reader, object in
        switch role {
        case .admin, .manager: return true
        case .supervisor:
            let departments = try caller.departments(reader)
            guard !departments.isEmpty, let id = object.id else { return departments.isEmpty }
            return try reader.exists(
                """
                SELECT 1 FROM schedule_item JOIN task_type ON task_type.id = schedule_item.task_type_id
                WHERE schedule_item.id = \(id) AND task_type.department_id \(in: departments)
                """)
        case .user, .vendor, .client: return false
        }
    }
}
