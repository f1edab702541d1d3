import Database
import FoundationEssentials

/// The conversation about one entity.
package enum ChatRow: Shape {
    package static let name = "Chat"
    package static let table = "chat"

    package static let fields: [Field] = [
        Field("object_id", .uuid, "The entity.", required: true, nullable: false),
        Field("object_type", .text, nullable: false, initial: .text("entity"), maxLength: 80),
        Field("last_message", .timestamp, "When, UTC."),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "participants", through: "chat_participant", own: "chat_id",
            other: "person_id", target: "person", before: "id")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT entity.project_id FROM chat
        JOIN entity ON entity.id = chat.object_id
        WHERE chat.id = \(id)
        """
    }
}
