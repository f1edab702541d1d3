import API
import Database
import FoundationEssentials
import JSONBytes

/// The tasks on one entity, and their types, at the address of each kind of entity.
enum EntityTasks {
    static let routes: [Route] =
        Self.routes(of: AssetRow.self, .asset) + Self.routes(of: ShotRow.self, .shot)
        + Self.routes(of: SequenceRow.self, .sequence) + Self.routes(of: EpisodeRow.self, .episode)
        + Self.routes(of: SceneRow.self, .scene) + Self.routes(of: EditRow.self, .edit)
        + Self.routes(of: ConceptRow.self, .concept)

    private static func routes<Row: Shape>(of shape: Row.Type, _ kind: EntityKind) -> [Route] {
        let word = kind.word
        let article = "aeiou".contains(word.prefix(1)) ? "an" : "a"
        return [
            .get(
                "/data/\(word)s/{\(word)_id}/tasks", "The tasks on \(article) \(word).",
                Input<Row.ID>.path("\(word)_id", malformed: .notFound()),
                .query("relations", "With those assigned.", default: false),
                allow: kind == .concept ? .seesConcept : .seesEntity, answers: .list(TaskRow.self), handler: tasks),
            .get(
                "/data/\(word)s/{\(word)_id}/task-types", Self.typesNote(kind, "\(article) \(word)"),
                Input<Row.ID>.path("\(word)_id", malformed: .notFound()),
                allow: kind == .concept ? .seesConcept : .seesEntity, answers: .list(TaskTypeRow.self)
            ) { call, entity in try Self.types(call, on: Self.entities(kind, entity.uuid)) },
        ]
    }

    private static func typesNote(_ kind: EntityKind, _ name: String) -> String {
        switch kind {
        case .sequence, .episode: "The types of the tasks on the shots of \(name)."
        case .asset, .shot, .scene, .edit, .concept: "The types of the tasks on \(name)."
        }
    }

    /// SQL for the entities whose tasks tell the types of an entity's tasks. Compat: those of sequences and episodes are
    /// their shots'.
    private static func entities(_ kind: EntityKind, _ id: UUID) -> SQL {
        let shots: SQL = "SELECT shot.id FROM entity shot WHERE \(EntityKind.shot.condition("shot")) AND shot.parent_id"
        return switch kind {
        case .sequence: "\(shots) = \(id)"
        case .episode: "\(shots) IN (SELECT sequence.id FROM entity sequence WHERE sequence.parent_id = \(id))"
        case .asset, .shot, .scene, .edit, .concept: "\(id)"
        }
    }

    private static let names = SelectedMembers([
        .init("project_name", "project.name", .text),
        .init("task_type_name", "task_type.name", .text),
        .init("task_status_name", "task_status.name", .text),
        .init("entity_type_name", "entity_type.name", .text),
        .init("entity_name", "entity.name", .text),
    ])

    private static let namesAndAssignees = SelectedMembers(
        Self.names.members + [.init("assignees", TodoItem.assignees, .json)])
    private static let namesAndNobody = SelectedMembers(
        Self.names.members + [.init("assignees", SQL(verbatim: ClientMask.nobody.selection()), .json)])

    /// A condition on the tasks that the caller sees.
    private static func visible(_ call: Reading) throws -> SQL {
        try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
    }

    private static func tasks<Row: Shape>(
        _ call: Reading, entity: Identifier<Row>, relations: Bool
    ) throws -> Answer {
        let condition: SQL = "task.entity_id = \(entity)\(try Self.visible(call))"
        let columns = try ClientMask.columns(for: call.caller, of: entity, call.data)
        let hidesAssignees = columns.masks("assignees")
        let names = relations ? hidesAssignees ? Self.namesAndNobody : Self.namesAndAssignees : Self.names
        return .json { reader, output in
            let rows: SQL = """
                SELECT \(columns: columns, "task"), \(names.list) FROM \(TodoItem.tables)
                WHERE \(condition) ORDER BY task.created_at, task.id
                """
            try reader.writeTasks(rows, columns, names, output)
        }
    }

    private static func types(_ call: Reading, on entities: SQL) throws -> Answer {
        .rows(
            """
            SELECT \(columns: TaskTypeRow.self, "task_type") FROM task_type WHERE task_type.id IN (
                SELECT task.task_type_id FROM task WHERE task.entity_id IN (\(entities))\(try Self.visible(call)))
            ORDER BY task_type.priority, task_type.name, task_type.id
            """, as: TaskTypeRow.columns)
    }
}
