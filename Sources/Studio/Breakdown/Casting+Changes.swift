import API
import Database
import FoundationEssentials
import JSONBytes

extension Casting {
    /// Makes `casts` the whole casting of an entity, and tells of it. What a shot casts, its episode casts too, by
    /// itself; what an episode drops, its shots drop.
    ///
    /// - Throws: ``Problem`` 404 for an asset that there is not, or that is another production's and not shared.
    static func cast(_ casts: [Cast], in entity: UUID, _ tx: Transaction) throws {
        let (kind, project) = try Entities.facts(of: entity, tx)
        let before = try tx.all("SELECT entity_out_id FROM entity_link WHERE entity_in_id = \(entity)", UUID.self)
        let added = casts.map(\.asset).filter { !before.contains($0) }
        // What is cast already stays castable, shared or not.
        try Self.requireAssets(added, for: project, tx)
        let removed = before.filter { old in !casts.contains { $0.asset == old } }
        let unused = try Self.unused(added, tx)
        let episode = kind == .shot ? try Self.episode(of: entity, tx) : nil

        try tx.run("DELETE FROM entity_link WHERE entity_in_id = \(entity)")
        for cast in casts {
            if unused.contains(cast.asset) { try Entities.announce("update", .asset, cast.asset, in: project, tx) }
            if let episode { try Self.castByItself(cast, in: episode, tx) }
            try Self.link(cast, in: entity, project, tx)
        }
        if kind == .episode { try Self.drop(removed, fromShotsOf: entity, project, tx) }
        try Self.tell(kind, entity, project, added: added, removed: removed, tx)
        if let episode { try Self.dropByItself(removed, from: episode, project, tx) }
        for asset in try Self.unused(removed, tx) { try Entities.announce("update", .asset, asset, in: project, tx) }
    }

    private static func requireAssets(_ assets: [UUID], for project: UUID, _ reader: Reader) throws {
        let found = try reader.count(
            """
            SELECT count(*) FROM entity WHERE id \(in: assets) AND \(EntityKind.asset.condition())
                AND (project_id = \(project) OR is_shared = \(true))
            """)
        guard found == assets.count else { throw Problem.notFound() }
    }

    /// Those that nothing casts.
    private static func unused(_ assets: [UUID], _ reader: Reader) throws -> [UUID] {
        let used = try reader.all(
            "SELECT DISTINCT entity_out_id FROM entity_link WHERE entity_out_id \(in: assets)", UUID.self)
        return assets.filter { !used.contains($0) }
    }

    private static func episode(of shot: UUID, _ reader: Reader) throws -> UUID? {
        try reader.one(
            """
            SELECT episode.id FROM entity shot JOIN entity sequence ON sequence.id = shot.parent_id
            JOIN entity episode ON episode.id = sequence.parent_id WHERE shot.id = \(shot)
            """, UUID.self)
    }

    private static func link(_ cast: Cast, in entity: UUID, _ project: UUID, _ tx: Transaction) throws {
        let id = try tx.insert(
            EntityLinkRow.self,
            [
                "entity_in_id": .uuid(entity), "entity_out_id": .uuid(cast.asset),
                "nb_occurences": cast.count.map { .int(Int64($0)) } ?? .null, "label": .text(cast.label ?? ""),
            ])
        try tx.emit(
            "entity-link:new",
            [
                "entity_link_id": .string(id.uuid.text), "entity_in_id": .string(entity.text),
                "entity_out_id": .string(cast.asset.text),
                "nb_occurences": cast.count.map { .int(Int64($0)) } ?? .null,
            ], project: project)
    }

    /// Marks the links that an episode has because of its shots.
    private static let automatic = #"{"auto":true}"#

    private static func castByItself(_ cast: Cast, in episode: UUID, _ tx: Transaction) throws {
        let isCast = try tx.exists(
            "SELECT 1 FROM entity_link WHERE entity_in_id = \(episode) AND entity_out_id = \(cast.asset)")
        guard !isCast else { return }
        try tx.insert(
            EntityLinkRow.self,
            [
                "entity_in_id": .uuid(episode), "entity_out_id": .uuid(cast.asset), "data": .json(Self.automatic),
                "label": .text(cast.label ?? ""),
            ])
        try Self.count(episode, tx)
    }

