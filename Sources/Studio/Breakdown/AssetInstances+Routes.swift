import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension AssetInstances {
    static let routes: [Route] = [
        .get(
            "/data/scenes/{scene_id}/asset-instances", "The uses of assets in a scene.",
            .path("scene_id", malformed: .notFound()),
            allow: .seesEntity, answers: .object(listing), handler: ofScene),
        .get(
            "/data/scenes/{scene_id}/camera-instances", "The cameras in a scene.",
            .path("scene_id", malformed: .notFound()),
            allow: .seesEntity, answers: .object(listing), handler: camerasOfScene),
        .post(
            "/data/scenes/{scene_id}/asset-instances", "Put an asset in a scene once more.",
            .path("scene_id", malformed: .notFound()), .field("asset_id", "The asset."),
            .field(optional: "description", "What is special about this one."),
            allow: .member, answers: .one(AssetInstanceRow.self), handler: put),
        .get(
            "/data/shots/{shot_id}/asset-instances", "The uses of assets that a shot shows.",
            .path("shot_id", malformed: .notFound()),
            allow: .seesEntity, answers: .object(listing), handler: ofShot),
        .post(
            "/data/shots/{shot_id}/asset-instances", "Show the use of an asset in a shot.",
            .path("shot_id", malformed: .notFound()), .field("asset_instance_id", "The use."),
            allow: .member, answers: .one(EntityRow.self), handler: show),
        .delete(
            "/data/shots/{shot_id}/asset-instances/{asset_instance_id}",
            "Show the use of an asset in a shot no longer.",
            .path("shot_id", malformed: .notFound()), .path("asset_instance_id", malformed: .notFound()),
            allow: .member, handler: hide),
    ]

    private static let listing = "A list of rows for the id of each asset."

    private static func ofScene(_ call: Reading, scene: SceneRow.ID) -> Answer {
        self.list("asset_instance.scene_id = \(scene)")
    }

    private static func camerasOfScene(_ call: Reading, scene: SceneRow.ID) -> Answer {
        self.list(
            """
            asset_instance.scene_id = \(scene) AND asset_instance.asset_id IN (
                SELECT entity.id FROM entity JOIN entity_type ON entity_type.id = entity.entity_type_id
                WHERE lower(entity_type.name) = 'camera')
            """)
    }

    private static func ofShot(_ call: Reading, shot: ShotRow.ID) -> Answer {
        self.list(
            "asset_instance.id IN (SELECT asset_instance_id FROM asset_instance_link WHERE entity_id = \(shot))")
    }

    /// Instances by their asset, the asset that came first at first.
    private static func list(_ condition: SQL) -> Answer {
        let columns = AssetInstanceRow.columns
        let query: SQL = """
            SELECT asset_id, \(columns: columns) FROM asset_instance WHERE \(condition)
            ORDER BY min(created_at) OVER (PARTITION BY asset_id), asset_id, number, created_at, id
            """
        return .json { reader, output in
            output.json.beginObject()
            try reader.writeGroups(query, by: 0, to: output) { columns.writeObject($0, from: 1, into: &output.json) }
            output.json.endObject()
        }
    }

    /// Counts how often the asset is in the scene, and names the instance after both.
    private static func put(
        _ call: Writing, scene: SceneRow.ID, asset: EntityRow.ID, description: String?
    ) throws -> Answer {
        let tx = call.data
        guard let project = try tx.project(of: scene.uuid, SceneRow.self) else { throw Problem.notFound() }
        try Entities.require(asset.uuid, .asset, in: project, tx)
        let name = try tx.one("SELECT name FROM entity WHERE id = \(asset)", String.self) ?? ""
        // Whoever puts the same asset here at the same moment waits.
        _ = try tx.exists("SELECT 1 FROM entity WHERE id = \(scene)\(sqlite: "", postgres: " FOR UPDATE")")
        let last = try tx.count(
            "SELECT COALESCE(max(number), 0) FROM asset_instance WHERE scene_id = \(scene) AND asset_id = \(asset)")
        let number = last + 1
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let id = try tx.insert(
            AssetInstanceRow.self,
            [
                "asset_id": .uuid(asset.uuid), "scene_id": .uuid(scene.uuid), "number": .int(Int64(number)),
                "name": .text("\(name.replacing(" ", with: "_"))_\(padded)"),
                "description": description.map(Value.text) ?? .null,
            ])
        try tx.emit(
            "asset_instance:new",
            [
                "scene_id": .string(scene.uuid.text), "asset_id": .string(asset.uuid.text),
                "asset_instance_id": .string(id.uuid.text),
            ])
        return .one(
            "SELECT \(columns: AssetInstanceRow.self) FROM asset_instance WHERE id = \(id)",
            as: AssetInstanceRow.columns, .created)
    }

    private static func show(_ call: Writing, shot: ShotRow.ID, instance: AssetInstanceRow.ID) throws -> Answer {
        let tx = call.data
        try self.check(instance, in: shot, tx)
        let isNew =
            try tx.run(
                """
                INSERT INTO asset_instance_link (entity_id, asset_instance_id) VALUES (\(shot), \(instance))
                ON CONFLICT DO NOTHING
                """) > 0
        if isNew { try self.announce("add-to-shot", shot, instance, tx) }
        let columns = EntityRow.columns.without(["type"]).typed(EntityRow.name)
        return .one("SELECT \(columns: columns) FROM entity WHERE id = \(shot)", as: columns, .created)
    }

    private static func hide(_ call: Writing, shot: ShotRow.ID, instance: AssetInstanceRow.ID) throws -> Answer {
        try self.check(instance, in: shot, call.data)
        let removed = try call.data.run(
            "DELETE FROM asset_instance_link WHERE entity_id = \(shot) AND asset_instance_id = \(instance)")
        guard removed > 0 else { throw Problem.notFound() }
        try self.announce("remove-from-shot", shot, instance, call.data)
        return .nothing
    }

    /// - Throws: ``Problem`` 404 unless the instance is of an asset of the shot's production.
    private static func check(_ instance: AssetInstanceRow.ID, in shot: ShotRow.ID, _ reader: Reader) throws {
        let project = try reader.project(of: shot.uuid, ShotRow.self)
        guard let own = try reader.project(of: instance.uuid, AssetInstanceRow.self), own == project else {
            throw Problem.notFound()
        }
    }

    private static func announce(
        _ what: String, _ shot: ShotRow.ID, _ instance: AssetInstanceRow.ID, _ tx: Transaction
    ) throws {
        try tx.emit(
            "asset_instance:\(what)",
            ["shot_id": .string(shot.uuid.text), "asset_instance_id": .string(instance.uuid.text)])
    }
}
