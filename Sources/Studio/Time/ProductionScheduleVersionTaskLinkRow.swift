import Database
import FoundationEssentials

/// A task's dates in a saved schedule.
package enum ProductionScheduleVersionTaskLinkRow: Shape {
    package static let name = "ProductionScheduleVersionTaskLink"
    package static let table = "production_schedule_version_task_link"

    package static let fields: [Field] = [
        Field(
            "production_schedule_version_id", .uuid,
            required: true, nullable: false, references: "production_schedule_version"),
        Field("task_id", .uuid, required: true, nullable: false, references: "task"),
        Field("start_date", .timestamp),
        Field("due_date", .timestamp),
        Field("estimation", .double, "In minutes.", initial: .double(0)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "assignees", through: "production_schedule_version_task_link_person_link",
            own: "production_schedule_version_task_link_id",
            other: "person_id", target: "person", before: "id")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT version.project_id FROM production_schedule_version_task_link link
        JOIN production_schedule_version version ON version.id = link.production_schedule_version_id
        WHERE link.id = \(id)
        """
    }
}
