import Database
import FoundationEssentials

/// One piece of work on an entity, of one task type.
package enum TaskRow: Shape {
    package static let name = "Task"
    package static let table = "task"

    package static let fields: [Field] = [
        Field(
            "name", .text, "`main`, unless an entity has several tasks of a type.",
            required: true, nullable: false, maxLength: 80),
        Field("description", .text),
        Field("priority", .int, "0 normal, 1 high, 2 very high, 3 emergency.", initial: .int(0)),
        Field("difficulty", .int, "1 to 5.", nullable: false, initial: .int(3)),
        Field("duration", .double, "Time spent so far, in minutes.", initial: .double(0)),
        Field("estimation", .double, "In minutes.", initial: .double(0)),
        Field("completion_rate", .int, "In percent.", initial: .int(0)),
        Field("retake_count", .int, "How often it was sent back.", initial: .int(0)),
        Field("sort_order", .int, "Place in lists that people sort by hand.", initial: .int(0)),
        Field("start_date", .timestamp, "Planned, UTC."),
        Field("due_date", .timestamp, "Planned, UTC."),
        Field("real_start_date", .timestamp, "When work began, UTC."),
        Field("end_date", .timestamp, "When it was first sent for approval, UTC."),
        Field("done_date", .timestamp, "When it reached a status of finished work, UTC."),
        Field("last_comment_date", .timestamp, "UTC."),
        Field("nb_assets_ready", .int, "How many of the shot's assets are ready for this task.", initial: .int(0)),
        Field("data", .json, "Free-form values; the metadata columns live here."),
        Field("nb_drawings", .int, "For drawn animation.", initial: .int(0)),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("last_preview_file_id", .uuid),
        Field("project_id", .uuid, references: "project"),
        Field("task_type_id", .uuid, references: "task_type"),
        Field("task_status_id", .uuid, references: "task_status"),
        Field("entity_id", .uuid, references: "entity"),
        Field("assigner_id", .uuid, "Who assigned it.", references: "person"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "assignees", through: "task_person_link", own: "task_id",
            other: "person_id", target: "person", before: "id")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM task WHERE id = \(id)" }
}
