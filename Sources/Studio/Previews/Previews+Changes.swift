import API
import Database
import FoundationEssentials
import JSONBytes

extension Previews {
    /// The previews of the revision, in their new order.
    static func updatePosition(_ call: Writing, id: PreviewFileRow.ID, position: Int) throws -> Answer {
        let tx = call.data
        let facts = try PreviewFacts(id, tx)
        guard let task = facts.task else { throw Problem.notFound() }
        let ofRevision: SQL = "task_id = \(task) AND COALESCE(revision, 1) = \(facts.revision)"
        let order: SQL = "ORDER BY COALESCE(position, 1), created_at, id"
        var ids = try tx.all("SELECT id FROM preview_file WHERE \(ofRevision) \(order)", PreviewFileRow.ID.self)
        if position >= 1, position <= ids.count {
            ids.removeAll { $0 == id }
            ids.insert(id, at: position - 1)
            for (index, id) in ids.enumerated() {
                try tx.run(
                    """
                    UPDATE preview_file SET position = \(index + 1), updated_at = \(tx.now)
                    WHERE id = \(id) AND position IS DISTINCT FROM \(index + 1)
                    """)
            }
        }
        let columns = PreviewFileRow.columns
        return .rows("SELECT \(columns: columns) FROM preview_file WHERE \(ofRevision) \(order)", as: columns)
    }

    static func updateAnnotations(
        _ call: Writing, id: PreviewFileRow.ID, additions: [JSONObject], updates: [JSONObject], deletions: [JSONObject]
    ) throws -> Answer {
        let tx = call.data
        let facts = try PreviewFacts(id, tx)
        let stored = try tx.one("SELECT annotations FROM preview_file WHERE id = \(id)", JSONValue.self)
        var annotations = Annotations(stored ?? .null)
        try annotations.add(additions, newID: tx.world.newID)
        try annotations.update(updates)
        try annotations.remove(deletions)
        try tx.update(id, ["annotations": .json(annotations.json.text)])
        try tx.emit(
            "preview-file:annotation-update",
            [
                "preview_file_id": .string(id.uuid.text), "person_id": .string(try call.caller.id.text),
                "updated_at": .string(String(tx.now.text.prefix(19))),
            ], project: facts.project)
        let columns = PreviewFileRow.columns
        return .one("SELECT \(columns: columns) FROM preview_file WHERE id = \(id)", as: columns)
    }
}
