import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Comments {
    static let moving: [Route] = [
        .post(
            "/actions/tasks/{task_id}/comments/{comment_id}/move",
            "Move a comment with its previews to another task of the same entity.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            .body("MoveCommentSchema", "`target_task_id`.", read: target),
            allow: .managesTask, answers: .one(CommentRow.self), handler: move),
        .get(
            "/data/projects/{project_id}/comments", "The comments on a project's tasks.",
            .path("project_id", malformed: .notFound()),
            .query("page", "The page, from 1; without it the whole list.", default: -1),
            .query("limit", "Comments a page.", default: 0),
            allow: .worksInProject, answers: .pages(CommentRow.self), handler: ofProject),
    ]

    private static func target(_ body: inout BodyReader) -> String? { body.required("target_task_id") }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID, page: Int, limit: Int) throws -> Answer {
        let role = try Team.role(of: call.caller, inProject: project.uuid, call.data)
        var condition: SQL = "comment.object_id IN (SELECT id FROM task WHERE project_id = \(project))"
        if let visible = self.visible(to: try call.caller, as: role, in: "\(project)") {
            condition += " AND (\(visible))"
        }
        let columns = CommentRow.columns.with(CommentRow.relations)
        let rows: SQL = "SELECT \(columns: columns) FROM comment WHERE \(condition) ORDER BY created_at, id"
        guard page > -1 else { return .rows(rows, as: columns) }
        let total = try call.data.count("SELECT count(*) FROM comment WHERE \(condition)")
        return try call.paging(page, limit: limit, total: total).answer(rows, as: columns)
    }

    private static func move(
        _ call: Writing, task: TaskRow.ID, comment: CommentRow.ID, target text: String
    ) throws -> Answer {
        let tx = call.data
        guard let id = UUID(strict: text) else { throw Problem.notFound() }
        let source = try CommentedTask(task, tx)
        let access = try TaskAccess(of: call.caller, TaskRow.ID(id), tx)
        guard access.isManaged else { throw Problem.forbidden }
        let target = try CommentedTask(access.task, tx)
        guard try tx.exists("SELECT 1 FROM comment WHERE id = \(comment) AND object_id = \(task)") else {
            throw Problem.invalid("Comment does not belong to the given task.")
        }
        guard source.entity != nil, source.entity == target.entity else {
            throw Problem.invalid("A comment can only be moved between tasks of the same entity.")
        }
        if source.id != target.id { try self.move(comment, from: source, to: target, call) }
        let columns = CommentRow.columns.with(CommentRow.relations)
        return .one("SELECT \(columns: columns) FROM comment WHERE id = \(comment)", as: columns)
    }

    private static func move(
        _ comment: CommentRow.ID, from source: CommentedTask, to target: CommentedTask, _ call: Writing
    ) throws {
        let (tx, person) = (call.data, try call.caller.id)
        let wasChange = try tx.exists("SELECT 1 FROM news WHERE comment_id = \(comment) AND change = \(true)")
        try News.remove("comment_id = \(comment)", in: tx)
        try tx.update(comment, ["object_id": .uuid(target.id.uuid)])
        try tx.run("UPDATE notification SET task_id = \(target.id) WHERE comment_id = \(comment)")
        try self.movePreviews(of: comment, from: source.id, to: target.id, tx)
        try self.reset(source, by: person, tx)
        try self.reset(target, by: person, tx)
        try tx.emit(
            "comment:delete",
            ["comment_id": .string(comment.uuid.text), "task_id": .string(source.id.uuid.text)],
            project: source.project)
        guard let written = try self.written(comment, on: target, tx) else { return }
        try self.announceNew(written, tx)
        try News.add(written, isChange: wasChange, in: tx)
    }

    /// Previews keep their revisions, unless the target has such a one already: then they get its next.
    private static func movePreviews(
        of comment: CommentRow.ID, from source: TaskRow.ID, to target: TaskRow.ID, _ tx: Transaction
    ) throws {
        let own: SQL = """
            task_id = \(source) AND id IN (SELECT preview_file FROM comment_preview_link WHERE comment = \(comment))
            """
        let isTaken = try tx.exists(
            """
            SELECT 1 FROM preview_file WHERE task_id = \(target)
                AND revision IN (SELECT revision FROM preview_file WHERE \(own))
            """)
        if isTaken {
            let last = try tx.count("SELECT COALESCE(max(revision), 0) FROM preview_file WHERE task_id = \(target)")
            try tx.run("UPDATE preview_file SET revision = \(last + 1) WHERE \(own)")
        }
        try tx.run("UPDATE preview_file SET task_id = \(target) WHERE \(own)")
        for task in [source, target] { try Previews.noteLast(of: task, tx) }
    }

    /// A comment that is there; nil when it set no status.
    private static func written(
        _ id: CommentRow.ID, on task: CommentedTask, _ reader: Reader
    ) throws -> WrittenComment? {
        let row = try reader.one(
            """
            SELECT task_status_id, person_id, COALESCE(for_client, \(false)), created_at FROM comment
            WHERE id = \(id)
            """, UUID?.self, UUID.self, Bool.self, Timestamp.self)
        guard let (status, person, isForClient, date) = row, let status else { return nil }
        return WrittenComment(
            id: id, task: task, status: try ReachedStatus(status, in: task.project, reader), person: person,
            isForClient: isForClient, date: date)
    }
}
