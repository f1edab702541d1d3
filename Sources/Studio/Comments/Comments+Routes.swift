import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What is said about tasks, and the statuses set by it.
package enum Comments {
    package static let routes: [Route] = [
        .errand(
            .post, "/actions/tasks/{task_id}/comment", "Comment on a task and set its status.",
            .path("task_id", malformed: .notFound()),
            .body(
                "CommentCreateSchema", "The status, the text and what comes with it; a form or JSON.",
                read: CommentBody.init),
            .files("Files to attach."),
            allow: .worksOnTask, answers: .one(CommentRow.self), handler: comment),
        .post(
            "/actions/projects/{project_id}/tasks/comment-many",
            "Comment on many tasks at once: a list of `{object_id, task_status_id, comment, …}`. "
                + "Tasks of other projects and entries without a status are left out.",
            .path("project_id", malformed: .notFound()), .list("The comments."),
            allow: .projectManager, answers: .list(CommentRow.self), handler: commentMany),
        .get(
            "/data/tasks/{task_id}/comments", "A task's comments, newest first, with persons, statuses and previews.",
            .path("task_id", malformed: .notFound()),
            allow: .seesTask, answers: .list(CommentRow.self), handler: ofTask),
        .get(
            "/data/tasks/{task_id}/comments/{comment_id}", "One comment of a task.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            allow: .seesTask, answers: .one(CommentRow.self), handler: oneOfTask),
        .delete(
            "/data/tasks/{task_id}/comments/{comment_id}",
            "Delete a comment; the task's status goes back to that of the comment before.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            allow: .seesTask, handler: deleteOfTask),
        .post(
            "/data/tasks/{task_id}/comments/{comment_id}/ack", "Acknowledge a comment, or take that back.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            allow: .seesTask, answers: .one(CommentRow.self), handler: acknowledge),
        .errand(
            .post, "/data/tasks/{task_id}/comments/{comment_id}/reply", "Reply to a comment.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            .body("CommentReplySchema", "`text`.", read: replyText),
            .files("Files to attach."),
            allow: .worksOnTask, answers: .object("The reply."), handler: reply),
        .delete(
            "/data/tasks/{task_id}/comments/{comment_id}/reply/{reply_id}", "Delete a reply.",
            .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
            .segment("reply_id", "The id of the reply."),
            allow: .loggedIn, answers: .one(CommentRow.self), handler: deleteReply),
    ]

    private static func comment(
        _ errand: Errand, task: TaskRow.ID, body: CommentBody, files: [UploadedFile]
    ) async throws -> Response {
        let attachments = NewAttachments(files)
        return try await errand.storing(attachments.files) { call in
            try self.post(body, on: task, call, attachments)
        }
    }

    /// Writes a caller's comment.
    static func post(
        _ body: CommentBody, on task: TaskRow.ID, _ call: Writing, _ attachments: NewAttachments = NewAttachments([])
    ) throws -> Answer {
        let access = try TaskAccess(of: call.caller, task, call.data)
        let draft = try body.draft(for: access, call)
        let id = try self.write(draft, on: task, in: call.data)
        try attachments.insert(for: id, reply: nil, in: call.data)
        return self.written([id], call: call, isList: false)
    }

    private static func commentMany(_ call: Writing, project: ProjectRow.ID, items: [JSONValue]) throws -> Answer {
        var written: [CommentRow.ID] = []
        for item in items where item["task_status_id"] != nil {
            guard let task = item["object_id"]?.stringValue.flatMap(UUID.init(strict:)) else {
                throw Problem.notFound()
            }
            var reader = try BodyReader(item, "CommentCreateSchema")
            let body = try CommentBody(&reader)
            try reader.finish()
            guard let body else { continue }
            let access = try TaskAccess(of: call.caller, TaskRow.ID(task), call.data)
            guard access.project == project.uuid else { continue }
            written.append(try self.write(try body.draft(for: access, call), on: access.task, in: call.data))
        }
        return self.written(written, call: call, isList: true)
    }

    private static func oneOfTask(_ call: Reading, task: TaskRow.ID, comment: CommentRow.ID) throws -> Answer {
        _ = try CommentAccess(of: call.caller, comment, on: task, call.data).readable()
        return .one("SELECT \(columns: CommentRow.self) FROM comment WHERE id = \(comment)", as: CommentRow.columns)
    }

    private static func acknowledge(_ call: Writing, task: TaskRow.ID, comment: CommentRow.ID) throws -> Answer {
        let caller = try call.caller
        let access = try CommentAccess(of: caller, comment, on: task, call.data).readable()
        let taken = try call.data.run(
            "DELETE FROM comment_acknoledgments WHERE comment = \(comment) AND person = \(caller.id)")
        if taken == 0 {
            try call.data.run(
                "INSERT INTO comment_acknoledgments (comment, person) VALUES (\(comment), \(caller.id))")
        }
        try call.data.emit(
            taken == 0 ? "comment:acknowledge" : "comment:unacknowledge",
            ["comment_id": .string(comment.uuid.text), "person_id": .string(caller.id.text)], project: access.project)
        let columns = CommentRow.columns.with(CommentRow.relations)
        return .one("SELECT \(columns: columns) FROM comment WHERE id = \(comment)", as: columns)
    }

    private static func deleteOfTask(_ call: Writing, task: TaskRow.ID, comment: CommentRow.ID) throws -> Answer {
        try self.delete(try CommentAccess(of: call.caller, comment, on: task, call.data), call)
    }
}
