import API
import Database
import FoundationEssentials
import JSONBytes

extension Previews {
    /// Deletes a preview of a comment. Clients delete only what comes with comments of their own.
    static func deletePreview(
        _ call: Writing, task: TaskRow.ID, comment: CommentRow.ID, preview: PreviewFileRow.ID, isForced: Bool
    ) throws -> Answer {
        let caller = try call.caller
        let isShown = try call.data.exists(
            "SELECT 1 FROM comment_preview_link WHERE comment = \(comment) AND preview_file = \(preview)")
        guard let comment = try PreviewComment.on(task, comment, call.data), isShown else { throw Problem.notFound() }
        let access = try TaskAccess(of: caller, task, call.data)
        let mayForce = !isForced || access.isManaged
        guard mayForce, access.role != .client || comment.author == caller.id else { throw Problem.forbidden }
        try self.remove(try PreviewFacts(preview, call.data), call)
        return .nothing
    }

    static let deletion = Route.delete(
        "/data/preview-files/{instance_id}", "Delete a preview and its files.",
        .path("instance_id"), .query("force", "Nothing holds a preview back.", default: false),
        allow: .managesPreview
    ) { (call: Writing, id: PreviewFileRow.ID, _: Bool) in
        let facts = try PreviewFacts(id, call.data)
        try Self.remove(facts, call)
        try call.data.emit("preview-file:delete", ["preview_file_id": .string(id.uuid.text)])
        return .nothing
    }

    /// Deletes a preview, what points at it, and after the commit its files; its task and entity are told.
    private static func remove(_ facts: PreviewFacts, _ call: Writing) throws {
        let tx = call.data
        let id = facts.id
        if let task = facts.task,
            try tx.exists("SELECT 1 FROM task WHERE id = \(task) AND last_preview_file_id = \(id)")
        {
            try tx.emit(.update, TaskRow.self, task.uuid)
        }
        if try tx.exists("SELECT 1 FROM entity WHERE id = \(facts.entity) AND preview_file_id = \(id)") {
            try MainPreviews.set(nil, status: nil, facts, tx)
        }
        try self.removeRows([id.uuid], call)
    }

    /// Makes the newest preview of a task its last one.
    static func noteLast(of task: TaskRow.ID, _ tx: Transaction) throws {
        try tx.run(
            """
            UPDATE task SET last_preview_file_id = (SELECT id FROM preview_file WHERE task_id = \(task)
                ORDER BY revision DESC, position, created_at DESC LIMIT 1) WHERE id = \(task)
            """)
    }

    /// Deletes previews without a word: what points at them goes or points at nothing, their files go after the commit.
    static func removeRows(_ ids: [UUID], _ call: Writing) throws {
        let tx = call.data
        try tx.run("DELETE FROM comment_preview_link WHERE preview_file \(in: ids)")
        try tx.run("UPDATE entity SET preview_file_id = NULL WHERE preview_file_id \(in: ids)")
        try tx.run("UPDATE task SET last_preview_file_id = NULL WHERE last_preview_file_id \(in: ids)")
        try tx.run("UPDATE news SET preview_file_id = NULL WHERE preview_file_id \(in: ids)")
        try tx.run("UPDATE comment SET preview_file_id = NULL WHERE preview_file_id \(in: ids)")
        try tx.run("DELETE FROM preview_file WHERE id \(in: ids)")
        try KeptFiles.removeAfterCommit(ids.flatMap(KeptFiles.keys), call)
    }
}
