import Database
import FoundationEssentials
import JSONBytes

/// The files attached to comments and replies.
enum Attachments {
    struct Entry {
        let id: UUID
        let name: String
        let fileExtension: String
        /// In bytes.
        let size: Int
        /// The reply that it came with; nil for the comment itself.
        let reply: UUID?

        func json(withReply: Bool) -> JSONValue {
            var object: JSONObject = [
                "id": .string(self.id.text), "name": .string(self.name), "extension": .string(self.fileExtension),
            ]
            if withReply { object["reply_id"] = self.reply.map { .string($0.text) } ?? .null }
            object["size"] = .int(Int64(self.size))
            return .object(object)
        }
    }

    /// The attachments that match a condition, by comment, oldest first.
    static func load(_ condition: SQL, _ reader: Reader) throws -> [UUID: [Entry]] {
        var entries: [UUID: [Entry]] = [:]
        try reader.each(
            """
            SELECT comment_id, id, COALESCE(name, ''), COALESCE(extension, ''), COALESCE(size, 0), reply_id
            FROM attachment_file WHERE \(condition) ORDER BY created_at, id
            """
        ) { row in
            let entry = Entry(
                id: try row.uuid(1), name: try row.text(2), fileExtension: try row.text(3), size: try row.int(4),
                reply: try row.value(5))
            entries[try row.uuid(0), default: []].append(entry)
        }
        return entries
    }
}
