import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What kinds of entities there are: those of every studio (`Shot`, `Sequence`, …) and its own asset types.
package enum EntityTypes {
    package static let routes: [Route] =
        Table(of: EntityTypeRow.self, at: "/data/entity-types", access: .administered)
        .beforeCreate { call, body in try Self.checkName(call, body) }
        .answering { call, action, id in Self.answer(action, id) }
        // Compat: whatever the kind, listeners hear of an asset type.
        .announcing { call, action, id in
            let word = action == .create ? "new" : action == .update ? "update" : "delete"
            try call.data.emit("asset-type:\(word)", ["asset_type_id": .string(id.uuid.text)])
        }
        .routes

    /// - Throws: ``Problem`` 400 when there is such a name in whatever case.
    private static func checkName(_ call: Writing, _ body: JSONObject) throws {
        guard let name = body["name"]?.stringValue else { return }
        let isTaken = try call.data.exists("SELECT 1 FROM entity_type WHERE lower(name) = lower(\(name))")
        guard !isTaken else { throw Problem.invalid("Entity type with this name already exists") }
    }

    private static let columnsBeforeTaskTypes = EntityTypeRow.columns.with([
        Relation(
            "task_types", through: "task_type_asset_type_link", own: "asset_type_id", other: "task_type_id",
            target: "task_type", before: nil)
    ])

    /// Compat: after a change the task types come last.
    private static func answer(_ action: TableAction, _ id: EntityTypeRow.ID) -> Answer? {
        guard action == .update else { return nil }
        let columns = self.columnsBeforeTaskTypes
        return .one("SELECT \(columns: columns) FROM \(EntityTypeRow.self) WHERE id = \(id)", as: columns)
    }
}
