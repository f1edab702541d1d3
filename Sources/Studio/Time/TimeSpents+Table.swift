import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension TimeSpents {
    /// The generic routes of time spent: for administrators, and deletion for whoever may log it.
    static let table = Table(
        of: TimeSpentRow.self, at: "/data/time-spents",
        access: TableAccess(list: .admin, read: .admin, create: .admin, update: .admin, delete: .ownsTime)
    )
    .filter("start_date") { _, text in "time_spent.date >= \(try TimeSpents.day(text))" }
    .filter("end_date") { _, text in "time_spent.date <= \(try TimeSpents.day(text))" }
    .beforeCreate { _, body in try TimeSpents.checkDuration(body) }
    .afterCreate { call, id, _ in
        guard try TimeSpents.task(of: id, call.data) != nil else { throw Problem.malformedValue }
    }
    .beforeUpdate { call, id, body in
        try TimeSpents.checkDuration(body)
        try TimeSpents.leaveTask(id, body, call.data)
    }
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
        guard duration > 0 else { throw Problem.contradiction }
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text: text) else {
            throw Problem(.badRequest, .message("One of the provided values has an invalid format."))
        }
        return day
    }

    /// Takes the time from the duration of its task when it is about to become another task's.
    private static func leaveTask(_ id: TimeSpentRow.ID, _ body: JSONObject, _ tx: Transaction) throws {
        guard let new = body["task_id"]?.stringValue.flatMap(UUID.init(strict:)),
            let old = try self.task(of: id, tx), old.uuid != new
        else { return }
        try tx.run(
            """
            UPDATE task SET duration = (SELECT COALESCE(SUM(duration), 0) FROM time_spent
                WHERE task_id = \(old) AND id <> \(id)) WHERE id = \(old)
            """)
    }
}

extension Permission {
    /// Of the time of those who are assigned: the person whose it is, and the project's managers.
    static let ownsTime = Permission.rule(
        "the person whose time it is and the project's managers"
    ) { caller, reader, object in
        guard let id = object.id else { return false }
        let row = try reader.one(
            "SELECT task_id, person_id FROM time_spent WHERE id = \(id)", TaskRow.ID?.self, UUID?.self)
        guard let (task, person) = row else { throw Problem.notFound() }
        guard let task else { return caller.isAdmin }
        let isAssigned = try reader.exists(
            "SELECT 1 FROM task_person_link WHERE task_id = \(task) AND person_id = \(person)")
        let access = try TaskAccess(of: caller, task, reader)
        return isAssigned && (access.isManaged || (person == caller.id && access.role != nil))
    }
}
