import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What a production picks from the studio: asset types, task types and statuses, automations, backgrounds.
package enum ProjectSettings {
    package static let routes: [Route] =
        plainRoutes + [
            .post(
                "/data/projects/{project_id}/settings/task-types", "Use a task type in a production, or set its place.",
                .project, .field("task_type_id", "The task type."),
                .field(optional: "priority", "Place in lists."),
                .field(optional: "hd_bitrate_compression", "Bitrate of full movies, in Mbit/s."),
                .field(optional: "ld_bitrate_compression", "Bitrate of light movies, in Mbit/s."),
                .field(optional: "is_client_visible", "Clients see its tasks."),
                allow: .projectManager, answers: .one(ProjectRow.self), handler: addTaskType),
            .delete(
                "/data/projects/{project_id}/settings/task-types/{task_type_id}", "No longer use a task type.",
                .project, .path("task_type_id", malformed: .notFound()),
                allow: .projectManager, handler: removeTaskType),
            .get(
                "/data/projects/{project_id}/task-types", "The task types of a production.", .project,
                allow: .member, answers: .list(TaskTypeRow.self), handler: taskTypes),
            // Compat: gazu asks here.
            .get(
                "/data/projects/{project_id}/settings/task-types", "The task types of a production.", .project,
                allow: .member, answers: .list(TaskTypeRow.self), handler: taskTypes),
            .post(
                "/data/projects/{project_id}/settings/task-status", "Use a task status in a production.",
                .project, .field("task_status_id", "The task status."),
                allow: .projectManager, answers: .one(ProjectRow.self), handler: addTaskStatus),
            .put(
                "/data/projects/{project_id}/settings/task-status/{task_status_id}",
                "Say whether clients may set a status in this production; null as the status says.",
                .project, .path("task_status_id", malformed: .notFound()), .object("`is_client_allowed`."),
                allow: .projectManager, answers: .one(ProjectTaskStatusLinkRow.self), handler: allowClients),
            .delete(
                "/data/projects/{project_id}/settings/task-status/{task_status_id}", "No longer use a task status.",
                .project, .path("task_status_id", malformed: .notFound()),
                allow: .projectManager, handler: removeTaskStatus),
            .get(
                "/data/projects/{project_id}/settings/task-status", "The task statuses of a production.", .project,
                allow: .member, answers: .list(TaskStatusRow.self), handler: taskStatuses),
            .post(
                "/data/projects/{project_id}/settings/batch", "Use many task types, statuses and asset types at once.",
                .project, .field("task_types", "As for one of them.", default: []),
                .field("task_status_ids", "Task statuses.", default: []),
                .field("asset_type_ids", "Asset types.", default: []),
                .field("replace_task_types", "Drop the task types that are not named.", default: false),
                allow: .projectManager, answers: .one(ProjectRow.self), handler: batch),
        ]

    /// The settings that are plain pairs of ids.
    private static let plainRoutes: [Route] =
        plain(EntityTypeRow.self, "asset-types", "asset_type_id", list: nil)
        + plain(StatusAutomationRow.self, "status-automations", "status_automation_id", list: .projectManager)
        + plain(PreviewBackgroundFileRow.self, "preview-background-files", "preview_background_file_id", list: .member)

    private static func plain<Row: Shape>(
        _ shape: Row.Type, _ word: String, _ field: String, list: Permission?
    ) -> [Route] {
        let path = "/data/projects/{project_id}/settings/\(word)"
        let link = PlainLink(table: "project_\(field.dropLast(3))_link", column: field, target: Row.self)
        var routes: [Route] = [
            .post(
                path, "Use a \(Row.name) in a production.", .project, .field(field, "Its id."),
                allow: .projectManager, answers: .one(ProjectRow.self)
            ) { call, project, id in
                try link.add(id, to: project, call)
                return Self.project(project)
            },
            .delete(
                "\(path)/{\(field)}", "No longer use a \(Row.name).", .project,
                Input<Row.ID>.path(field, malformed: .notFound()), allow: .projectManager
            ) { call, project, id in
                try link.remove(id.uuid, from: project, call)
                return .nothing
            },
        ]
        guard let list else { return routes }
        routes.append(
            .get(
                path, "The \(Row.name) rows that a production uses.", .project, allow: list, answers: .list(Row.self)
            ) { _, project in link.rows(of: project) })
        return routes
    }

    static func project(_ id: ProjectRow.ID, _ status: HTTPResponse.Status = .created) -> Answer {
        .one("SELECT \(columns: ProjectRow.self) FROM project WHERE id = \(id)", as: ProjectRow.columns, status)
    }

    static func announce(_ project: ProjectRow.ID, _ call: Writing) throws {
        try call.data.update(project, [:])
        try call.data.emit("project:update", ["project_id": .string(project.uuid.text)], project: project.uuid)
    }

    /// The row that a body names.
    ///
    /// - Throws: ``Problem`` 400 when there is none.
    static func found<Row: Shape>(_ shape: Row.Type, _ id: String, _ data: Reader) throws -> UUID {
        guard let uuid = UUID(strict: id), try data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(uuid)") else {
            throw Problem.invalid("\(Row.name) with id \(id) not found")
        }
        return uuid
    }
}

/// Pairs of a production and what it uses.
private struct PlainLink<Row: Shape>: Sendable {
    let table: String
    let column: String

    init(table: String, column: String, target: Row.Type) {
        self.table = table
        self.column = column
    }

    func add(_ id: Phrase, to project: ProjectRow.ID, _ call: Writing) throws {
        let target = try ProjectSettings.found(Row.self, id.text, call.data)
        let count = try call.data.run(
            """
            INSERT INTO \(SQL(verbatim: self.table)) (project_id, \(SQL(verbatim: self.column)))
            VALUES (\(project), \(target)) ON CONFLICT DO NOTHING
            """)
        if count > 0 { try ProjectSettings.announce(project, call) }
    }

    func remove(_ id: UUID, from project: ProjectRow.ID, _ call: Writing) throws {
        let count = try call.data.run(
            """
            DELETE FROM \(SQL(verbatim: self.table))
            WHERE project_id = \(project) AND \(SQL(verbatim: self.column)) = \(id)
            """)
        if count > 0 { try ProjectSettings.announce(project, call) }
    }

    func rows(of project: ProjectRow.ID) -> Answer {
        .rows(
            """
            SELECT \(columns: Row.self) FROM \(Row.self) WHERE id IN (
                SELECT \(SQL(verbatim: self.column)) FROM \(SQL(verbatim: self.table)) WHERE project_id = \(project))
            \(Row.stableOrder)
            """, as: Row.columns)
    }
}

extension Input where Value == ProjectRow.ID {
    /// The production in the path; one with a malformed id does not exist.
    static var project: Input { .path("project_id", malformed: .notFound()) }

    /// The production whose rows are listed. Compat: one that does not exist has none, as far as administrators ask.
    static var listedProject: Input {
        Input(
            Self.project.description,
            object: { id in RouteObject(project: "SELECT \(Entities.cast(id.uuid))", id: id.uuid) }
        ) { arrival in
            guard let id = arrival.parameters["project_id"].flatMap(UUID.init(strict:)) else {
                throw Problem.notFound()
            }
            return ProjectRow.ID(id)
        }
    }
}
