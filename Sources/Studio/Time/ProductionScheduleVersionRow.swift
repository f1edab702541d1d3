import Database
import FoundationEssentials

/// A saved schedule of a production.
package enum ProductionScheduleVersionRow: Shape {
    package static let name = "ProductionScheduleVersion"
    package static let table = "production_schedule_version"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field(
            "production_schedule_from", .uuid, "The schedule it was copied from.",
            references: "production_schedule_version"),
        Field("locked", .bool, initial: .bool(false)),
        Field("canceled", .bool, "Kept, but no longer part of the production.", initial: .bool(false)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        "SELECT project_id FROM production_schedule_version WHERE id = \(id)"
    }
}
