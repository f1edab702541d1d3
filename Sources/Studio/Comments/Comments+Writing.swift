import API
import Database
import FoundationEssentials
import JSONBytes

/// A comment that is about to be written.
struct CommentDraft: Sendable {
    var status: UUID
    var person: UUID
    var text = ""
    var checklist: [JSONValue] = []
    var links: [String] = []
    var isForClient = false
    /// Nil for now.
    var date: Timestamp?
}

/// A comment that was written, with what the steps after it need.
struct WrittenComment {
    let id: CommentRow.ID
    let task: CommentedTask
    let status: ReachedStatus
    let person: UUID
    let isForClient: Bool
    let date: Timestamp
}

/// What a comment needs to know of its task.
struct CommentedTask {
    let id: TaskRow.ID
    let project: UUID?
    let type: UUID?
    let entity: UUID?
    let status: UUID?
    let progress: TaskProgress

    /// - Throws: ``Problem`` 404 when there is no such task.
    init(_ id: TaskRow.ID, _ reader: Reader) throws {
        let row = try reader.first(
            """
            SELECT project_id, task_type_id, entity_id, task_status_id,
                real_start_date, end_date, done_date, COALESCE(retake_count, 0), last_comment_date
            FROM task WHERE id = \(id)
            """
        ) { row in
            (
                try row.value(0, as: UUID?.self), try row.value(1, as: UUID?.self), try row.value(2, as: UUID?.self),
                try row.value(3, as: UUID?.self),
                TaskProgress(
                    realStart: try row.value(4), end: try row.value(5), done: try row.value(6),
                    retakes: try row.int(7), lastComment: try row.value(8))
            )
        }
        guard let row else { throw Problem.notFound() }
        self.id = id
        (self.project, self.type, self.entity, self.status, self.progress) = row
    }
}

/// The status that a comment sets.
struct ReachedStatus {
    let id: TaskStatusRow.ID
    let name: String
    let flags: StatusFlags
    let isArtistAllowed: Bool
    let isClientAllowed: Bool

    /// - Throws: ``Problem`` 404 when there is no such status.
    init(_ id: UUID, in project: UUID?, _ reader: Reader) throws {
        let row = try reader.first(
            """
            SELECT name, COALESCE(is_wip, \(false)), COALESCE(is_feedback_request, \(false)),
                COALESCE(is_retake, \(false)), COALESCE(is_done, \(false)), COALESCE(is_artist_allowed, \(true)),
                COALESCE((SELECT link.is_client_allowed FROM project_task_status_link link
                    WHERE link.task_status_id = task_status.id AND link.project_id = \(project)),
                    is_client_allowed, \(true))
            FROM task_status WHERE id = \(id)
            """
        ) { row in
            (
                try row.text(0),
                StatusFlags(
                    isWorkInProgress: try row.bool(1), isFeedbackRequest: try row.bool(2), isRetake: try row.bool(3),
                    isDone: try row.bool(4)),
                try row.bool(5), try row.bool(6)
            )
        }
        guard let row else { throw Problem.notFound() }
        self.id = TaskStatusRow.ID(id)
        (self.name, self.flags, self.isArtistAllowed, self.isClientAllowed) = row
    }

    /// - Throws: ``Problem`` 403 when somebody of that role may not set the status.
    func check(_ role: Role?) throws {
        switch role {
        case .admin?, .manager?, .supervisor?: return
        case .user?, .vendor?: if !self.isArtistAllowed { throw Problem.forbidden }
        case .client?: if !self.isClientAllowed { throw Problem.forbidden }
        case nil: throw Problem.forbidden
        }
    }
}

