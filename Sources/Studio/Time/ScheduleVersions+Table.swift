import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The saved schedules of productions, and the tasks' dates in them, as rows.
enum ScheduleVersions {
    static let routes: [Route] = versions.routes + links.routes

    private static let access = TableAccess(
        list: .staff, read: .staff, create: .loggedIn, update: .projectManager, delete: .projectManager)

    private static let versions = Table(
        of: ProductionScheduleVersionRow.self, at: "/data/production-schedule-versions", access: access
    )
    .scoped(by: .production { .invalid("Invalid UUID value: \($0)") })
    .keeping("project_id")
    .tying("production_schedule_from", to: ProductionScheduleVersionRow.self)
    .beforeCreate { call, body in try call.require(.projectManager, ofProjectIn: body) }
    .announcing { call, action, id in
        if case .delete = action { try ScheduleVersions.leave(id, call.data) }
        try call.data.emit(action, ProductionScheduleVersionRow.self, id.uuid)
    }
    .beforeDelete { call, id in
        let links: SQL = """
            SELECT id FROM production_schedule_version_task_link WHERE production_schedule_version_id = \(id)
            """
        try call.data.run(
            """
            DELETE FROM production_schedule_version_task_link_person_link
            WHERE production_schedule_version_task_link_id IN (\(links))
            """)
        try call.data.run(
            "DELETE FROM production_schedule_version_task_link WHERE production_schedule_version_id = \(id)")
        try call.data.run(
            """
            UPDATE production_schedule_version SET production_schedule_from = NULL
            WHERE production_schedule_from = \(id)
            """)
    }

    private static let links = Table(
        of: ProductionScheduleVersionTaskLinkRow.self, at: "/data/production-schedule-version-task-links",
        access: access
    )
    .scoped(by: .production { _ in .invalid("Invalid project_id.") })
    .filter("project_id") { _, text in
        UUID(strict: text).map { project in
            """
            production_schedule_version_task_link.production_schedule_version_id IN (
                SELECT id FROM production_schedule_version WHERE project_id = \(project))
            """
        }
    }
    .keeping("production_schedule_version_id", "task_id")
    .answeringWithoutRelations()
    .beforeCreate { call, body in try ScheduleVersions.checkLink(body, call) }

    /// Productions that start from the version start from none.
    private static func leave(_ id: ProductionScheduleVersionRow.ID, _ tx: Transaction) throws {
        let projects = try tx.all(
            "SELECT id FROM project WHERE from_schedule_version_id = \(id) ORDER BY id", ProjectRow.ID.self)
        for project in projects {
            try tx.update(project, ["from_schedule_version_id": .null])
            try tx.emit(.update, ProjectRow.self, project.uuid)
        }
    }

    /// - Throws: ``Problem`` 400 and 404 unless the body names a version and a task of one production; 403.
    private static func checkLink(_ body: JSONObject, _ call: Writing) throws {
        func project<Row: Shape>(_ name: String, _ shape: Row.Type) throws -> UUID {
            // Compat: the bare name of the field that is missing.
            guard let json = body[name] else { throw Problem(.badRequest, .bare("'\(name)'")) }
            guard let id = json.stringValue.flatMap(UUID.init(strict:)),
                let project = try call.data.project(of: id, Row.self)
            else { throw Problem.notFound() }
            return project
        }
        let own = try project("production_schedule_version_id", ProductionScheduleVersionRow.self)
        guard try project("task_id", TaskRow.self) == own else {
            throw Problem.invalid("The task and the production schedule version must be in the same project.")
        }
        try call.require(.projectManager, ofProject: own)
    }
}

extension Input where Value == UUID? {
    /// The query parameter `project_id`: whose rows are listed, and whose team may list them.
    ///
    /// Compat: a production that does not exist is no error, it has no rows.
    ///
    /// - Parameter refusal: Of a text that is no id.
    static func production(refusal: @escaping @Sendable (String) -> Problem) -> Input {
        Input(
            InputDescription(.query, "project_id", .uuid, "Only those of this project.", isRequired: false),
            object: { id in
                guard let id else { return RouteObject.none }
                return RouteObject(project: "SELECT \(Entities.cast(id))", id: id)
            }
        ) { arrival in
            guard let text = arrival.query("project_id") else { return nil }
            guard let id = UUID(strict: text) else { throw refusal(text) }
            return id
        }
    }
}
