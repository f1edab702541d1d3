import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Chats {
    static func messages(_ call: Reading, entity: EntityRow.ID) throws -> Answer {
        let own: SQL = """
            SELECT chat_message.id FROM chat_message JOIN chat ON chat.id = chat_message.chat_id
            WHERE chat.object_id = \(entity)
            """
        let attachments = try Attachments.load("chat_message_id IN (\(own))", by: "chat_message_id", call.data)
        let columns = ChatMessageRow.columns
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(
                """
                SELECT id, \(columns: columns) FROM chat_message WHERE id IN (\(own)) ORDER BY created_at, id
                """
            ) { row in
                self.write(row, columns, attachments[try row.uuid(0)] ?? [], output)
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    static func message(_ call: Reading, entity: EntityRow.ID, message: ChatMessageRow.ID) throws -> Answer {
        _ = try self.author(of: message, about: entity, call.data)
        let attachments = try Attachments.load("chat_message_id = \(message)", by: "chat_message_id", call.data)
        return self.answer(message, attachments[message.uuid] ?? [], .ok)
    }

    static func takeBack(_ call: Writing, entity: EntityRow.ID, message: ChatMessageRow.ID) throws -> Answer {
        let (author, chat) = try self.author(of: message, about: entity, call.data)
        guard try call.caller.isAdmin || author == call.caller.id else { throw Problem.forbidden }
        try Attachments.remove("chat_message_id = \(message)", call)
        try call.data.run("DELETE FROM chat_message WHERE id = \(message)")
        try self.announce(
            "chat:deleted-message",
            ["chat_id": .string(chat.text), "chat_message_id": .string(message.uuid.text)], call)
        return .nothing
    }

    /// - Throws: ``Problem`` 404 when there is no such message, 403 when it is about something else.
    private static func author(
        of message: ChatMessageRow.ID, about entity: EntityRow.ID, _ reader: Reader
    ) throws -> (author: UUID, chat: UUID) {
        let row = try reader.one(
            """
            SELECT chat_message.person_id, chat.id, chat.object_id FROM chat_message
            JOIN chat ON chat.id = chat_message.chat_id WHERE chat_message.id = \(message)
            """, UUID.self, UUID.self, EntityRow.ID.self)
        guard let (author, chat, own) = row else { throw Problem.notFound() }
        guard own == entity else { throw Problem.forbidden }
        return (author, chat)
    }

    /// - Parameter attachments: Nil leaves their member out.
    static func answer(
        _ message: ChatMessageRow.ID, _ attachments: [Attachments.Entry]?, _ status: HTTPResponse.Status
    ) -> Answer {
        let columns = ChatMessageRow.columns
        return .json(status) { reader, output in
            try reader.each("SELECT id, \(columns: columns) FROM chat_message WHERE id = \(message)") { row in
                self.write(row, columns, attachments, output)
            }
        }
    }

    /// - Parameter row: The message's id, then its columns.
    private static func write(
        _ row: Row, _ columns: JSONColumns, _ attachments: [Attachments.Entry]?, _ output: Output
    ) {
        output.json.beginObject()
        columns.writeMembers(row, from: 1, into: &output.json)
        if let attachments {
            output.json.key("attachment_files")
            output.json.value(.array(attachments.map { $0.json(withReply: false) }))
        }
        output.json.endObject()
    }

    /// Only about what the caller still sees.
    static func own(_ call: Reading) throws -> Answer {
        let seen = try EntitySight(of: call.caller, in: nil, call.data).entities(.shot)
        let condition = seen.map { " AND (\($0))" as SQL } ?? .empty
        let query: SQL = """
            SELECT \(ownChat.list) FROM chat
            JOIN chat_participant ON chat_participant.chat_id = chat.id
            JOIN entity ON entity.id = chat.object_id
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            LEFT JOIN entity parent ON parent.id = entity.parent_id
            LEFT JOIN entity grandparent ON grandparent.id = parent.parent_id
            WHERE chat_participant.person_id = \(try call.caller.id)\(condition) ORDER BY chat.created_at, chat.id
            """
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(query) { row in
                output.json.beginObject()
                ownChat.write(row, from: 0, into: &output.json)
                output.json.endObject()
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    /// A chat in the list of somebody's own.
    private static let ownChat = SelectedMembers([
        .init("id", "chat.id", .uuid), .init("object_id", "chat.object_id", .uuid),
        .init("last_message", "chat.last_message", .timestamp), .init("entity_name", NewsLine.fullName, .text),
        .init("project_id", "entity.project_id", .uuid), .init("preview_file_id", "entity.preview_file_id", .uuid),
    ])
}
