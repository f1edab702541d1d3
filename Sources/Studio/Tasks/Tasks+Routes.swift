import API
import Database
import FoundationEssentials
import JSONBytes

/// Pieces of work: what they are on, who does them, how far they are.
package enum Tasks {
    package static let routes: [Route] = [
        .get(
            "/data/tasks/{task_id}/full", "A task with everything around it: entity, project, type, status, persons.",
            .path("task_id", malformed: .notFound()),
            allow: .seesTask, answers: .one(TaskRow.self), handler: full),
        .get(
            "/data/tasks/{task_id}/previews", "The previews of a task, newest revision first.",
            .path("task_id", malformed: .notFound()),
            allow: .seesTask, answers: .list(PreviewFileRow.self), handler: previews),
        .get(
            "/data/projects/{project_id}/tasks", "The tasks of a project, with those assigned.",
            .path("project_id", malformed: .notFound()),
            .query("page", "The page, from 1; without it the whole list.", default: -1),
            .query("limit", "Tasks a page.", default: 0),
            .query("task_type_id", "Only tasks of this type."),
            .query("episode_id", "Only tasks of this episode."),
            allow: .member, answers: .pages(TaskRow.self), handler: ofProject),
        .get(
            "/data/entities/{entity_id}/task-types/{task_type_id}/tasks", "The tasks of a type on an entity.",
            .path("entity_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
            allow: .member, answers: .list(TaskRow.self), handler: ofEntityAndType),
    ]

    private static func previews(_ call: Reading, task: TaskRow.ID) throws -> Answer {
        .rows(
            """
            SELECT \(columns: PreviewFileRow.self) FROM preview_file
            WHERE task_id = \(task) ORDER BY revision DESC, position, created_at, id
            """, as: PreviewFileRow.columns)
    }

    private static func ofProject(
        _ call: Reading, project: ProjectRow.ID, page: Int, limit: Int, type: TaskTypeRow.ID?, episode: UUID?
    ) throws -> Answer {
        var condition: SQL = "task.project_id = \(project)"
        if let type { condition += " AND task.task_type_id = \(type)" }
        if let episode { condition += " AND \(Self.isInEpisode(episode))" }
        if let visible = Self.visible(to: try call.caller) { condition += " AND (\(visible))" }
        let columns = try ClientMask.columns(for: call.caller, of: project, call.data).with(TaskRow.relations)
        let rows: SQL = "SELECT \(columns: columns) FROM task WHERE \(condition) ORDER BY created_at, id"
        guard page > -1 else { return .rows(rows, as: columns) }
        let total = try call.data.count("SELECT count(*) FROM task WHERE \(condition)")
        return try call.paging(page, limit: limit, total: total).answer(rows, as: columns)
    }

    private static func ofEntityAndType(_ call: Reading, entity: EntityRow.ID, type: TaskTypeRow.ID) throws -> Answer {
        let visible = try Self.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        let columns = try ClientMask.columns(for: call.caller, of: entity, call.data)
        return .rows(
            """
            SELECT \(columns: columns, "task") FROM task
            WHERE task.entity_id = \(entity) AND task.task_type_id = \(type)\(visible)
            ORDER BY task.created_at, task.id
            """, as: columns)
    }

    /// The members of a person that a caller gets: only managers, and he himself, read a salary.
    static func personColumns(for caller: Caller, of person: UUID?) -> JSONColumns {
        caller.isAtLeastManager || caller.id == person
            ? PersonRow.columns : PersonRow.columns.without(["daily_salary"])
    }
}
