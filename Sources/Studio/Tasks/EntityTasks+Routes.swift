import API
import Database
import FoundationEssentials
import JSONBytes

/// The tasks on one entity, and their types, at the address of each kind of entity.
enum EntityTasks {
    static let routes: [Route] = ["asset", "shot", "sequence", "episode", "scene", "edit", "concept"].flatMap { kind in
        [
            Route.get(
                "/data/\(kind)s/{\(kind)_id}/tasks", "The tasks on \(Self.article(kind)).",
                .path("\(kind)_id", malformed: .notFound()),
                .query("relations", "With those assigned.", default: false),
                allow: .member, answers: .list(TaskRow.self), handler: Self.tasks),
            Route.get(
                "/data/\(kind)s/{\(kind)_id}/task-types", "The types of the tasks on \(Self.article(kind)).",
                .path("\(kind)_id", malformed: .notFound()),
                allow: .member, answers: .list(TaskTypeRow.self), handler: Self.types),
        ]
    }

    private static func article(_ kind: String) -> String {
        "aeiou".contains(kind.prefix(1)) ? "an \(kind)" : "a \(kind)"
    }

    private static let names = SelectedMembers([
        .init("project_name", "project.name", .text),
        .init("task_type_name", "task_type.name", .text),
        .init("task_status_name", "task_status.name", .text),
        .init("entity_type_name", "entity_type.name", .text),
        .init("entity_name", "entity.name", .text),
    ])

    private static func condition(_ call: Reading, _ entity: EntityRow.ID) throws -> SQL {
        let visible = try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        return "task.entity_id = \(entity)\(visible)"
    }

    private static func tasks(_ call: Reading, entity: EntityRow.ID, relations: Bool) throws -> Answer {
        let condition = try Self.condition(call, entity)
        let columns = relations ? TaskRow.columns.with(TaskRow.relations) : TaskRow.columns
        return .json { reader, output in
            let rows: SQL = """
                SELECT \(columns: columns, "task"), \(Self.names.list) FROM \(TodoItem.tables)
                WHERE \(condition) ORDER BY task.created_at, task.id
                """
            try reader.writeTasks(rows, columns, Self.names, output)
        }
    }

    private static func types(_ call: Reading, entity: EntityRow.ID) throws -> Answer {
        let condition = try Self.condition(call, entity)
        return .rows(
            """
            SELECT \(columns: TaskTypeRow.self, "task_type") FROM task_type
            WHERE task_type.id IN (SELECT task.task_type_id FROM task WHERE \(condition))
            ORDER BY task_type.priority, task_type.name, task_type.id
            """, as: TaskTypeRow.columns)
    }
}
