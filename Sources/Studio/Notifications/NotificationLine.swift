import Database
import FoundationEssentials
import JSONBytes

/// A notification as its person sees it, with what it is about.
enum NotificationLine {
    private static let tables: SQL = """
        notification LEFT JOIN comment ON comment.id = notification.comment_id
        LEFT JOIN task ON task.id = notification.task_id
        LEFT JOIN playlist ON playlist.id = notification.playlist_id
        LEFT JOIN project ON project.id = COALESCE(task.project_id, playlist.project_id)
        LEFT JOIN entity ON entity.id = task.entity_id
        LEFT JOIN entity_type ON entity_type.id = entity.entity_type_id
        LEFT JOIN entity parent ON parent.id = entity.parent_id
        LEFT JOIN entity grandparent ON grandparent.id = parent.parent_id
        LEFT JOIN subscription ON subscription.task_id = notification.task_id
            AND subscription.person_id = notification.person_id
        """

    private static let start = SelectedMembers([
        .init("notification_type", "notification.type", .text),
        .init("author_id", "notification.author_id", .uuid),
        .init("comment_id", "notification.comment_id", .uuid),
        .init("task_id", "notification.task_id", .uuid),
        .init("task_type_id", "task.task_type_id", .uuid),
        .init("task_status_id", "comment.task_status_id", .uuid),
        .init(
            "mentions",
            .jsonArray(
                "SELECT person AS o FROM comment_mentions WHERE comment = notification.comment_id ORDER BY person"),
            .json),
        .init(
            "department_mentions",
            .jsonArray(
                """
                SELECT department AS o FROM comment_department_mentions
                WHERE comment = notification.comment_id ORDER BY department
                """), .json),
    ])

    private static let middle = SelectedMembers([
        .init(
            "preview_file_id",
            """
            (SELECT link.preview_file FROM comment_preview_link link
                WHERE link.comment = notification.comment_id ORDER BY link.preview_file LIMIT 1)
            """, .uuid),
        .init("project_id", "project.id", .uuid),
        .init("project_name", "COALESCE(project.name, '')", .text),
        .init("comment_text", "COALESCE(comment.text, '')", .text),
    ])

    private static let end = SelectedMembers([
        .init("created_at", "notification.created_at", .timestamp),
        .init("read", "notification.read", .bool),
        .init("change", "notification.change", .bool),
        .init("full_entity_name", "COALESCE(\(NewsLine.fullName), '')", .text),
        .init("episode_id", NewsLine.episode, .uuid),
        .init("entity_preview_file_id", "entity.preview_file_id", .uuid),
        .init("subscription_id", "subscription.id", .uuid),
        .init("playlist_id", "notification.playlist_id", .uuid),
        .init("playlist_name", "COALESCE(playlist.name, '')", .text),
        .init("playlist_for_entity", "COALESCE(playlist.for_entity, '')", .text),
        .init("playlist_is_for_all", "COALESCE(playlist.is_for_all, \(false))", .bool),
    ])

    /// The notifications that meet a condition, which may end with an order and a limit.
    static func query(_ condition: SQL) -> SQL {
        """
        SELECT notification.id, notification.reply_id, comment.replies,
            \(self.start.list), \(self.middle.list), \(self.end.list)
        FROM \(self.tables) WHERE \(condition)
        """
    }

    static func write(_ row: Row, _ json: inout JSONWriter) throws {
        let reply = try self.reply(row)
        json.beginObject()
        json.key("id")
        json.cell(row.source.cell(0), as: .uuid)
        json.key("type")
        json.string("Notification")
        var next = 3
        self.start.write(row, from: next, into: &json)
        next += self.start.members.count
        json.key("reply_mentions")
        json.value(reply?["mentions"] ?? [])
        json.key("reply_department_mentions")
        json.value(reply?["department_mentions"] ?? [])
        self.middle.write(row, from: next, into: &json)
        next += self.middle.members.count
        json.key("reply_text")
        json.value(reply?["text"] ?? "")
        self.end.write(row, from: next, into: &json)
        json.endObject()
    }

    /// The reply that the notification is about; nil when it is about none.
    private static func reply(_ row: Row) throws -> JSONValue? {
        guard let id = try row.value(1, as: UUID?.self) else { return nil }
        let replies = try row.value(2, as: JSONValue?.self)?.arrayValue ?? []
        return replies.first { $0["id"]?.stringValue == id.text }
    }
}
