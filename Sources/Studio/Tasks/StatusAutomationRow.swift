import Database

/// What happens by itself when a task reaches a status.
package enum StatusAutomationRow: Shape {
    package static let name = "StatusAutomation"
    package static let table = "status_automation"

    package static let fields: [Field] = [
        Field("entity_type", .text, "`asset`, `shot`, …", initial: .text("asset"), maxLength: 40),
        Field("in_task_type_id", .uuid, references: "task_type"),
        Field("in_task_status_id", .uuid, references: "task_status"),
        Field("out_field_type", .text, nullable: false, initial: .text("status"), choices: ["status", "ready_for"]),
        Field("out_task_type_id", .uuid, references: "task_type"),
        Field("out_task_status_id", .uuid, references: "task_status"),
        Field("import_last_revision", .bool, "The last preview is copied along.", initial: .bool(false)),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
