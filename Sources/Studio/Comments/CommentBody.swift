import API
import Database
import FoundationEssentials
import JSONBytes

/// What a request says about a new comment.
struct CommentBody: Sendable {
    let status: String
    let text: String
    /// Whom the comment is by, when a manager writes for somebody; empty for the caller.
    let person: String
    /// When it was said, when a manager writes it down later; empty for now.
    let date: String
    let checklist: [JSONValue]
    let links: [JSONValue]
    let isForClient: Bool

    init?(_ body: inout BodyReader) throws {
        let status = body.required("task_status_id", as: String.self)
        self.text = body.field("comment", default: "")
        self.person = body.field("person_id", default: "")
        self.date = body.field("created_at", default: "")
        self.checklist = body.list("checklist")
        self.links = body.list("links")
        self.isForClient = body.field("for_client", default: false)
        guard let status else { return nil }
        self.status = status
    }

    /// The comment as the caller may write it: only managers write for others, at other times and for clients.
    ///
    /// - Throws: ``Problem`` 404 for a person or status that does not exist, 403 when the caller may not set the
    ///   status.
    func draft(for access: TaskAccess, _ call: Writing) throws -> CommentDraft {
        guard let status = UUID(strict: self.status) else { throw Problem.notFound() }
        try ReachedStatus(status, in: access.project, call.data).check(access.role)
        var draft = CommentDraft(status: status, person: try call.caller.id)
        draft.text = self.text
        draft.checklist = self.checklist
        draft.links = self.links.compactMap(\.stringValue)
        guard access.isManaged else { return draft }
        draft.isForClient = self.isForClient
        if !self.person.isEmpty { draft.person = try self.author(call.data) }
        // A day alone says no time: the comment is of now.
        if self.date.utf8.count >= 19 { draft.date = Timestamp(text: self.date) }
        return draft
    }

    private func author(_ reader: Reader) throws -> UUID {
        guard let id = UUID(strict: self.person), try reader.exists("SELECT 1 FROM person WHERE id = \(id)") else {
            throw Problem.notFound()
        }
        return id
    }
}