    /// Takes assets that no shot of the episode casts any more out of the episode's casting, when they came there by
    /// themselves.
    private static func dropByItself(
        _ assets: [UUID], from episode: UUID, _ project: UUID, _ tx: Transaction
    ) throws {
        let gone = try tx.all(
            """
            SELECT link.entity_out_id FROM entity_link link
            WHERE link.entity_in_id = \(episode) AND link.entity_out_id \(in: assets) AND link.data IS NOT NULL
                AND NOT EXISTS (
                    SELECT 1 FROM entity_link own JOIN entity shot ON shot.id = own.entity_in_id
                    JOIN entity sequence ON sequence.id = shot.parent_id
                    WHERE own.entity_out_id = link.entity_out_id AND sequence.parent_id = \(episode))
            """, UUID.self)
        guard !gone.isEmpty else { return }
        try tx.run("DELETE FROM entity_link WHERE entity_in_id = \(episode) AND entity_out_id \(in: gone)")
        try Self.tell(.episode, episode, project, added: [], removed: gone, tx)
    }

    private static func drop(
        _ assets: [UUID], fromShotsOf episode: UUID, _ project: UUID, _ tx: Transaction
    ) throws {
        let links = try tx.all(
            """
            SELECT link.entity_in_id, link.entity_out_id FROM entity_link link
            JOIN entity shot ON shot.id = link.entity_in_id JOIN entity sequence ON sequence.id = shot.parent_id
            WHERE sequence.parent_id = \(episode) AND link.entity_out_id \(in: assets)
            ORDER BY shot.created_at, shot.id
            """, UUID.self, UUID.self)
        var shots: [UUID] = []
        for (shot, _) in links where !shots.contains(shot) { shots.append(shot) }
        for shot in shots {
            let own = links.filter { $0.0 == shot }.map(\.1)
            try tx.run("DELETE FROM entity_link WHERE entity_in_id = \(shot) AND entity_out_id \(in: own)")
            try Self.tell(.shot, shot, project, added: [], removed: own, tx)
        }
    }

    /// Counts an entity's casting anew and tells of it: `shot:casting-update`.
    static func tell(
        _ kind: EntityKind, _ entity: UUID, _ project: UUID, added: [UUID], removed: [UUID], _ tx: Transaction
    ) throws {
        try Self.count(entity, tx)
        try Self.countReady(entity, project, tx)
        try Self.tellOnly(kind, entity, project, added: added, removed: removed, tx)
    }

    private static func tellOnly(
        _ kind: EntityKind, _ entity: UUID, _ project: UUID, added: [UUID], removed: [UUID], _ tx: Transaction
    ) throws {
        let count = try tx.count("SELECT nb_entities_out FROM entity WHERE id = \(entity)")
        try Entities.announce(
            "casting-update", kind, entity, in: project, tx,
            [
                "nb_entities_out": .int(Int64(count)),
                "added_asset_ids": .array(added.map { .string($0.text) }),
                "removed_asset_ids": .array(removed.map { .string($0.text) }),
            ])
    }

    /// Keeps `nb_entities_out` in step with the links, but for one that is about to go.
    static func count(_ entity: UUID, _ tx: Transaction, without link: EntityLinkRow.ID? = nil) throws {
        let others = link.map { " AND link.id <> \($0)" as SQL } ?? .empty
        try tx.run(
            """
            UPDATE entity SET updated_at = \(tx.now), nb_entities_out = (
                SELECT count(*) FROM entity_link link JOIN entity asset ON asset.id = link.entity_out_id
                WHERE link.entity_in_id = \(entity) AND \(Self.isAlive)\(others))
            WHERE id = \(entity)
            """)
    }

