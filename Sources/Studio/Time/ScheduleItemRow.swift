import Database
import FoundationEssentials

/// A bar of a production's schedule: a task type, or an entity under it.
package enum ScheduleItemRow: Shape {
    package static let name = "ScheduleItem"
    package static let table = "schedule_item"

    package static let fields: [Field] = [
        Field("start_date", .date),
        Field("end_date", .date),
        Field("man_days", .int, "In days of one person."),
        Field("project_id", .uuid, references: "project"),
        Field("task_type_id", .uuid, references: "task_type"),
        Field("object_id", .uuid, "The entity; null for the bar of the whole task type."),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM schedule_item WHERE id = \(id)" }
}
