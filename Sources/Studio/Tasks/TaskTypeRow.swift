import Database

/// A step of the pipeline.
package enum TaskTypeRow: Shape {
    package static let name = "TaskType"
    package static let table = "task_type"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("short_name", .text, maxLength: 20),
        Field("description", .text),
        Field("color", .text, "`#RRGGBB`.", initial: .text("#FFFFFF"), maxLength: 7),
        Field("priority", .int, "Place in lists.", initial: .int(1)),
        Field(
            "for_entity", .text, "What it is for: `Asset`, `Shot`, `Sequence`, `Episode`, `Edit`, `Concept`.",
            initial: .text("Asset"), maxLength: 30),
        Field("allow_timelog", .bool, "Time may be logged on its tasks.", initial: .bool(true)),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("department_id", .uuid, references: "department"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
