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

    static let ordering: [Route] = [
        .post(
            "/actions/task-types/reorder", "Give task types their places: 1 to the first of the list, and so on.",
            .json("`task_type_ids`: the ids, in order. Ids of nothing keep their places free."),
            allow: .admin, answers: .list(TaskTypeRow.self), handler: reorder)
    ]

    private static func reorder(_ call: Writing, body: JSONValue) throws -> Answer {
        guard let list = body["task_type_ids"]?.arrayValue else {
            throw Problem.invalid("Request body must be a JSON object with a 'task_type_ids' list.")
        }
        guard case .success(let ids) = [UUID].read(.array(list)) else { throw Problem.malformedValue }
        // Each is written as it is changed: one that is named twice is answered with both places.
        return .json { _, output in
            output.json.beginArray()
            for (place, id) in ids.map(TaskTypeRow.ID.init).enumerated()
            where try call.data.update(id, ["priority": .int(Int64(place + 1))]) {
                _ = try call.data.writeObject(
                    "SELECT \(columns: TaskTypeRow.self) FROM task_type WHERE id = \(id)", as: TaskTypeRow.columns,
                    to: output)
            }
            output.json.endArray()
        }
    }

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
