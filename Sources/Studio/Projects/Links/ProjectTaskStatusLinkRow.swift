import Database
import FoundationEssentials

/// A task status of a production, with its place and who sees it on boards.
package enum ProjectTaskStatusLinkRow: Shape {
    package static let name = "ProjectTaskStatusLink"
    package static let table = "project_task_status_link"

    /// Everyone but clients.
    package static let boardRoles = ["user", "admin", "supervisor", "manager", "vendor"]

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field("task_status_id", .uuid, required: true, nullable: false, references: "task_status"),
        Field("priority", .int, "Place in the production's lists."),
        Field(
            "roles_for_board", .textArray, "Who sees its column on boards.",
            initial: .textArray(boardRoles), choices: PersonRow.roles),
        Field("is_client_allowed", .bool, "Clients may set it; null as the status says."),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        "SELECT project_id FROM project_task_status_link WHERE id = \(id)"
    }
}
