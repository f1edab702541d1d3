import API
import Database
import FoundationEssentials
import JSONBytes

extension TimeSpents {
    /// The generic routes of time spent: for administrators, and deletion for whoever may log it.
    static let table = Table(
        of: TimeSpentRow.self, at: "/data/time-spents",
        access: TableAccess(list: .admin, read: .admin, create: .admin, update: .admin, delete: .ownsTime)
    )
    .beforeCreate { _, body in try TimeSpents.checkDuration(body) }
    .beforeUpdate { _, _, body in try TimeSpents.checkDuration(body) }
    .locking("task_id", "person_id")
    .announcing { call, action, id in
        guard let task = try TimeSpents.task(of: id, call.data) else { return }
        if case .delete = action { return try TimeSpents.tell("delete", id, call.data) }
        try TimeLog.sum(task, call.data)
        try TimeSpents.tell(action == .create ? "new" : "update", id, call.data)
    }
    .beforeDelete { call, id in
        guard let task = try TimeSpents.task(of: id, call.data) else { return }
        try call.data.run("DELETE FROM time_spent WHERE id = \(id)")
        try TimeLog.sum(task, call.data)
    }

    private static func task(of id: TimeSpentRow.ID, _ reader: Reader) throws -> TaskRow.ID? {
        try reader.one("SELECT task_id FROM time_spent WHERE id = \(id)", TaskRow.ID?.self) ?? nil
    }

    private static func tell(_ word: String, _ id: TimeSpentRow.ID, _ tx: Transaction) throws {
        try tx.emit("time-spent:\(word)", ["time_spent_id": .string(id.uuid.text)])
    }

    private static func checkDuration(_ body: JSONObject) throws {
        guard let duration = body["duration"]?.doubleValue else { return }
        guard duration > 0 else { throw Problem.malformedValue }
    }
}

extension Permission {
    /// The person whose time it is, while assigned, and the project's managers.
    static let ownsTime = Permission.rule(
        "the person whose time it is and the project's managers"
    ) { caller, reader, object in
        guard let id = object.id else { return false }
        let row = try reader.one(
            "SELECT task_id, person_id FROM time_spent WHERE id = \(id)", TaskRow.ID?.self, UUID?.self)
        guard let (task, person) = row else { throw Problem.notFound() }
        guard let task else { return caller.isAdmin }
        let access = try TaskAccess(of: caller, task, reader)
        return access.isManaged || (person == caller.id && access.isAssigned && access.role != nil)
    }
}
