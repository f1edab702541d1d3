import API
import Database
import FoundationEssentials
import JSONBytes

/// The types and the states of tasks.
enum TaskKinds {
    static let types = Table(of: TaskTypeRow.self, at: "/data/task-types", access: .administered)
        .beforeCreate { call, body in try TaskKinds.checkName(body["name"], besides: nil, call.data) }
        .beforeUpdate { call, id, body in try TaskKinds.checkName(body["name"], besides: id, call.data) }
        .beforeDelete(TaskKinds.detach)

    static let statuses = Table(of: TaskStatusRow.self, at: "/data/task-status", access: .administered)
        .afterCreate { call, id, body in try TaskKinds.keepOneDefault(call.data, id, body) }
        .afterUpdate { call, id, body in try TaskKinds.keepOneDefault(call.data, id, body) }

    /// - Throws: ``Problem`` 400 when another task type has the name, in whatever case.
    private static func checkName(_ json: JSONValue?, besides id: TaskTypeRow.ID?, _ reader: Reader) throws {
        guard let name = json?.stringValue else { return }
        let taken = try reader.all("SELECT id FROM task_type WHERE LOWER(name) = LOWER(\(name))", TaskTypeRow.ID.self)
        guard taken.allSatisfy({ $0 == id }) else {
            throw Problem.invalid("A task type with similar name already exists")
        }
    }

    /// A type that projects use goes only when that is asked for with `force`.
    private static func detach(_ call: Writing, _ id: TaskTypeRow.ID) throws {
        let isUsed = try call.data.exists("SELECT 1 FROM project_task_type_link WHERE task_type_id = \(id)")
        guard isUsed else { return }
        guard Bool(text: call.arrival.query("force") ?? "") ?? false else {
            throw Problem.invalid(
                "Task type is attached to projects. Re-issue the request with force=true to detach.")
        }
        try call.data.run("DELETE FROM project_task_type_link WHERE task_type_id = \(id)")
        try call.data.run("DELETE FROM task_type_asset_type_link WHERE task_type_id = \(id)")
    }

    /// One status is where tasks start, and one where concepts do.
    private static func keepOneDefault(_ tx: Transaction, _ id: TaskStatusRow.ID, _ body: JSONObject) throws {
        try tx.run(
            """
            UPDATE task_status SET is_default = \(false)
            WHERE id <> \(id) AND is_default = \(true)
                AND COALESCE(for_concept, \(false)) = (
                    SELECT COALESCE(own.for_concept, \(false)) FROM task_status own WHERE own.id = \(id))
                AND EXISTS (SELECT 1 FROM task_status own WHERE own.id = \(id) AND own.is_default = \(true))
            """)
    }
}
