import API
import Database
import FoundationEssentials
import JSONBytes

/// Why a person is notified, as the wire names it.
enum NotificationKind: String {
    case comment
    case mention
    case assignation
    case reply
    case replyMention = "reply-mention"
}

/// Something that happened to a task and that persons are notified of.
struct TaskNotice {
    let task: TaskRow.ID
    let project: UUID?
    let author: UUID
    var comment: CommentRow.ID?
    var reply: UUID?
    /// Whether the task's status changed.
    var isChange = false
}

extension Transaction {
    /// Puts a line into a person's notifications and tells his clients.
    func notify(_ person: UUID, _ kind: NotificationKind, _ notice: TaskNotice) throws {
        let id = try self.insert(
            NotificationRow.self,
            [
                "change": .bool(notice.isChange), "person_id": .uuid(person), "author_id": .uuid(notice.author),
                "comment_id": notice.comment.map { .uuid($0.uuid) } ?? .null, "task_id": .uuid(notice.task.uuid),
                "reply_id": notice.reply.map(Value.uuid) ?? .null, "notification_type": .text(kind.rawValue),
            ])
        try self.emit(
            "notification:new",
            ["notification_id": .string(id.uuid.text), "person_id": .string(person.text)], project: notice.project)
    }
}
