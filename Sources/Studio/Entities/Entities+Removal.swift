import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Entities {
    /// Deletes an entity, or cancels it while tasks hang on it, and tells of it. A sequence or an episode goes only
    /// when nothing is left in it.
    ///
    /// - Parameter isForced: Everything in the entity goes with it: tasks with all that was made for them, shots and
    ///   scenes of a sequence, sequences and own assets of an episode.
    /// - Throws: ``Problem`` 400 when a sequence or an episode is not empty.
    static func delete(_ id: UUID, _ kind: EntityKind, in project: UUID, isForced: Bool, _ call: Writing) throws {
        if isForced { return try self.remove(id, kind, in: project, call) }
        let tx = call.data
        switch kind {
        case .sequence, .episode:
            let isUsed = try tx.exists(
                """
                SELECT 1 FROM entity WHERE parent_id = \(id) OR source_id = \(id)
                UNION ALL SELECT 1 FROM task WHERE entity_id = \(id)
                """)
            if isUsed {
                throw Problem(.badRequest, .message("Some data are still linked to this \(kind.word)."))
            }
            try self.remove(id, kind, in: project, call)
        case .shot, .scene, .edit, .concept, .asset:
            guard try tx.exists("SELECT 1 FROM task WHERE entity_id = \(id)") else {
                return try self.remove(id, kind, in: project, call)
            }
            try tx.update(EntityRow.ID(id), ["canceled": .bool(true)])
            try self.announce("update", kind, id, in: project, tx)
            try Casting.recount(whereCast: id, tx)
        }
    }

    /// Deletes an entity with everything in it, from the inside outwards.
    private static func remove(_ id: UUID, _ kind: EntityKind, in project: UUID, _ call: Writing) throws {
        let tx = call.data
        for (child, type) in try self.contents(of: id, kind, tx) { try self.remove(child, type, in: project, call) }
        let tasks = try tx.all("SELECT id FROM task WHERE entity_id = \(id) ORDER BY created_at, id", UUID.self)
        try KeptFiles.removeAfterCommit(KeptFiles.keys(ofTasks: tasks, tx), call)
        try Tasks.removeBelongings(of: tasks, in: tx)
        for task in tasks { try Tasks.remove(task, in: tx) }
        let casters = try tx.all(
            "SELECT DISTINCT entity_in_id FROM entity_link WHERE entity_out_id = \(id) AND entity_in_id <> \(id)",
            UUID.self)
        try self.removeBelongings(of: id, tx)
        try tx.run("DELETE FROM entity WHERE id = \(id)")
        try self.announce("delete", kind, id, in: project, tx)
        try Casting.recount(casters, tx)
    }

    private static func contents(
        of id: UUID, _ kind: EntityKind, _ reader: Reader
    ) throws -> [(id: UUID, kind: EntityKind)] {
        guard kind == .sequence || kind == .episode else { return [] }
        let rows = try reader.all(
            """
            SELECT entity.id, entity_type.name FROM entity
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            WHERE entity.parent_id = \(id) OR (entity.source_id = \(id) AND \(EntityKind.asset.condition()))
            ORDER BY entity.created_at, entity.id
            """, UUID.self, String.self)
        return rows.map { (id: $0.0, kind: EntityKind(typeName: $0.1)) }
    }

    /// Deletes the rows that an entity alone gives a meaning, and cuts the ties of those that go on without it.
    private static func removeBelongings(of id: UUID, _ tx: Transaction) throws {
        try tx.run("DELETE FROM entity_link WHERE entity_in_id = \(id) OR entity_out_id = \(id)")
        try tx.run("DELETE FROM entity_concept_link WHERE entity_in_id = \(id) OR entity_out_id = \(id)")
        try tx.run("DELETE FROM entity_version WHERE entity_id = \(id)")
        try tx.run("DELETE FROM subscription WHERE entity_id = \(id)")
        try tx.run("DELETE FROM schedule_item WHERE object_id = \(id)")
        try self.removeFiles(of: id, tx)
        try tx.run("UPDATE entity SET source_id = NULL WHERE source_id = \(id)")
        try tx.run("UPDATE entity SET parent_id = NULL WHERE parent_id = \(id)")
        try tx.run("UPDATE playlist SET episode_id = NULL WHERE episode_id = \(id)")
    }

    private static func removeFiles(of id: UUID, _ tx: Transaction) throws {
        let instances: SQL = """
            SELECT id FROM asset_instance
            WHERE asset_id = \(id) OR scene_id = \(id) OR target_asset_id = \(id) OR entity_id = \(id)
            """
        let works: SQL = "SELECT id FROM working_file WHERE entity_id = \(id)"
        let outputs: SQL = """
            SELECT id FROM output_file
            WHERE entity_id = \(id) OR temporal_entity_id = \(id) OR asset_instance_id IN (\(instances))
            """
        try tx.run("UPDATE preview_file SET source_file_id = NULL WHERE source_file_id IN (\(outputs))")
        try tx.run("DELETE FROM output_file WHERE id IN (\(outputs))")
        try tx.run("UPDATE output_file SET source_file_id = NULL WHERE source_file_id IN (\(works))")
        try tx.run("DELETE FROM working_file WHERE entity_id = \(id)")
        try tx.run(
            "DELETE FROM asset_instance_link WHERE entity_id = \(id) OR asset_instance_id IN (\(instances))")
        try tx.run("DELETE FROM asset_instance WHERE id IN (\(instances))")
    }

    /// A route that deletes one entity of a kind.
    static func deletion<Row: Shape>(
        of shape: Row.Type, _ kind: EntityKind, at address: String, _ sentence: String
    ) -> Route {
        .delete(
            address, sentence, .path("\(kind.word)_id", malformed: .notFound()),
            .query("force", "With everything in it.", default: false), allow: .projectManager
        ) { (call: Writing, id: Row.ID, isForced: Bool) in
            guard let project = try call.data.project(of: id.uuid, Row.self) else { throw Problem.notFound() }
            try Self.delete(id.uuid, kind, in: project, isForced: isForced, call)
            return .nothing
        }
    }
}
