import Database
import FoundationEssentials

/// A line of a chat.
package enum ChatMessageRow: Shape {
    package static let name = "ChatMessage"
    package static let table = "chat_message"

    package static let fields: [Field] = [
        Field("chat_id", .uuid, required: true, nullable: false, references: "chat"),
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("text", .text),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation("attachment_files", of: "attachment_file", by: "chat_message_id", before: "id")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT entity.project_id FROM chat_message
        JOIN chat ON chat.id = chat_message.chat_id
        JOIN entity ON entity.id = chat.object_id
        WHERE chat_message.id = \(id)
        """
    }
}
