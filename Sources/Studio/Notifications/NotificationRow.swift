import Database
import FoundationEssentials

/// A line in a person's own notifications.
package enum NotificationRow: Shape {
    package static let name = "Notification"
    package static let table = "notification"

    package static let fields: [Field] = [
        Field("read", .bool, nullable: false, initial: .bool(false)),
        Field("change", .bool, "The status changed.", nullable: false, initial: .bool(false)),
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("author_id", .uuid, required: true, nullable: false, references: "person"),
        Field("comment_id", .uuid, references: "comment"),
        Field("task_id", .uuid, references: "task"),
        Field("playlist_id", .uuid, references: "playlist"),
        Field("reply_id", .uuid, "The reply inside the comment."),
        .id,
        .createdAt,
        .updatedAt,
        Field(
            "notification_type", .text,
            required: true, nullable: false,
            choices: ["comment", "mention", "assignation", "reply", "reply-mention", "playlist-ready"],
            column: "type"),
    ]

    package static let fieldAfterType: String? = "person_id"

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT COALESCE(task.project_id, playlist.project_id) FROM notification
        LEFT JOIN task ON task.id = notification.task_id
        LEFT JOIN playlist ON playlist.id = notification.playlist_id
        WHERE notification.id = \(id)
        """
    }
}
