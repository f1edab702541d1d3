import API
import Database
import FoundationEssentials
import JSONBytes

extension Comments {
    /// The generic routes of comments that only administrators use; the others are in ``Comments/single``.
    static let table = Table(of: CommentRow.self, at: "/data/comments", access: .adminOnly)
        .refusing(.read, .update, .delete)
        .announcing { call, action, id in
            guard case .create = action else { return }
            // Compat: one that is made by hand does not tell its project.
            try Comments.announce("comment:new", CommentRow.ID(id.uuid), call, tellsProject: false)
        }

    /// Tells of a comment's change.
    static func announce(
        _ event: String, _ comment: CommentRow.ID, _ call: Writing, tellsProject: Bool = true
    ) throws {
        let row = try call.data.one(
            "SELECT object_id, person_id, COALESCE(for_client, \(false)) FROM comment WHERE id = \(comment)",
            UUID.self, UUID.self, Bool.self)
        guard let (task, person, isForClient) = row else { return }
        try call.data.emit(
            event,
            [
                "comment_id": .string(comment.uuid.text), "task_id": .string(task.text),
                "person_id": .string(person.text), "for_client": .bool(isForClient),
            ], project: tellsProject ? try call.data.project(of: comment.uuid, CommentRow.self) : nil)
    }
}
