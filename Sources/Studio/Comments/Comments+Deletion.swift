import API
import Database
import FoundationEssentials
import JSONBytes

extension Comments {
    /// Deletes a comment with its previews and news, and puts its task back to where the comments that are left lead.
    static func delete(_ access: CommentAccess, _ call: Writing) throws -> Answer {
        guard access.isEditable else { throw Problem.forbidden }
        let tx = call.data
        let task = try CommentedTask(access.task.task, tx)
        try News.remove("comment_id = \(access.comment)", in: tx)
        try self.removePreviews(of: access.comment, call)
        try Attachments.remove("comment_id = \(access.comment)", call)
        try self.removeRows([access.comment.uuid], in: tx)
        try tx.emit(
            "comment:delete",
            ["comment_id": .string(access.comment.uuid.text), "task_id": .string(task.id.uuid.text)],
            project: task.project)
        // Compat: the event names the author, whoever deletes.
        try self.reset(task, by: access.author, tx)
        return .nothing
    }

    /// Deletes comments and what hangs on them, without a word.
    static func removeRows(_ comments: [UUID], in tx: Transaction) throws {
        try tx.run("DELETE FROM notification WHERE comment_id \(in: comments)")
        for table in [
            "comment_acknoledgments", "comment_mentions", "comment_department_mentions", "comment_preview_link",
        ] {
            try tx.run("DELETE FROM \(SQL(verbatim: table)) WHERE comment \(in: comments)")
        }
        try tx.run("DELETE FROM attachment_file WHERE comment_id \(in: comments)")
        try tx.run("DELETE FROM comment WHERE id \(in: comments)")
    }

    /// Deletes the previews that a comment brought and that no other comment shows.
    private static func removePreviews(of comment: CommentRow.ID, _ call: Writing) throws {
        let previews = try call.data.all(
            """
            SELECT link.preview_file FROM comment_preview_link link WHERE link.comment = \(comment)
                AND NOT EXISTS (SELECT 1 FROM comment_preview_link other
                    WHERE other.preview_file = link.preview_file AND other.comment <> link.comment)
            """
        ) { try $0.uuid(0) }
        if !previews.isEmpty { try Previews.removeRows(previews, call) }
    }

    /// Gives a task the status, dates and counts that its comments lead to.
    static func reset(_ task: CommentedTask, by person: UUID, _ tx: Transaction) throws {
        var progress = TaskProgress()
        var status = try Tasks.firstStatus(of: task, tx)
        try tx.each(
            """
            SELECT comment.task_status_id, comment.created_at, COALESCE(status.is_wip, \(false)),
                COALESCE(status.is_feedback_request, \(false)), COALESCE(status.is_retake, \(false)),
                COALESCE(status.is_done, \(false))
            FROM comment JOIN task_status status ON status.id = comment.task_status_id
            WHERE comment.object_id = \(task.id) ORDER BY comment.created_at, comment.id
            """
        ) { row in
            let reached = try row.uuid(0)
            let flags = StatusFlags(
                isWorkInProgress: try row.bool(2), isFeedbackRequest: try row.bool(3), isRetake: try row.bool(4),
                isDone: try row.bool(5))
            progress.comment(flags, isChange: reached != status, at: try row.timestamp(1))
            status = reached
        }
        try tx.update(task.id, progress.values.merging(["task_status_id": .uuid(status)]) { $1 })
        try tx.emit(.update, TaskRow.self, task.id.uuid)
        guard status != task.status else { return }
        try StatusChange(task: task.id, project: task.project, from: task.status, to: status, person: person)
            .announce(tx)
    }
}

extension Tasks {
    /// The status that a task starts in: the default one of its kind.
    static func firstStatus(of task: CommentedTask, _ reader: Reader) throws -> UUID {
        let isConcept = try reader.exists(
            """
            SELECT 1 FROM entity JOIN entity_type ON entity_type.id = entity.entity_type_id
            WHERE entity.id = \(task.entity) AND entity_type.name = 'Concept'
            """)
        return try self.defaultStatus(forConcept: isConcept, reader).uuid
    }
}
