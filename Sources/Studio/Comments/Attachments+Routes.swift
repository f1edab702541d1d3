import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Stores

extension Attachments {
    static let routes: [Route] = [
        .errand(
            .post, "/actions/tasks/{task_id}/comments/{comment_id}/add-attachment", "Attach files to a comment.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            .replyID(), .files("The files, whatever their fields are called."),
            allow: .seesTask, answers: .objects("`id`, `name`, `extension` and `size` of each."), handler: add),
        .delete(
            "/data/tasks/{task_id}/comments/{comment_id}/attachments/{attachment_file_id}",
            "Delete an attachment of a comment.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            .path("attachment_file_id", malformed: .notFound()),
            allow: .seesTask, handler: delete),
        .errand(
            .get, "/data/attachment-files/{attachment_file_id}/file/{file_name}", "An attached file, as it was sent.",
            .path("attachment_file_id", malformed: .notFound()),
            .segment("file_name", "For the address bar; the file keeps its own name."),
            allow: .seesAttachment, answers: .file(MediaType.unknown, "The file."), handler: download),
        .get(
            "/data/tasks/{task_id}/attachment-files", "The files attached to a task's comments.",
            .path("task_id", malformed: .notFound()),
            allow: .admin, answers: .list(AttachmentFileRow.self), handler: ofTask),
        .get(
            "/data/projects/{project_id}/attachment-files", "The files attached to the comments of a project.",
            .path("project_id", malformed: .notFound()),
            allow: .admin, answers: .list(AttachmentFileRow.self), handler: ofProject),
    ]

    /// What is shown in the page; everything else is downloaded.
    private static let shown: Set<String> = ["image/png", "image/jpeg", "image/gif"]

    private static func add(
        _ errand: Errand, task: TaskRow.ID, comment: CommentRow.ID, reply: UUID?, files: [UploadedFile]
    ) async throws -> Response {
        let attachments = NewAttachments(files)
        return try await errand.storing(attachments.files) { call in
            let access = try CommentAccess(of: call.caller, comment, on: task, call.data)
            guard access.isEditable else { throw Problem.forbidden }
            if let reply { try self.check(reply, of: comment, call.data) }
            try attachments.insert(for: comment, reply: reply, in: call.data)
            return .value(.array(attachments.entries.map { $0.json(withReply: false) }), .created)
        }
    }

    /// - Throws: ``Problem`` 404 when the comment has no such reply.
    private static func check(_ reply: UUID, of comment: CommentRow.ID, _ reader: Reader) throws {
        let replies = try reader.one("SELECT replies FROM comment WHERE id = \(comment)", JSONValue.self)
        let isThere = replies?.arrayValue?.contains { $0["id"]?.stringValue == reply.text } ?? false
        guard isThere else { throw Problem.notFound() }
    }

    private static func delete(
        _ call: Writing, task: TaskRow.ID, comment: CommentRow.ID, attachment: AttachmentFileRow.ID
    ) throws -> Answer {
        let access = try CommentAccess(of: call.caller, comment, on: task, call.data)
        guard
            try call.data.exists(
                "SELECT 1 FROM attachment_file WHERE id = \(attachment) AND comment_id = \(comment)")
        else { throw Problem.notFound() }
        guard access.isEditable else { throw Problem.forbidden }
        try self.remove("id = \(attachment)", call)
        return .nothing
    }

    private static func download(
        _ errand: Errand, attachment: AttachmentFileRow.ID, _: String
    ) async throws -> Response {
        let (name, mediaType) = try await errand.read { call in
            let row = try call.data.one(
                "SELECT COALESCE(name, 'file'), mimetype FROM attachment_file WHERE id = \(attachment)", String.self,
                String?.self)
            guard let row else { throw Problem.notFound() }
            return row
        }
        let type = mediaType ?? MediaType.of(filename: name)
        return try await errand.file(
            BlobKey(.attachment, attachment.uuid), type: type,
            self.shown.contains(type) ? .named(name) : .download(name), isLasting: true)
    }

    private static func ofTask(_ call: Reading, task: TaskRow.ID) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM task WHERE id = \(task)") else { throw Problem.notFound() }
        return self.list("comment.object_id = \(task)")
    }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM project WHERE id = \(project)") else { throw Problem.notFound() }
        return self.list("comment.object_id IN (SELECT id FROM task WHERE project_id = \(project))")
    }

    private static func list(_ condition: SQL) -> Answer {
        .rows(
            """
            SELECT \(columns: AttachmentFileRow.self, "attachment_file")
            FROM attachment_file JOIN comment ON comment.id = attachment_file.comment_id
            WHERE \(condition) ORDER BY attachment_file.created_at, attachment_file.id
            """, as: AttachmentFileRow.columns)
    }
}

extension Permission {
    /// Whoever reads the comment, or sees the entity that is chatted about.
    static let seesAttachment = Permission.rule(
        "those who read its comment, and for chats the project's team"
    ) { caller, reader, object in
        guard let id = object.id else { return false }
        let row = try reader.one(
            """
            SELECT attachment_file.comment_id, chat.object_id FROM attachment_file
            LEFT JOIN chat_message ON chat_message.id = attachment_file.chat_message_id
            LEFT JOIN chat ON chat.id = chat_message.chat_id WHERE attachment_file.id = \(id)
            """, CommentRow.ID?.self, UUID?.self)
        guard let (comment, entity) = row else { throw Problem.notFound() }
        if let comment {
            _ = try CommentAccess(of: caller, comment, on: nil, reader).readable()
            return true
        }
        guard let entity else { return false }
        let chatted = RouteObject(project: EntityRow.project(of: entity), id: entity)
        return try Permission.seesEntity(caller, reader, chatted)
    }
}

extension Input {
    fileprivate static func replyID() -> Input where Value == UUID? {
        .field(optional: "reply_id", "The reply of the comment that the files belong to.")
    }
}
