import Database

/// Who takes part in a chat.
package enum ChatParticipantRow: Shape {
    package static let name = "ChatParticipant"
    package static let table = "chat_participant"

    package static let fields: [Field] = [
        Field("chat_id", .uuid, required: true, nullable: false, references: "chat"),
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
