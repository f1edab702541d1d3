import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Chats {
    static let routes: [Route] = [
        .change(
            .get, "/data/entities/{entity_id}/chat", "The chat about an entity, which is opened when there is none.",
            .path("entity_id", malformed: .notFound()), allow: .seesEntity, answers: .one(ChatRow.self), handler: open),
        .get(
            "/data/entities/{entity_id}/chat/messages", "What was said about an entity, oldest first.",
            .path("entity_id", malformed: .notFound()),
            allow: .seesEntity, answers: .list(ChatMessageRow.self), handler: messages),
        .errand(
            .post, "/data/entities/{entity_id}/chat/messages", "Say something about an entity.",
            .path("entity_id", malformed: .notFound()), .field("message", "What to say."),
            .files("Files to attach, whatever their fields are called."),
            allow: .seesEntity, answers: .one(ChatMessageRow.self), handler: say),
        .get(
            "/data/entities/{entity_id}/chat/messages/{chat_message_id}", "One message of a chat.",
            .path("entity_id", malformed: .notFound()), .path("chat_message_id", malformed: .notFound()),
            allow: .seesEntity, answers: .one(ChatMessageRow.self), handler: message),
        .delete(
            "/data/entities/{entity_id}/chat/messages/{chat_message_id}", "Take back a message: one's own.",
            .path("entity_id", malformed: .notFound()), .path("chat_message_id", malformed: .notFound()),
            allow: .seesEntity, handler: takeBack),
        .post(
            "/actions/user/chats/{entity_id}/join", "Take part in the chat about an entity.",
            .path("entity_id", malformed: .notFound()),
            allow: .all([.person, .seesEntity]), answers: .one(ChatRow.self), handler: join),
        .delete(
            "/actions/user/chats/{entity_id}/join", "Leave the chat about an entity.",
            .path("entity_id", malformed: .notFound()), allow: .all([.person, .seesEntity]), handler: leave),
        .get(
            "/data/user/chats", "The chats that the caller takes part in.",
            allow: .person, answers: .list(ChatRow.self), handler: own),
    ]

    private static func open(_ call: Writing, entity: EntityRow.ID) throws -> Answer {
        let chat = try self.chat(of: entity, call.data)
        let columns = ChatRow.columns.with(ChatRow.relations)
        return .json { reader, output in
            output.json.beginObject()
            try reader.each("SELECT \(columns: columns) FROM chat WHERE id = \(chat)") { row in
                columns.writeMembers(row, into: &output.json)
            }
            // Compat: a member that is never filled; messages have a route of their own.
            output.json.key("messages")
            output.json.beginArray()
            output.json.endArray()
            output.json.endObject()
        }
    }

    /// The chat about an entity, made when there is none.
    private static func chat(of entity: EntityRow.ID, _ tx: Transaction) throws -> ChatRow.ID {
        // Whoever opens the same chat at the same moment waits here.
        _ = try tx.exists("SELECT 1 FROM entity WHERE id = \(entity)\(sqlite: "", postgres: " FOR UPDATE")")
        let known = try tx.one(
            "SELECT id FROM chat WHERE object_id = \(entity) ORDER BY created_at, id LIMIT 1", ChatRow.ID.self)
        return try known ?? tx.insert(ChatRow.self, ["object_id": .uuid(entity.uuid)])
    }

    private static func join(_ call: Writing, entity: EntityRow.ID) throws -> Answer {
        let chat = try self.chat(of: entity, call.data)
        let person = try call.caller.id
        try call.data.run(
            """
            INSERT INTO chat_participant (chat_id, person_id) VALUES (\(chat), \(person)) ON CONFLICT DO NOTHING
            """)
        try self.announce("chat:joined", ["chat_id": .string(chat.uuid.text), "person_id": .string(person.text)], call)
        return .one("SELECT \(columns: ChatRow.self) FROM chat WHERE id = \(chat)", as: ChatRow.columns)
    }

    private static func leave(_ call: Writing, entity: EntityRow.ID) throws -> Answer {
        let chat = try self.chat(of: entity, call.data)
        let person = try call.caller.id
        try call.data.run("DELETE FROM chat_participant WHERE chat_id = \(chat) AND person_id = \(person)")
        try self.announce("chat:left", ["chat_id": .string(chat.uuid.text), "person_id": .string(person.text)], call)
        return .nothing
    }

    /// Of what happens in chats the journal knows nothing.
    static func announce(_ name: String, _ payload: JSONObject, _ call: Writing) throws {
        try call.data.emit(name, payload, kept: false)
    }

    private static func say(
        _ errand: Errand, entity: EntityRow.ID, message: String, files: [UploadedFile]
    ) async throws -> Response {
        let attachments = NewAttachments(files)
        return try await errand.storing(attachments.files) { call in
            let id = try self.write(message, about: entity, call)
            try attachments.insert(for: id, in: call.data)
            let entries = attachments.entries
            return self.answer(id, entries.isEmpty ? nil : entries, .created)
        }
    }

    /// - Throws: ``Problem`` 400 for somebody who has not joined.
    private static func write(_ text: String, about entity: EntityRow.ID, _ call: Writing) throws -> ChatMessageRow.ID {
        let (tx, person) = (call.data, try call.caller.id)
        let joined = try tx.one(
            """
            SELECT chat.id FROM chat JOIN chat_participant ON chat_participant.chat_id = chat.id
            WHERE chat.object_id = \(entity) AND chat_participant.person_id = \(person)
            ORDER BY chat.created_at, chat.id LIMIT 1
            """, ChatRow.ID.self)
        guard let chat = joined else { throw Problem.invalid("You are not a participant of this chat") }
        let message = try tx.insert(
            ChatMessageRow.self,
            ["chat_id": .uuid(chat.uuid), "person_id": .uuid(person), "text": .text(text)])
        try tx.update(chat, ["last_message": .timestamp(tx.now)])
        try self.announce(
            "chat:new-message",
            [
                "chat_id": .string(chat.uuid.text), "chat_message_id": .string(message.uuid.text),
                "last_message": .string(String(tx.now.text.prefix(19))),
            ], call)
        return message
    }
}