extension Comments {
    /// Writes a comment with all that follows from it: the task's status and dates, notifications, news and the
    /// project's automations.
    ///
    /// - Throws: ``Problem`` 404 for a missing task or status, 400 when the project allows no more retakes.
    @discardableResult
    static func write(
        _ draft: CommentDraft, on task: TaskRow.ID, automates: Bool = true, in tx: Transaction
    ) throws -> CommentRow.ID {
        let task = try CommentedTask(task, tx)
        let status = try ReachedStatus(draft.status, in: task.project, tx)
        if status.flags.isRetake { try self.checkRetakes(task, tx) }
        let comment = try self.insert(draft, task, status, tx)
        let mentions = try self.mention(draft.text, comment, tx)
        try self.announceNew(comment, tx)
        let isChange = task.status != status.id.uuid
        try self.advance(comment, isChange: isChange, tx)
        try self.notify(comment, mentions, isChange: isChange, tx)
        try News.add(comment, isChange: isChange, in: tx)
        if isChange, automates { try Automations.run(after: comment, in: tx) }
        return comment.id
    }

    static func checkRetakes(_ task: CommentedTask, _ tx: Transaction) throws {
        let limit = try tx.count("SELECT COALESCE(max_retakes, 0) FROM project WHERE id = \(task.project)")
        guard limit == 0 || task.progress.retakes < limit else {
            throw Problem.invalid("No more retakes allowed on this task")
        }
    }

    private static func insert(
        _ draft: CommentDraft, _ task: CommentedTask, _ status: ReachedStatus, _ tx: Transaction
    ) throws -> WrittenComment {
        let date = draft.date ?? tx.now
        let id = try tx.insert(
            CommentRow.self,
            [
                "object_id": .uuid(task.id.uuid), "object_type": .text("Task"), "text": .text(draft.text),
                "checklist": .json(JSONValue.array(draft.checklist).text), "links": .textArray(draft.links),
                "for_client": .bool(draft.isForClient), "task_status_id": .uuid(status.id.uuid),
                "person_id": .uuid(draft.person), "created_at": .timestamp(date),
            ])
        return WrittenComment(
            id: id, task: task, status: status, person: draft.person, isForClient: draft.isForClient, date: date)
    }

    static func announceNew(_ comment: WrittenComment, _ tx: Transaction) throws {
        try tx.emit(
            "comment:new",
            [
                "comment_id": .string(comment.id.uuid.text), "task_id": .string(comment.task.id.uuid.text),
                "task_status_id": .string(comment.status.id.uuid.text), "person_id": .string(comment.person.text),
                "for_client": .bool(comment.isForClient),
            ], project: comment.task.project)
    }

    private static func advance(_ comment: WrittenComment, isChange: Bool, _ tx: Transaction) throws {
        let (task, status) = (comment.task, comment.status)
        var progress = task.progress
        progress.comment(status.flags, isChange: isChange, at: comment.date)
        try tx.update(task.id, progress.values.merging(["task_status_id": .uuid(status.id.uuid)]) { $1 })
        try tx.emit(.update, TaskRow.self, task.id.uuid)
        guard isChange else { return }
        try StatusChange(
            task: task.id, project: task.project, from: task.status, to: status.id.uuid, person: comment.person
        ).announce(tx)
        guard status.flags.isFeedbackRequest else { return }
        try tx.emit(
            "task:to-review",
            [
                "task_id": .string(task.id.uuid.text), "new_task_status_id": .string(status.id.uuid.text),
                "previous_task_status_id": task.status.map { .string($0.text) } ?? .null,
                "person_id": .string(comment.person.text), "comment_id": .string(comment.id.uuid.text),
            ], project: task.project)
    }
}

/// A task that moved from one status to another.
struct StatusChange {
    let task: TaskRow.ID
    let project: UUID?
    let from: UUID?
    let to: UUID
    let person: UUID

    func announce(_ tx: Transaction) throws {
        try tx.emit(
            "task:status-changed",
            [
                "task_id": .string(self.task.uuid.text), "new_task_status_id": .string(self.to.text),
                "previous_task_status_id": self.from.map { .string($0.text) } ?? .null,
                "person_id": .string(self.person.text),
            ], project: self.project)
    }
}

extension TaskProgress {
    /// As the columns of a task.
    var values: [String: Value] {
        [
            "real_start_date": self.realStart.map(Value.timestamp) ?? .null,
            "end_date": self.end.map(Value.timestamp) ?? .null,
            "done_date": self.done.map(Value.timestamp) ?? .null,
            "retake_count": .int(Int64(self.retakes)),
            "last_comment_date": self.lastComment.map(Value.timestamp) ?? .null,
        ]
    }
}
