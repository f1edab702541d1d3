import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Tasks made and deleted many at once.
enum Batches {
    static let routes: [Route] =
        [
            Self.creation(at: "assets/create-tasks", .asset), Self.creation(at: "shots/create-tasks", .shot),
            Self.creation(at: "edits/create-tasks", .edit), Self.creation(at: "concepts/create-tasks", .concept),
        ] + [
            .post(
                "/actions/projects/{project_id}/task-types/{task_type_id}/create-tasks/{entity_type}",
                "Make the tasks of a type that entities lack: `asset`, `shot`, `sequence`, `episode`, `edit`, …",
                .path("project_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
                .segment("entity_type", "Which kind of entities."), .json(optional: "The entities' ids, or all."),
                .filters("`id`, `episode_id`, `parent_id`, `source_id`, `entity_type_id`: which entities."),
                allow: .projectManager, answers: .list(TaskRow.self), handler: create),
            .post(
                "/actions/projects/{project_id}/delete-tasks",
                "Delete tasks of a project with all that belongs to them. Those of other projects are left out.",
                .path("project_id", malformed: .notFound()), .list("The tasks' ids."),
                allow: .projectManager, answers: .objects("The ids of the deleted tasks."), handler: delete),
            .delete(
                "/actions/projects/{project_id}/task-types/{task_type_id}/delete-tasks",
                "Delete all tasks of a type in a project.",
                .path("project_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
                allow: .admin, handler: deleteOfType),
        ]

    /// The kinds of entities that tasks are made for, as addresses name them.
    enum Kind: String, InputValue {
        case asset, shot, sequence, episode, scene, edit, concept

        /// The name of their entity type; nil for assets, which have many.
        var typeName: String? {
            self == .asset ? nil : self.rawValue.prefix(1).uppercased() + String(self.rawValue.dropFirst())
        }

        static var kind: InputKind { .text }
        init?(text: String) { self.init(rawValue: text.lowercased()) }
        static func read(_ json: JSONValue) -> Result<Kind, ValueRefusal> {
            guard let kind = json.stringValue.flatMap(Self.init(text:)) else {
                return .failure(ValueRefusal("Input should be a kind of entity"))
            }
            return .success(kind)
        }
        var json: JSONValue { .string(self.rawValue) }

        var condition: SQL {
            guard let typeName else { return "entity_type.name NOT IN \(Self.others)" }
            return "entity_type.name = \(typeName)"
        }
        private static let others: SQL =
            "('Shot', 'Sequence', 'Episode', 'Scene', 'Edit', 'Concept', 'ConceptFolder')"
    }

    private static func creation(at end: String, _ kind: Kind) -> Route {
        .post(
            "/actions/projects/{project_id}/task-types/{task_type_id}/\(end)",
            "Make the tasks of a type that \(kind.rawValue)s lack.",
            .path("project_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
            .json(optional: "The \(kind.rawValue)s' ids, or all."),
            .filters("`id`, `episode_id`, `parent_id`, `source_id`, `entity_type_id`: which \(kind.rawValue)s."),
            allow: kind == .concept ? .worksInProject : .projectManager, answers: .list(TaskRow.self)
        ) { call, project, type, body, queries in
            try Self.create(call, project: project, type: type, kind: kind, body: body, queries: queries)
        }
    }

    private static func create(
        _ call: Writing, project: ProjectRow.ID, type: TaskTypeRow.ID, kind: Kind, body: JSONValue?,
        queries: [(name: String, value: String)]
    ) throws -> Answer {
        let tx = call.data
        let wanted = try tx.one("SELECT for_entity FROM task_type WHERE id = \(type)", String?.self)
        guard let wanted else { throw Problem.notFound() }
        let entities = try Self.entities(project, kind, body, queries, tx)
        guard entities.allSatisfy({ Tasks.fits(taskTypeFor: wanted, entityType: $0.kind) }) else {
            throw Problem(.badRequest, .message("Task type of the task does not match entity type."))
        }
        let busy = Set(
            try tx.all("SELECT entity_id FROM task WHERE project_id = \(project) AND task_type_id = \(type)") { row in
                try row.value(0, as: UUID?.self)
            })
        let status = try Tasks.defaultStatus(forConcept: kind == .concept, tx)
        var made: [UUID] = []
        for entity in entities where !busy.contains(entity.id) {
            let task = try tx.insert(
                TaskRow.self,
                [
                    "name": .text("main"), "project_id": .uuid(project.uuid), "task_type_id": .uuid(type.uuid),
                    "task_status_id": .uuid(status.uuid), "entity_id": .uuid(entity.id),
                    "assigner_id": .uuid(try call.caller.id),
                ])
            try tx.emit(.create, TaskRow.self, task.uuid)
            made.append(task.uuid)
        }
        return Self.answer(made)
    }

    /// The entities of the project that a request names: those of its list, or all that its query leaves.
    ///
    /// - Throws: ``Problem`` 404 when one of the list is missing, of another project or of another kind.
    private static func entities(
        _ project: ProjectRow.ID, _ kind: Kind, _ body: JSONValue?, _ queries: [(name: String, value: String)],
        _ reader: Reader
    ) throws -> [(id: UUID, kind: String)] {
        var condition: SQL = "entity.project_id = \(project) AND \(kind.condition)"
        var expected: Int?
        if let list = body?.arrayValue, !list.isEmpty {
            let ids = Set(list.compactMap { $0.stringValue.flatMap(UUID.init(strict:)) })
            guard ids.count == Set(list.map(\.text)).count else { throw Problem.notFound() }
            condition += " AND entity.id \(in: Array(ids))"
            expected = ids.count
        } else {
            condition += try Self.narrowed(by: queries)
        }
        let found = try reader.all(
            """
            SELECT entity.id, entity_type.name FROM entity
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            LEFT JOIN entity parent ON parent.id = entity.parent_id
            WHERE \(condition) ORDER BY entity.created_at, entity.id
            """, UUID.self, String.self)
        if let expected, found.count != expected { throw Problem.notFound() }
        return found.map { (id: $0.0, kind: $0.1) }
    }

    private static func narrowed(by queries: [(name: String, value: String)]) throws -> SQL {
        var sum = SQL.empty
        for (name, value) in queries where !value.isEmpty {
            guard ["id", "episode_id", "parent_id", "source_id", "entity_type_id"].contains(name) else { continue }
            guard let id = UUID(strict: value) else { throw Problem.invalid("Invalid UUID value: \(value)") }
            sum +=
                name == "episode_id"
                ? " AND (entity.source_id = \(id) OR entity.parent_id = \(id) OR parent.parent_id = \(id))"
                : " AND entity.\(SQL(verbatim: name)) = \(id)"
        }
        return sum
    }

    private static let names = SelectedMembers([
        .init("task_status_name", "task_status.name", .text),
        .init("task_status_short_name", "task_status.short_name", .text),
        .init("task_status_color", "task_status.color", .text),
        .init("task_type_name", "task_type.name", .text),
        .init("task_type_color", "task_type.color", .text),
        .init("task_type_priority", "task_type.priority", .int),
    ])

    private static func answer(_ tasks: [UUID]) -> Answer {
        .json(.created) { reader, output in
            let columns = TaskRow.columns
            output.json.beginArray()
            try reader.each(
                """
                SELECT \(columns: columns, "task"), \(Self.names.list) FROM task
                JOIN task_status ON task_status.id = task.task_status_id
                JOIN task_type ON task_type.id = task.task_type_id
                JOIN entity ON entity.id = task.entity_id
                WHERE task.id \(in: tasks) ORDER BY entity.created_at, entity.id
                """
            ) { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                output.json.key("assignees")
                output.json.beginArray()
                output.json.endArray()
                Self.names.write(row, from: columns.count, into: &output.json)
                output.json.endObject()
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    private static func delete(_ call: Writing, project: ProjectRow.ID, list: [JSONValue]) throws -> Answer {
        let wanted = list.compactMap { $0.stringValue.flatMap(UUID.init(strict:)) }
        let tasks = try call.data.all(
            "SELECT id FROM task WHERE project_id = \(project) AND id \(in: wanted) ORDER BY created_at, id"
        ) { try $0.uuid(0) }
        try self.remove(tasks, call)
        return .value(.array(tasks.map { .string($0.text) }))
    }

    private static func deleteOfType(_ call: Writing, project: ProjectRow.ID, type: TaskTypeRow.ID) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM project WHERE id = \(project)"),
            try call.data.exists("SELECT 1 FROM task_type WHERE id = \(type)")
        else { throw Problem.notFound() }
        let tasks = try call.data.all(
            "SELECT id FROM task WHERE project_id = \(project) AND task_type_id = \(type) ORDER BY created_at, id"
        ) { try $0.uuid(0) }
        try self.remove(tasks, call)
        return .nothing
    }

    private static func remove(_ tasks: [UUID], _ call: Writing) throws {
        let files = try KeptFiles.keys(ofTasks: tasks, call.data)
        try Tasks.removeBelongings(of: tasks, in: call.data)
        for task in tasks { try Tasks.remove(task, in: call.data) }
        try KeptFiles.removeAfterCommit(files, call)
    }
}

extension Permission {
    /// On the team of the project that the address names, neither as a vendor nor as a client.
    static let worksInProject = Permission.rule(
        "the project's team, but vendors and clients"
    ) { caller, reader, object in
        switch try Team.role(of: caller, in: object, reader) {
        case .admin?, .manager?, .supervisor?, .user?: true
        case .vendor?, .client?, nil: false
        }
    }
}
