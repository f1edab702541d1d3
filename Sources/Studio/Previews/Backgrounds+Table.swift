import API
import Database
import FoundationEssentials
import JSONBytes
import Stores

/// The pictures behind previews of models.
enum Backgrounds {
    static let table = Table(
        of: PreviewBackgroundFileRow.self, at: "/data/preview-background-files", access: .administered
    )
    .beforeCreate { call, body in try Backgrounds.checkName(body, besides: nil, call.data) }
    .beforeUpdate { call, id, body in try Backgrounds.checkName(body, besides: id, call.data) }
    .afterCreate { call, id, _ in try Backgrounds.keepOneDefault(id, call.data) }
    .afterUpdate { call, id, _ in try Backgrounds.keepOneDefault(id, call.data) }
    .beforeDelete { call, id in try KeptFiles.removeAfterCommit([BlobKey(.background, id.uuid)], call) }

    /// - Throws: ``Problem`` 400 when another background has the name.
    private static func checkName(_ body: JSONObject, besides id: PreviewBackgroundFileRow.ID?, _ reader: Reader) throws
    {
        guard let name = body["name"]?.stringValue else { return }
        let taken = try reader.all(
            "SELECT id FROM preview_background_file WHERE name = \(name)", PreviewBackgroundFileRow.ID.self)
        guard taken.allSatisfy({ $0 == id }) else {
            throw Problem.invalid("A preview background file with similar name already exists")
        }
    }

    private static func keepOneDefault(_ id: PreviewBackgroundFileRow.ID, _ tx: Transaction) throws {
        guard
            try tx.exists("SELECT 1 FROM preview_background_file WHERE id = \(id) AND is_default = \(true)")
        else { return }
        try tx.run(
            "UPDATE preview_background_file SET is_default = \(false) WHERE id <> \(id) AND is_default = \(true)")
    }
}
