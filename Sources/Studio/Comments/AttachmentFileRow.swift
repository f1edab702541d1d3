import Database
import FoundationEssentials

/// A file attached to a comment, to a reply or to a chat message.
package enum AttachmentFileRow: Shape {
    package static let name = "AttachmentFile"
    package static let table = "attachment_file"

    package static let fields: [Field] = [
        Field("name", .text, maxLength: 250),
        Field("size", .int, "In bytes.", initial: .int(1)),
        Field("extension", .text, "Without the dot.", maxLength: 6),
        Field("mimetype", .text, "The media type.", maxLength: 255),
        Field("comment_id", .uuid, references: "comment"),
        Field("reply_id", .uuid, "The reply inside the comment."),
        Field("chat_message_id", .uuid, references: "chat_message"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let nested: [NestedObject] = [
        NestedObject("comment", by: "comment_id", CommentRow.self),
        NestedObject("chat_message", by: "chat_message_id", ChatMessageRow.self),
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT COALESCE(task.project_id, entity.project_id) FROM attachment_file
        LEFT JOIN comment ON comment.id = attachment_file.comment_id
        LEFT JOIN task ON task.id = comment.object_id
        LEFT JOIN chat_message ON chat_message.id = attachment_file.chat_message_id
        LEFT JOIN chat ON chat.id = chat_message.chat_id
        LEFT JOIN entity ON entity.id = chat.object_id
        WHERE attachment_file.id = \(id)
        """
    }
}