    /// Counts for each task of an entity how many of the assets it casts are ready for it, and tells of it: those
    /// whose `ready_for` comes no earlier in the project's pipeline than the task's own type.
    static func countReady(_ entity: UUID, _ project: UUID, _ tx: Transaction) throws {
        let place: (SQL) -> SQL = { type in
            """
            COALESCE(
                (SELECT place.priority FROM project_task_type_link place
                    WHERE place.project_id = \(project) AND place.task_type_id = \(type)),
                (SELECT type.priority FROM task_type type WHERE type.id = \(type)), 0)
            """
        }
        try tx.run(
            """
            UPDATE task SET nb_assets_ready = (
                SELECT count(*) FROM entity_link link JOIN entity asset ON asset.id = link.entity_out_id
                WHERE link.entity_in_id = \(entity) AND asset.ready_for IS NOT NULL AND \(Self.isAlive)
                    AND \(place("asset.ready_for")) >= \(place("task.task_type_id")))
            WHERE entity_id = \(entity)
            """)
        let tasks = try tx.all(
            "SELECT id, nb_assets_ready FROM task WHERE entity_id = \(entity) ORDER BY created_at, id",
            UUID.self, Int.self)
        for (task, count) in tasks {
            try tx.emit(
                "task:update-casting-stats",
                ["task_id": .string(task.text), "nb_assets_ready": .int(Int64(count))], project: project)
        }
    }
}

extension Casting {
    /// Counts the castings anew that an asset is in, after it was canceled or restored, and tells of them.
    static func recount(whereCast asset: UUID, _ tx: Transaction) throws {
        let casters = try tx.all(
            "SELECT DISTINCT entity_in_id FROM entity_link WHERE entity_out_id = \(asset) ORDER BY entity_in_id",
            UUID.self)
        try self.recount(casters, tx)
    }

    /// After an asset was canceled or taken up again. Compat: only shots count anew, and are told of before their tasks.
    static func recount(shotsThatCast asset: UUID, _ tx: Transaction) throws {
        let shots = try tx.all(
            """
            SELECT DISTINCT entity.id, entity.project_id FROM entity_link link
            JOIN entity ON entity.id = link.entity_in_id
            WHERE link.entity_out_id = \(asset) AND \(EntityKind.shot.condition()) ORDER BY entity.id
            """, UUID.self, UUID.self)
        for (shot, project) in shots {
            try self.count(shot, tx)
            try self.tellOnly(.shot, shot, project, added: [], removed: [], tx)
            try self.countReady(shot, project, tx)
        }
    }

    static func recount(_ entities: [UUID], _ tx: Transaction) throws {
        for entity in entities {
            let (kind, project) = try Entities.facts(of: entity, tx)
            try self.tell(kind, entity, project, added: [], removed: [], tx)
        }
    }

    /// Counts ready assets anew wherever an asset is cast, after it became ready for another task type.
    static func countReady(whereCast asset: UUID, _ tx: Transaction) throws {
        let casters = try tx.all(
            """
            SELECT DISTINCT entity.id, entity.project_id FROM entity_link link
            JOIN entity ON entity.id = link.entity_in_id
            WHERE link.entity_out_id = \(asset) ORDER BY entity.id
            """, UUID.self, UUID.self)
        for (entity, project) in casters { try self.countReady(entity, project, tx) }
    }
}

extension Casting {
    /// Takes one asset out of a casting and leaves the links of the others as they are.
    static func take(_ asset: UUID, outOf entity: UUID, _ tx: Transaction) throws {
        let (kind, project) = try Entities.facts(of: entity, tx)
        try tx.run("DELETE FROM entity_link WHERE entity_in_id = \(entity) AND entity_out_id = \(asset)")
        if kind == .episode { try self.drop([asset], fromShotsOf: entity, project, tx) }
        try self.tell(kind, entity, project, added: [], removed: [asset], tx)
        if kind == .shot, let episode = try self.episode(of: entity, tx) {
            try self.dropByItself([asset], from: episode, project, tx)
        }
        for unused in try self.unused([asset], tx) {
            try Entities.announce("update", .asset, unused, in: project, tx)
        }
    }
}
