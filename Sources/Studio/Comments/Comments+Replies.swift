import API
import Database
import FoundationEssentials
import JSONBytes

extension Comments {
    static func replyText(_ body: inout BodyReader) -> String? { body.field("text", default: "") }

    static func reply(
        _ errand: Errand, task: TaskRow.ID, comment: CommentRow.ID, text: String, files: [UploadedFile]
    ) async throws -> Response {
        let attachments = NewAttachments(files)
        return try await errand.storing(attachments.files) { call in
            try self.reply(call, task, comment, text, attachments)
        }
    }

    private static func reply(
        _ call: Writing, _ task: TaskRow.ID, _ comment: CommentRow.ID, _ text: String, _ attachments: NewAttachments
    ) throws -> Answer {
        let caller = try call.caller
        let access = try CommentAccess(of: caller, comment, on: task, call.data).readable()
        // What clients are not shown they do not take part in.
        if access.task.role == .client, !access.isForClient, access.author != caller.id { throw Problem.forbidden }
        let mentions = try self.mentioned(in: text, project: access.project, call.data)
        let id = call.data.world.newID()
        let date = call.data.now
        let reply = self.reply(id, text, by: caller.id, at: date, mentions)
        try self.changeReplies(of: comment, call.data) { $0.append(.object(reply)) }
        try attachments.insert(for: comment, reply: id, in: call.data)
        try call.data.emit(
            "comment:reply",
            [
                "task_id": .string(task.uuid.text), "comment_id": .string(comment.uuid.text),
                "reply_id": .string(id.text),
            ], project: access.project)
        try self.notifyOfReply(id, mentions, access, call)
        var answer = self.answered(reply)
        answer["person"] = try PersonTag.load([caller.id], call.data)[caller.id]?.json ?? .null
        if !attachments.entries.isEmpty {
            answer["attachment_files"] = .array(attachments.entries.map { $0.json(withReply: false) })
        }
        return .value(.object(answer))
    }

    static func deleteReply(
        _ call: Writing, task: TaskRow.ID, comment: CommentRow.ID, reply: String
    ) throws -> Answer {
        let caller = try call.caller
        let access = try CommentAccess(of: caller, comment, on: task, call.data)
        let replies = try self.replies(of: comment, call.data)
        guard let found = replies.first(where: { $0["id"]?.stringValue == reply }) else { throw Problem.notFound() }
        let isMine = found["person_id"]?.stringValue == caller.id.text
        guard caller.isAdmin || (isMine && access.task.isSeen) else { throw Problem.forbidden }
        try self.changeReplies(of: comment, call.data) { $0.removeAll { $0["id"]?.stringValue == reply } }
        if let id = UUID(strict: reply) {
            try call.data.run("DELETE FROM notification WHERE comment_id = \(comment) AND reply_id = \(id)")
            try Attachments.remove("comment_id = \(comment) AND reply_id = \(id)", call)
        }
        try call.data.emit(
            "comment:delete-reply",
            [
                "task_id": .string(task.uuid.text), "comment_id": .string(comment.uuid.text),
                "reply_id": .string(reply),
            ], project: access.project)
        return .one("SELECT \(columns: CommentRow.self) FROM comment WHERE id = \(comment)", as: CommentRow.columns)
    }

    /// A reply as the comment's row keeps it.
    private static func reply(
        _ id: UUID, _ text: String, by person: UUID, at date: Timestamp, _ mentions: MentionedParties
    ) -> JSONObject {
        let moment = JSONValue.string(String(date.text.prefix(19)))
        return [
            "id": .string(id.text), "date": moment, "text": .string(text),
            "mentions": .array(mentions.persons.map { .string($0.text) }),
            "person_id": .string(person.text), "created_at": moment,
            "department_mentions": .array(mentions.departments.map { .string($0.text) }),
        ]
    }

    /// The members in the order of the answer to whoever replies.
    private static func answered(_ reply: JSONObject) -> JSONObject {
        var answer = JSONObject()
        for name in ["id", "date", "person_id", "text", "mentions", "department_mentions", "created_at"] {
            answer[name] = reply[name]
        }
        return answer
    }

    private static func replies(of comment: CommentRow.ID, _ reader: Reader) throws -> [JSONValue] {
        let json = try reader.one("SELECT replies FROM comment WHERE id = \(comment)", JSONValue.self)
        return json?.arrayValue ?? []
    }

    private static func changeReplies(
        of comment: CommentRow.ID, _ tx: Transaction, _ change: (inout [JSONValue]) -> Void
    ) throws {
        var replies = try self.replies(of: comment, tx)
        change(&replies)
        try tx.update(comment, ["replies": .json(JSONValue.array(replies).text)])
    }

    private static func notifyOfReply(
        _ reply: UUID, _ mentions: MentionedParties, _ access: CommentAccess, _ call: Writing
    ) throws {
        let (tx, author) = (call.data, try call.caller.id)
        var notice = TaskNotice(task: access.task.task, project: access.project, author: author)
        notice.comment = access.comment
        notice.reply = reply
        for person in try self.concerned(by: access, tx) where person != author {
            try tx.notify(person, .reply, notice)
        }
        let mentioned = try self.persons(meantBy: mentions, in: access.project, tx)
        let readers = access.isForClient ? mentioned : try self.withoutClients(mentioned, access.project, tx)
        for person in readers where person != author { try tx.notify(person, .replyMention, notice) }
    }

    /// Those assigned to the task or following it, the comment's author and those who replied before.
    private static func concerned(by access: CommentAccess, _ tx: Transaction) throws -> [UUID] {
        let task = access.task.task
        var persons = try tx.all(
            """
            SELECT person_id FROM task_person_link WHERE task_id = \(task)
            UNION SELECT person_id FROM subscription WHERE task_id = \(task)
            ORDER BY person_id
            """
        ) { try $0.uuid(0) }
        let replied = try self.replies(of: access.comment, tx)
            .compactMap { $0["person_id"]?.stringValue.flatMap(UUID.init(strict:)) }
        for person in [access.author] + replied where !persons.contains(person) { persons.append(person) }
        let known = try tx.all("SELECT id FROM person WHERE id \(in: persons)") { try $0.uuid(0) }
        persons = persons.filter(known.contains)
        if access.isForClient { return persons }
        return try self.withoutClients(persons.filter { $0 != access.author }, access.project, tx)
            + persons.filter { $0 == access.author }
    }
}
