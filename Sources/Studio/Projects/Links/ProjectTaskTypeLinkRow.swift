import Database
import FoundationEssentials

/// A task type of a production, with its place.
package enum ProjectTaskTypeLinkRow: Shape {
    package static let name = "ProjectTaskTypeLink"
    package static let table = "project_task_type_link"

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field("task_type_id", .uuid, required: true, nullable: false, references: "task_type"),
        Field("priority", .int, "Place in the production's lists."),
        Field("hd_bitrate_compression", .int, "Bitrate of full movies; null for the server's own."),
        Field("ld_bitrate_compression", .int, "Bitrate of light movies; null for the server's own."),
        Field("is_client_visible", .bool, "Clients see its tasks.", initial: .bool(true)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        "SELECT project_id FROM project_task_type_link WHERE id = \(id)"
    }
}
