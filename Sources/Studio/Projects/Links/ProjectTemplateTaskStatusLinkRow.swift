import Database

/// A task status of a template, with its place.
package enum ProjectTemplateTaskStatusLinkRow: Shape {
    package static let name = "ProjectTemplateTaskStatusLink"
    package static let table = "project_template_task_status_link"

    package static let fields: [Field] = [
        Field("project_template_id", .uuid, required: true, nullable: false, references: "project_template"),
        Field("task_status_id", .uuid, required: true, nullable: false, references: "task_status"),
        Field("priority", .int, "Place in lists."),
        Field(
            "roles_for_board", .textArray, "Who sees its column on boards.",
            initial: .textArray(ProjectTaskStatusLinkRow.boardRoles), choices: PersonRow.roles),
        Field("is_client_allowed", .bool, "Clients may set it; null as the status says."),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
