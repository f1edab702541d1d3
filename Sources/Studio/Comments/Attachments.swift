import API
import Database
import FoundationEssentials
import JSONBytes
import Stores

/// The files attached to comments and replies.
enum Attachments {
    struct Entry: Sendable {
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

    /// The attachments that match a condition, by what they are attached to, oldest first.
    ///
    /// - Parameter owner: The column with its id.
    static func load(
        _ condition: SQL, by owner: SQL = "comment_id", _ reader: Reader
    ) throws -> [UUID: [Entry]] {
        var entries: [UUID: [Entry]] = [:]
        try reader.each(
            """
            SELECT \(owner), id, COALESCE(name, ''), COALESCE(extension, ''), COALESCE(size, 0), reply_id
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

extension Attachments {
    /// Deletes the attachments that match a condition, and their files after the commit.
    static func remove(_ condition: SQL, _ call: Writing) throws {
        let ids = try call.data.all("SELECT id FROM attachment_file WHERE \(condition)") { try $0.uuid(0) }
        guard !ids.isEmpty else { return }
        try call.data.run("DELETE FROM attachment_file WHERE id \(in: ids)")
        try KeptFiles.removeAfterCommit(ids.map { BlobKey(.attachment, $0) }, call)
    }
}

/// Files of a form that are about to be attached to a comment, as they were sent.
struct NewAttachments: Sendable {
    /// What ``Errand/storing(_:_:)`` puts.
    let files: [(path: String, key: BlobKey)]
    private let rows: [(entry: Attachments.Entry, mediaType: String?)]

    init(_ uploads: [UploadedFile]) {
        self.rows = uploads.map { upload in
            let name = UploadName(upload.filename)
            let hasExtension = name.stem != upload.filename
            let fileExtension = hasExtension ? String(name.fileExtension.unicodeScalars.prefix(6)) : ""
            let entry = Attachments.Entry(
                id: UUID(), name: String(upload.filename.unicodeScalars.prefix(250)), fileExtension: fileExtension,
                size: upload.size, reply: nil)
            return (entry, upload.contentType.map { String($0.unicodeScalars.prefix(255)) })
        }
        self.files = zip(uploads, self.rows).map { ($0.path, BlobKey(.attachment, $1.entry.id)) }
    }

    var entries: [Attachments.Entry] { self.rows.map(\.entry) }

    func insert(for comment: CommentRow.ID, reply: UUID?, in tx: Transaction) throws {
        try self.insert(
            ["comment_id": .uuid(comment.uuid), "reply_id": reply.map(Value.uuid) ?? .null], in: tx)
    }

    func insert(for message: ChatMessageRow.ID, in tx: Transaction) throws {
        try self.insert(["chat_message_id": .uuid(message.uuid)], in: tx)
    }

    /// - Parameter owner: What the files are attached to.
    private func insert(_ owner: [String: Value], in tx: Transaction) throws {
        for (entry, mediaType) in self.rows {
            let values: [String: Value] = [
                "id": .uuid(entry.id), "name": .text(entry.name), "size": .int(Int64(entry.size)),
                "extension": .text(entry.fileExtension), "mimetype": mediaType.map(Value.text) ?? .null,
            ]
            try tx.insert(AttachmentFileRow.self, values.merging(owner) { $1 })
        }
    }
}
