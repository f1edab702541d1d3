import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Previews {
    static func addPreview(
        _ call: Writing, task: TaskRow.ID, comment: CommentRow.ID, revision: Int?
    ) throws -> Answer {
        guard let comment = try PreviewComment.on(task, comment, call.data) else { throw Problem.notFound() }
        return try self.announcePreview(on: comment, revision: revision, call)
    }

    /// - Throws: ``Problem`` 404 for a preview of another task.
    static func addExtraPreview(
        _ call: Writing, task: TaskRow.ID, comment: CommentRow.ID, related: PreviewFileRow.ID
    ) throws -> Answer {
        let facts = try PreviewFacts(related, call.data)
        guard let comment = try PreviewComment.on(task, comment, call.data), facts.task == task else {
            throw Problem.notFound()
        }
        return try self.announcePreview(on: comment, revision: facts.revision, call)
    }

    /// Makes the row of a preview whose file is still to come.
    private static func announcePreview(
        on comment: PreviewComment, revision wanted: Int?, _ call: Writing
    ) throws -> Answer {
        let tx = call.data
        let revision = try wanted ?? self.usualRevision(of: comment, tx)
        let project = try self.checkRevision(revision, for: comment, tx)
        let last = try tx.one(
            """
            SELECT COALESCE(max(position), 0) FROM preview_file
            WHERE task_id = \(comment.task) AND revision = \(revision)
            """, Int.self)
        let id = try tx.insert(
            PreviewFileRow.self,
            [
                "name": .text(String(tx.world.newID().text.prefix(13))), "revision": .int(Int64(revision)),
                "position": .int(Int64((last ?? 0) + 1)), "extension": .text("mp4"), "source": .text("webgui"),
                "task_id": .uuid(comment.task.uuid), "person_id": .uuid(try call.caller.id),
            ])
        try tx.run("INSERT INTO comment_preview_link (comment, preview_file) VALUES (\(comment.id), \(id))")
        try self.noteLast(of: comment.task, tx)
        try tx.run(
            "UPDATE news SET preview_file_id = \(id) WHERE comment_id = \(comment.id) AND preview_file_id IS NULL")
        try tx.emit(
            "preview-file:new",
            ["preview_file_id": .string(id.uuid.text), "comment_id": .string(comment.id.uuid.text)],
            project: project)
        try comment.emitUpdate(tx, project: project)
        let columns = PreviewFileRow.columns.with(PreviewFileRow.relations)
        return .one("SELECT \(columns: columns) FROM preview_file WHERE id = \(id)", as: columns, .created)
    }

    /// That of the comment's first preview, else the next one of the task.
    private static func usualRevision(of comment: PreviewComment, _ reader: Reader) throws -> Int {
        let own = try reader.one(
            """
            SELECT COALESCE(revision, 1) FROM preview_file
            JOIN comment_preview_link link ON link.preview_file = preview_file.id
            WHERE link.comment = \(comment.id) ORDER BY preview_file.created_at, preview_file.id LIMIT 1
            """, Int.self)
        if let own { return own }
        let last =
            try reader.one(
                "SELECT COALESCE(max(revision), 0) FROM preview_file WHERE task_id = \(comment.task)", Int.self) ?? 0
        guard last < Int32.max else { throw Problem.invalid("The task has no revision left.") }
        return last + 1
    }

    /// - Returns: The task's project.
    /// - Throws: ``Problem`` 400 when the revision is another comment's, or has its one preview.
    private static func checkRevision(
        _ revision: Int, for comment: PreviewComment, _ reader: Reader
    ) throws -> UUID? {
        let others: SQL = """
            NOT EXISTS (SELECT 1 FROM comment_preview_link link
                WHERE link.preview_file = preview_file.id AND link.comment = \(comment.id))
            """
        try self.checkRevision(revision, isFreeOn: comment.task, among: others, reader)
        let project = try reader.one(
            """
            SELECT project.id, COALESCE(project.is_single_preview_per_revision, \(false))
                AND EXISTS (SELECT 1 FROM preview_file
                    WHERE preview_file.task_id = task.id AND preview_file.revision = \(revision))
            FROM task LEFT JOIN project ON project.id = task.project_id WHERE task.id = \(comment.task)
            """, UUID?.self, Bool?.self)
        guard project?.1 != true else {
            throw Problem(
                .badRequest, .message("Only one preview file is allowed per revision for this project."))
        }
        return project?.0
    }

    /// - Parameter others: A condition on the previews that may not have the revision already.
    static func checkRevision(
        _ revision: Int, isFreeOn task: TaskRow.ID, among others: SQL, _ reader: Reader
    ) throws {
        let isTaken = try reader.exists(
            "SELECT 1 FROM preview_file WHERE task_id = \(task) AND revision = \(revision) AND \(others)")
        guard !isTaken else {
            throw Problem(
                .badRequest,
                .message(
                    "Revision \(revision) already exists for this task. Choose a different revision number, "
                        + "or omit it to let the revision auto-increment."))
        }
    }

    /// Tells the world that a preview has its file.
    ///
    /// - Throws: ``Problem`` 400 when it has one already, 404 when it is gone.
    static func publish(_ upload: PreparedUpload, as id: PreviewFileRow.ID, _ call: Writing) throws {
        let tx = call.data
        let facts = try PreviewFacts(id, tx)
        guard facts.status != "ready" else { throw Problem.unreadable }
        try tx.update(id, upload.values)
        try facts.emitUpdate(tx, status: "ready")
        if upload.size != nil {
            if try self.isMadeMain(facts, tx) { try MainPreviews.set(id, status: "ready", facts, tx) }
            try facts.emitUpdate(tx, status: "ready")
        }
        guard let comment = try PreviewComment.of(id, tx) else { return }
        try comment.emitUpdate(tx, project: facts.project)
        try tx.emit(
            "preview-file:add-file",
            [
                "comment_id": .string(comment.id.uuid.text), "task_id": .string(comment.task.uuid.text),
                "preview_file_id": .string(id.uuid.text), "revision": .int(Int64(facts.revision)),
                "extension": .string(upload.fileExtension), "status": "ready",
            ], project: facts.project)
    }

    private static func isMadeMain(_ facts: PreviewFacts, _ reader: Reader) throws -> Bool {
        guard let project = facts.project, facts.entity != nil else { return false }
        return try reader.exists(
            "SELECT 1 FROM project WHERE id = \(project) AND is_set_preview_automated = \(true)")
    }
}
