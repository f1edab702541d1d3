import API
import Database

/// The conversations about entities.
enum Chats {
    /// Their rows, for administrators: those who take part use the routes of the entity.
    static let rows: [Route] = chats.routes + messages.routes

    private static let chats = Table(of: ChatRow.self, at: "/data/chats", access: .adminOnly)
        .answeringWithoutRelations()

    private static let messages = Table(of: ChatMessageRow.self, at: "/data/chat-messages", access: .adminOnly)
        .beforeDelete { call, id in try Attachments.remove("chat_message_id = \(id)", call) }
}
