import API
import Database
import FoundationEssentials
import JSONBytes

extension Previews {
    static let table = Table(
        of: PreviewFileRow.self, at: "/data/preview-files",
        access: TableAccess(
            list: .loggedIn, read: .seesPreview, create: .admin, update: .editsPreview, delete: .managesPreview)
    )
    .refusing(.delete)
    .locking("task_id")
    .listing { caller, _ in
        Tasks.visible(to: caller).map { "preview_file.task_id IN (SELECT task.id FROM task WHERE \($0))" }
    }
    .beforeUpdate { call, id, body in
        // What ties it to comments is made where both sides are checked.
        body["comments"] = nil
        let facts = try PreviewFacts(id, call.data)
        guard body["status"] != "ready" || facts.status == "ready" else { throw Self.notReady }
        try Self.checkRevision(of: facts, body, call.data)
    }

    private static let notReady = Problem.invalid("A preview becomes ready when its file is uploaded.")

    private static func checkRevision(of facts: PreviewFacts, _ body: JSONObject, _ reader: Reader) throws {
        guard let revision = body["revision"]?.intValue, revision != facts.revision, let task = facts.task else {
            return
        }
        let others: SQL = """
            preview_file.id IN (SELECT link.preview_file FROM comment_preview_link link)
                AND preview_file.id <> \(facts.id) AND NOT EXISTS (SELECT 1 FROM comment_preview_link link
                JOIN comment_preview_link own ON own.comment = link.comment AND own.preview_file = \(facts.id)
                WHERE link.preview_file = preview_file.id)
            """
        guard let revision = Int32(exactly: revision) else { return }
        try self.checkRevision(Int(revision), isFreeOn: task, among: others, reader)
    }
}
