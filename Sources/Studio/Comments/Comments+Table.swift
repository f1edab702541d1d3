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
            try Comments.announce("comment:new", CommentRow.ID(id.uuid), call)
        }

    static let single: [Route] = [
        .get(
            "/data/comments/{instance_id}", "One comment with the persons who wrote it and its replies.",
            .path("instance_id", malformed: .notFound()),
            .query("relations", "With the ids of related rows.", default: true),
            allow: .loggedIn, answers: .one(CommentRow.self), handler: one),
        .put(
            "/data/comments/{instance_id}", "Change a comment: its text, checklist, status, pin.",
            .path("instance_id", malformed: .notFound()), .object("The fields to change."),
            allow: .loggedIn, answers: .one(CommentRow.self), handler: update),
        .delete(
            "/data/comments/{instance_id}", "Delete a comment; the task's status goes back.",
            .path("instance_id", malformed: .notFound()),
            allow: .loggedIn, handler: deleteOne),
    ]

    private static func one(_ call: Reading, comment: CommentRow.ID, relations: Bool) throws -> Answer {
        let access = try CommentAccess(of: call.caller, comment, on: nil, call.data).readable()
        let columns = relations ? CommentRow.columns.with(CommentRow.relations) : CommentRow.columns
        let persons = try PersonTag.load([access.author], call.data)
        return .json { reader, output in
            output.json.beginObject()
            try reader.each("SELECT \(columns: columns) FROM comment WHERE id = \(comment)") { row in
                columns.writeMembers(row, into: &output.json)
            }
            output.json.key("person")
            output.json.value(persons[access.author]?.json ?? .null)
            output.json.endObject()
        }
    }

    private static func deleteOne(_ call: Writing, comment: CommentRow.ID) throws -> Answer {
        try self.delete(try CommentAccess(of: call.caller, comment, on: nil, call.data), call)
    }

    /// What may be changed in a comment.
    private static let changeable: Set<String> = [
        "text", "checklist", "pinned", "for_client", "links", "data", "task_status_id", "shotgun_id",
    ]
    /// What everybody who works on the task may change: boxes are ticked by others than the author.
    private static let shared: Set<String> = ["checklist"]

    private static func update(_ call: Writing, comment: CommentRow.ID, body: JSONObject) throws -> Answer {
        let (tx, caller) = (call.data, try call.caller)
        let access = try CommentAccess(of: caller, comment, on: nil, tx)
        var values: [String: Value] = [:]
        for field in CommentRow.fields where self.changeable.contains(field.name) {
            guard let json = body[field.name] else { continue }
            values[field.name] = try field.value(json.isNull && field.name == "text" ? "" : json, isNew: false)
        }
        let isShared = Set(values.keys).isSubset(of: self.shared) && !values.isEmpty
        guard access.isEditable || (isShared && access.task.isWorkedOn) else { throw Problem.forbidden }
        if !access.task.isManaged { values["for_client"] = nil }
        if !isShared { values["editor_id"] = .uuid(caller.id) }
        if case .uuid(let status)? = values["task_status_id"] {
            try self.changeStatus(to: status, access, caller, tx)
        }
        try tx.update(comment, values)
        if case .text(let text)? = values["text"] { try self.mentionAnew(text, access, tx) }
        try self.announce("comment:update", comment, call)
        return .one("SELECT \(columns: CommentRow.self) FROM comment WHERE id = \(comment)", as: CommentRow.columns)
    }

    /// Moves the task to the status, when the comment is its last one.
    private static func changeStatus(
        to id: UUID, _ access: CommentAccess, _ caller: Caller, _ tx: Transaction
    ) throws {
        let status = try ReachedStatus(id, in: access.project, tx)
        guard access.task.isWorkedOn else { throw Problem.forbidden }
        try status.check(access.task.role)
        let task = try CommentedTask(access.task.task, tx)
        let last = try tx.one(
            "SELECT id FROM comment WHERE object_id = \(task.id) ORDER BY created_at DESC, id DESC LIMIT 1",
            CommentRow.ID.self)
        guard last == access.comment, task.status != id else { return }
        if status.flags.isRetake { try self.checkRetakes(task, tx) }
        var progress = task.progress
        progress.reach(status.flags, isChange: true, at: tx.now)
        try tx.update(task.id, progress.values.merging(["task_status_id": .uuid(id)]) { $1 })
        try tx.emit(.update, TaskRow.self, task.id.uuid)
        try StatusChange(task: task.id, project: task.project, from: task.status, to: id, person: caller.id)
            .announce(tx)
    }

    private static func mentionAnew(_ text: String, _ access: CommentAccess, _ tx: Transaction) throws {
        try tx.run("DELETE FROM comment_mentions WHERE comment = \(access.comment)")
        try tx.run("DELETE FROM comment_department_mentions WHERE comment = \(access.comment)")
        try self.link(try self.mentioned(in: text, project: access.project, tx), to: access.comment, tx)
    }

    /// Tells of a comment's change.
    static func announce(_ event: String, _ comment: CommentRow.ID, _ call: Writing) throws {
        let row = try call.data.one(
            "SELECT object_id, person_id, COALESCE(for_client, \(false)) FROM comment WHERE id = \(comment)",
            UUID.self, UUID.self, Bool.self)
        guard let (task, person, isForClient) = row else { return }
        try call.data.emit(
            event,
            [
                "comment_id": .string(comment.uuid.text), "task_id": .string(task.text),
                "person_id": .string(person.text), "for_client": .bool(isForClient),
            ], project: try call.data.project(of: comment.uuid, CommentRow.self))
    }
}
