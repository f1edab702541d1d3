import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Tasks {
    static let creation: [Route] = [
        .post(
            "/data/tasks", "Make a task on an entity.", .json("The new task's fields."),
            allow: .loggedIn, answers: .one(TaskRow.self), handler: create),
        .delete(
            "/data/tasks/{instance_id}", "Delete a task; with `force` its comments, previews and times as well.",
            .path("instance_id"), .query("force", "Delete what belongs to the task too.", default: false),
            allow: .managesTask, handler: delete),
    ]

    private static func create(_ call: Writing, json: JSONValue) throws -> Answer {
        guard case .object(var body) = json else { throw Problem.invalid("A JSON object is expected.") }
        body["id"] = nil
        // Compat: what was made elsewhere keeps its date.
        let dates = try Self.takeDates(from: &body)
        let assignees = try body["assignees"].map { try Self.assignable($0, call.data) }
        let type = try Self.id("task_type_id", in: body)
        let entity = try Self.id("entity_id", in: body)
        let project = try Self.place(call, entity: entity, type: type, project: body["project_id"])
        body["project_id"] = .string(project.text)
        if body["name"]?.isNull ?? true { body["name"] = "main" }
        if let assignees { body["assignees"] = .array(assignees.map { .string($0.text) }) }
        let task = try Self.insert(body, dates, in: call.data)
        try call.data.emit(.create, TaskRow.self, task.uuid)
        let columns = TaskRow.columns.with(TaskRow.relations)
        return .one("SELECT \(columns: columns) FROM task WHERE id = \(task)", as: columns, .created)
    }

    private static func takeDates(from body: inout JSONObject) throws -> [String: Value] {
        let json = body["created_at"]
        for name in ["created_at", "updated_at"] { body[name] = nil }
        guard let json, !json.isNull, let field = TaskRow.field("created_at") else { return [:] }
        return [field.name: try field.value(json, isNew: true)]
    }

    private static func id(_ name: String, in body: JSONObject) throws -> UUID {
        guard let id = body[name]?.stringValue.flatMap(UUID.init(strict:)) else {
            throw Problem.invalid("A valid \(name) is required.")
        }
        return id
    }

    /// The project that a task of that type on that entity belongs to.
    ///
    /// - Throws: ``Problem`` 404 when one of the rows is missing or of another project, 403 when the caller may not
    ///   make tasks there, 400 when the type is not for such entities.
    private static func place(
        _ call: Writing, entity: UUID, type: UUID, project: JSONValue?
    ) throws -> UUID {
        let found = try call.data.one(
            """
            SELECT entity.project_id, entity_type.name FROM entity
            JOIN entity_type ON entity_type.id = entity.entity_type_id WHERE entity.id = \(entity)
            """, UUID.self, String.self)
        guard let (own, kind) = found else { throw Problem.notFound() }
        guard let wanted = try call.data.one("SELECT for_entity FROM task_type WHERE id = \(type)", String?.self)
        else { throw Problem.notFound() }
        if let project, !project.isNull {
            guard let given = project.stringValue.flatMap(UUID.init(strict:)) else { throw Problem.malformedValue }
            guard given == own else { throw Problem.notFound() }
        }
        switch try Team.role(of: call.caller, inProject: own, call.data) {
        case .admin?, .manager?, .supervisor?, .user?: break
        case .vendor?, .client?, nil: throw Problem.forbidden
        }
        guard Self.fits(taskTypeFor: wanted, entityType: kind) else {
            throw Problem(.badRequest, .message("Task type of the task does not match entity type."))
        }
        return own
    }

    private static func insert(
        _ body: JSONObject, _ dates: [String: Value], in tx: Transaction
    ) throws -> TaskRow.ID {
        let values = try Table<TaskRow>.values(ofNew: body).merging(dates) { $1 }
        if let status = body["task_status_id"]?.stringValue.flatMap(UUID.init(strict:)),
            try !tx.exists("SELECT 1 FROM task_status WHERE id = \(status)")
        {
            throw Problem.notFound()
        }
        let isTaken = try tx.exists(
            """
            SELECT 1 FROM task WHERE entity_id = \(values["entity_id"] ?? .null)
                AND project_id = \(values["project_id"] ?? .null)
                AND task_type_id = \(values["task_type_id"] ?? .null) AND name = \(values["name"] ?? .null)
            """)
        if isTaken { throw Problem.taskExists }
        do {
            let task = try tx.insert(TaskRow.self, values)
            try Table<TaskRow>.writeRelations(of: task, body, in: tx)
            return task
        } catch let error as DatabaseError where error.kind == .unique {
            throw Problem.taskExists
        }
    }

    /// The status that new tasks start in.
    ///
    /// - Throws: ``Problem`` 400 when the studio has no status at all.
    static func defaultStatus(forConcept: Bool, _ reader: Reader) throws -> TaskStatusRow.ID {
        let status = try reader.one(
            """
            SELECT id FROM task_status WHERE for_concept = \(forConcept)
            ORDER BY is_default DESC, priority, created_at, id LIMIT 1
            """, TaskStatusRow.ID.self)
        guard let status else { throw Problem.invalid("The studio has no task status.") }
        return status
    }
}

extension Problem {
    static let taskExists = Problem(.badRequest, .bare("Task already exists."))
}
