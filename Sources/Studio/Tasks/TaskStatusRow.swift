import Database

/// A state that tasks are in.
package enum TaskStatusRow: Shape {
    package static let name = "TaskStatus"
    package static let table = "task_status"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        Field("short_name", .text, required: true, nullable: false, maxLength: 10),
        Field("description", .text),
        Field("color", .text, "`#RRGGBB`.", required: true, nullable: false, maxLength: 7),
        Field("priority", .int, "Place in lists.", initial: .int(1)),
        Field("is_done", .bool, "Tasks in it are finished.", initial: .bool(false)),
        Field("is_artist_allowed", .bool, "Artists may set it.", initial: .bool(true)),
        Field("is_client_allowed", .bool, "Clients may set it.", initial: .bool(true)),
        Field("is_retake", .bool, "It sends the task back.", initial: .bool(false)),
        Field("is_feedback_request", .bool, "It asks for approval.", initial: .bool(false)),
        Field("is_default", .bool, "New tasks start in it.", initial: .bool(false)),
        Field("is_wip", .bool, "Work is under way.", initial: .bool(false)),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("for_concept", .bool, "Of concepts, not of tasks.", initial: .bool(false)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
