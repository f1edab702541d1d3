import Database

/// A task type of a template, with its place.
package enum ProjectTemplateTaskTypeLinkRow: Shape {
    package static let name = "ProjectTemplateTaskTypeLink"
    package static let table = "project_template_task_type_link"

    package static let fields: [Field] = [
        Field("project_template_id", .uuid, required: true, nullable: false, references: "project_template"),
        Field("task_type_id", .uuid, required: true, nullable: false, references: "task_type"),
        Field("priority", .int, "Place in lists."),
        Field("hd_bitrate_compression", .int, "Bitrate of full movies; null for the server's own."),
        Field("ld_bitrate_compression", .int, "Bitrate of light movies; null for the server's own."),
        Field("is_client_visible", .bool, "Clients see its tasks.", initial: .bool(true)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
