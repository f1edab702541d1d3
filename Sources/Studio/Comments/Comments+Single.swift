import API
import Database
import FoundationEssentials
import JSONBytes

// One comment by its own id.
extension Comments {
    static let single: [Route] = [
        .get(
            "/data/comments/{instance_id}", "One comment with the persons who wrote it and its replies.",
            .path("instance_id", malformed: .notFound()),
            .query("relations", "With the ids of related rows.", default: true),
            .query("with_previews", "With its previews whole.", default: false),
            allow: .loggedIn, answers: .one(CommentRow.self), handler: one),
        .put(
            "/data/comments/{instance_id}", "Change a comment: its text, checklist, status, pin.",
            .path("instance_id"), .object("The fields to change."),
            allow: .loggedIn, answers: .one(CommentRow.self), handler: update),
        .delete(
            "/data/comments/{instance_id}", "Delete a comment; the task's status goes back.",
            .path("instance_id", malformed: .notFound()),
            allow: .loggedIn, handler: deleteOne),
    ]

    private static func one(
        _ call: Reading, comment: CommentRow.ID, relations: Bool, withPreviews: Bool
    ) throws -> Answer {
        let access = try CommentAccess(of: call.caller, comment, on: nil, call.data).readable()
        let columns = relations ? CommentRow.columns.with(CommentRow.relations) : CommentRow.columns
        let output = Output()
        guard
            try call.data.writeObject(
                "SELECT \(columns: columns) FROM comment WHERE id = \(comment)", as: columns, to: output),
            case .object(var object) = try JSONValue(parsing: output.takeRest())
        else { throw Problem.notFound() }
        let attachments = try Attachments.load("comment_id = \(comment)", call.data)
        let writers = ShownReplies.writers(of: object["replies"])
        let persons = try PersonTag.load(writers + [access.author], call.data)
        object["replies"] = ShownReplies(persons: persons, attachments: attachments)
            .list(object["replies"], of: comment.uuid)
        if relations {
            let files = attachments[comment.uuid] ?? []
            object["attachment_files"] = .array(files.map { $0.json(withReply: false) })
        }
        if withPreviews {
            let previews = try self.previews("comment.id = \(comment)", call.data)
            object["previews"] = .array((previews[comment.uuid] ?? []).map(self.inOrder))
        }
        object["person"] = persons[access.author]?.json ?? .null
        return .value(.object(object))
    }

    /// The members of a preview in the order that they have here.
    private static func inOrder(_ preview: JSONValue) -> JSONValue {
        let names = [
            "id", "task_id", "revision", "extension", "width", "height", "duration", "status", "validation_status",
            "original_name", "position", "annotations",
        ]
        return .object(JSONObject(names.map { (key: $0, value: preview[$0] ?? .null) }))
    }

    private static func deleteOne(_ call: Writing, comment: CommentRow.ID) throws -> Answer {
        try self.delete(try CommentAccess(of: call.caller, comment, on: nil, call.data), call)
    }
}

// Changing.
extension Comments {
    private static func update(_ call: Writing, comment: CommentRow.ID, body: JSONObject) throws -> Answer {
        let (tx, caller) = (call.data, try call.caller)
        let access = try CommentAccess(of: caller, comment, on: nil, tx)
        var values: [String: Value] = [:]
        for field in CommentRow.fields where CommentChange.fields.contains(field.name) {
            guard let json = body[field.name] else { continue }
            values[field.name] = try field.value(json.isNull && field.name == "text" ? "" : json, isNew: false)
        }
        guard CommentChange(of: Set(values.keys)).isAllowed(access) else { throw Problem.forbidden }
        if !access.task.isManaged { values["for_client"] = nil }
        try self.checkPlace(values, access, tx)
        if case .uuid(let status)? = values["task_status_id"] {
            try self.changeStatus(to: status, access, tx)
        }
        values["editor_id"] = .uuid(caller.id)
        try Problem.ofCRUD { try tx.update(comment, values) }
        if case .text(let text)? = values["text"] { try self.mentionAnew(text, access, tx) }
        try self.announce("comment:update", comment, call)
        return .one("SELECT \(columns: CommentRow.self) FROM comment WHERE id = \(comment)", as: CommentRow.columns)
    }

    /// - Throws: ``Problem`` 404 for a task or a preview of another project.
    private static func checkPlace(_ values: [String: Value], _ access: CommentAccess, _ reader: Reader) throws {
        if case .uuid(let task)? = values["object_id"] {
            let isNear = try reader.exists("SELECT 1 FROM task WHERE id = \(task) AND project_id = \(access.project)")
            guard isNear else { throw Problem.notFound() }
        }
        if case .uuid(let preview)? = values["preview_file_id"] {
            let isForeign = try reader.exists(
                """
                SELECT 1 FROM preview_file LEFT JOIN task ON task.id = preview_file.task_id
                WHERE preview_file.id = \(preview) AND task.project_id IS DISTINCT FROM \(access.project)
                """)
            if isForeign { throw Problem.notFound() }
        }
    }

    /// Moves the task to the status, when the comment is its last one.
    private static func changeStatus(
        to id: UUID, _ access: CommentAccess, _ tx: Transaction
    ) throws {
        guard try tx.exists("SELECT 1 FROM task_status WHERE id = \(id)") else { throw Problem.brokenReference }
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
        try StatusChange(task: task.id, project: task.project, from: task.status, to: id, person: access.author)
            .announce(tx)
    }

    private static func mentionAnew(_ text: String, _ access: CommentAccess, _ tx: Transaction) throws {
        try tx.run("DELETE FROM comment_mentions WHERE comment = \(access.comment)")
        try tx.run("DELETE FROM comment_department_mentions WHERE comment = \(access.comment)")
        try self.link(try self.mentioned(in: text, project: access.project, tx), to: access.comment, tx)
    }
}

/// What a change of a comment is about: it says who may make it.
struct CommentChange {
    /// What may be changed at all.
    static let fields = own.union(placing).union(["checklist", "pinned"])
    /// The author's and the managers'.
    private static let own: Set<String> = ["text", "for_client", "links", "data", "task_status_id", "shotgun_id"]
    /// Whose comment it is and where it stands: the managers'.
    private static let placing: Set<String> = ["person_id", "object_id", "preview_file_id"]

    private let names: Set<String>

    init(of names: Set<String>) { self.names = names }

    func isAllowed(_ access: CommentAccess) -> Bool {
        if !self.names.isDisjoint(with: Self.placing), !access.task.isManaged { return false }
        // Boxes are ticked by others than the author, too.
        if self.names == ["checklist"] { return access.isEditable || access.isWorkedOnInside }
        guard self.names.contains("pinned") else { return access.isEditable }
        return access.task.isLed && (self.names == ["pinned"] || access.isEditable)
    }
}
