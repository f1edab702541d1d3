import Database
import FoundationEssentials

/// Which software a production uses for a task type.
package enum ProjectTaskTypeSoftwareLinkRow: Shape {
    package static let name = "ProjectTaskTypeSoftwareLink"
    package static let table = "project_task_type_software_link"

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field("task_type_id", .uuid, required: true, nullable: false, references: "task_type"),
        Field("software_id", .uuid, required: true, nullable: false, references: "software"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        "SELECT project_id FROM project_task_type_software_link WHERE id = \(id)"
    }
}
