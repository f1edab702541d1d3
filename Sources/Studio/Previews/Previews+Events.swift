import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// A comment as the events about its previews tell it.
struct PreviewComment {
    let id: CommentRow.ID
    let task: TaskRow.ID
    let author: UUID
    let isForClient: Bool

    /// The first comment that shows a preview; nil when none does.
    static func of(_ preview: PreviewFileRow.ID, _ reader: Reader) throws -> PreviewComment? {
        try self.first(
            """
            JOIN comment_preview_link link ON link.comment = comment.id
            WHERE link.preview_file = \(preview) ORDER BY comment.created_at, comment.id LIMIT 1
            """, reader)
    }

    /// The comment, if it is on the task.
    static func on(_ task: TaskRow.ID, _ comment: CommentRow.ID, _ reader: Reader) throws -> PreviewComment? {
        try self.first("WHERE comment.id = \(comment) AND comment.object_id = \(task)", reader)
    }

    private static func first(_ condition: SQL, _ reader: Reader) throws -> PreviewComment? {
        try reader.one(
            """
            SELECT comment.id, comment.object_id, comment.person_id, COALESCE(comment.for_client, \(false))
            FROM comment \(condition)
            """, CommentRow.ID.self, TaskRow.ID.self, UUID.self, Bool.self
        ).map { PreviewComment(id: $0.0, task: $0.1, author: $0.2, isForClient: $0.3) }
    }

    func emitUpdate(_ tx: Transaction, project: UUID?) throws {
        try tx.emit(
            "comment:update",
            [
                "comment_id": .string(self.id.uuid.text), "task_id": .string(self.task.uuid.text),
                "person_id": .string(self.author.text), "for_client": .bool(self.isForClient),
            ], project: project)
    }
}

/// A preview as its own routes need it.
struct PreviewFacts: Sendable {
    let id: PreviewFileRow.ID
    let task: TaskRow.ID?
    let entity: EntityRow.ID?
    let project: UUID?
    let status: String
    /// Without the dot; empty when nothing is known.
    let fileExtension: String
    let revision: Int

    /// - Throws: ``Problem`` 404 when there is no such preview.
    init(_ id: PreviewFileRow.ID, _ reader: Reader) throws {
        let row = try reader.one(
            """
            SELECT task.id, task.entity_id, task.project_id, preview_file.status,
                COALESCE(preview_file.extension, ''), COALESCE(preview_file.revision, 1)
            FROM preview_file LEFT JOIN task ON task.id = preview_file.task_id WHERE preview_file.id = \(id)
            """, TaskRow.ID?.self, EntityRow.ID?.self, UUID?.self, String.self, String.self, Int.self)
        guard let row else { throw Problem.notFound() }
        self.id = id
        (self.task, self.entity, self.project, self.status, self.fileExtension, self.revision) = row
    }

    func emitUpdate(_ tx: Transaction, status: String) throws {
        try tx.emit(
            "preview-file:update", ["preview_file_id": .string(self.id.uuid.text), "status": .string(status)],
            project: self.project)
    }
}
