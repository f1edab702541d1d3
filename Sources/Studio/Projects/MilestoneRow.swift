import Database
import FoundationEssentials

/// A date of a production.
package enum MilestoneRow: Shape {
    package static let name = "Milestone"
    package static let table = "milestone"

    package static let fields: [Field] = [
        Field("date", .date),
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("project_id", .uuid, references: "project"),
        Field("task_type_id", .uuid, references: "task_type"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM milestone WHERE id = \(id)" }
}
