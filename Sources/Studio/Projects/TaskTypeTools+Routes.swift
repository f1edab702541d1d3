import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Which programs a production works with, task type by task type.
package enum TaskTypeTools {
    package static let routes: [Route] = [
        .get(
            "/data/projects/{project_id}/task-type-softwares", "The programs of each task type.", .project,
            allow: .member, answers: .list(ProjectTaskTypeSoftwareLinkRow.self), handler: list),
        .post(
            "/data/projects/{project_id}/task-types/{task_type_id}/softwares", "Use a program for a task type.",
            .project, .path("task_type_id", malformed: .notFound()), .field("software_id", "The program."),
            allow: .supervisorOfProject, answers: .one(ProjectTaskTypeSoftwareLinkRow.self), handler: add),
        .delete(
            "/data/projects/{project_id}/task-types/{task_type_id}/softwares/{software_id}",
            "No longer use a program for a task type.",
            .project, .path("task_type_id", malformed: .notFound()), .path("software_id", malformed: .notFound()),
            allow: .supervisorOfProject, handler: remove),
    ]

    private static func list(_ call: Reading, project: ProjectRow.ID) -> Answer {
        let columns = ProjectTaskTypeSoftwareLinkRow.columns
        return .rows(
            """
            SELECT \(columns: columns) FROM project_task_type_software_link WHERE project_id = \(project)
            ORDER BY created_at, id
            """, as: columns)
    }

    /// - Throws: ``Problem`` 400 for a task type that the production does not use, and without such a program.
    private static func add(
        _ call: Writing, project: ProjectRow.ID, type: TaskTypeRow.ID, software: Phrase
    ) throws -> Answer {
        let data = call.data
        try self.checkDepartment(of: type, in: project, call)
        guard
            try data.exists(
                "SELECT 1 FROM project_task_type_link WHERE project_id = \(project) AND task_type_id = \(type)")
        else { throw Problem.invalid("The task type is not a task type of the project.") }
        let id = try ProjectSettings.found(SoftwareRow.self, software.text, data)
        let known = try data.one(
            """
            SELECT id FROM project_task_type_software_link
            WHERE project_id = \(project) AND task_type_id = \(type) AND software_id = \(id)
            """, ProjectTaskTypeSoftwareLinkRow.ID.self)
        if known == nil { try ProjectSettings.announce(project, call) }
        let link =
            try known
            ?? data.insert(
                ProjectTaskTypeSoftwareLinkRow.self,
                [
                    "project_id": .uuid(project.uuid), "task_type_id": .uuid(type.uuid), "software_id": .uuid(id),
                ])
        let columns = ProjectTaskTypeSoftwareLinkRow.columns
        return .one(
            "SELECT \(columns: columns) FROM project_task_type_software_link WHERE id = \(link)", as: columns, .created)
    }

    private static func remove(
        _ call: Writing, project: ProjectRow.ID, type: TaskTypeRow.ID, software: SoftwareRow.ID
    ) throws -> Answer {
        try self.checkDepartment(of: type, in: project, call)
        let count = try call.data.run(
            """
            DELETE FROM project_task_type_software_link
            WHERE project_id = \(project) AND task_type_id = \(type) AND software_id = \(software)
            """)
        if count > 0 { try ProjectSettings.announce(project, call) }
        return .nothing
    }

    /// Supervisors with departments keep the task types of those only.
    ///
    /// - Throws: ``Problem`` 403.
    private static func checkDepartment(
        of type: TaskTypeRow.ID, in project: ProjectRow.ID, _ call: Writing
    ) throws {
        let caller = try call.caller
        let role = try Team.role(of: caller, inProject: project.uuid, call.data)
        if role == .admin || role == .manager { return }
        let departments = try caller.departments(call.data)
        if departments.isEmpty { return }
        guard
            try call.data.exists(
                "SELECT 1 FROM task_type WHERE id = \(type) AND department_id \(in: departments)")
        else { throw Problem.forbidden }
    }
}
