import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Assets that other productions may cast, and those that they do cast.
package enum SharedAssets {
    package static let routes: [Route] = [
        .post(
            "/actions/assets/share", "Share assets with all productions, or no longer.",
            .field("asset_ids", "The assets."), .field("is_shared", "False to end it.", default: true),
            allow: .loggedIn, answers: .list(AssetRow.self), handler: share),
        .post(
            "/actions/projects/{project_id}/assets/share", "Share a project's assets, or no longer.",
            .path("project_id", malformed: .notFound()), .field(optional: "asset_ids", "Only these; all without it."),
            .field("is_shared", "False to end it.", default: true),
            allow: .projectManager, answers: .list(AssetRow.self), handler: shareOfProject),
        .post(
            "/actions/projects/{project_id}/asset-types/{asset_type_id}/assets/share",
            "Share a project's assets of a type, or no longer.",
            .path("project_id", malformed: .notFound()), .path("asset_type_id", malformed: .notFound()),
            .field("is_shared", "False to end it.", default: true),
            allow: .projectManager, answers: .list(AssetRow.self), handler: shareOfType),
        .get(
            "/data/projects/{project_id}/assets/shared-used", "The assets of other projects that this one casts.",
            .path("project_id", malformed: .notFound()),
            allow: .member, answers: .list(AssetRow.self), handler: usedInProject),
        .get(
            "/data/projects/{project_id}/episodes/{episode_id}/assets/shared-used",
            "The assets of other projects that an episode casts.",
            .path("project_id", malformed: .notFound()), .path("episode_id", malformed: .notFound()),
            allow: .member, answers: .list(AssetRow.self), handler: usedInEpisode),
    ]

    /// The caller manages the projects of all the assets.
    private static func share(_ call: Writing, assets: [UUID], isShared: Bool) throws -> Answer {
        let found = try call.data.all(
            "SELECT id, project_id FROM entity WHERE id \(in: assets) AND \(EntityKind.asset.condition())",
            UUID.self, UUID.self)
        guard found.count == Set(assets).count else { throw Problem.notFound() }
        for project in Set(found.map(\.1)) {
            let object = RouteObject(project: ProjectRow.project(of: project), id: project)
            try Permission.projectManager.check(try call.caller, in: call.data, on: object)
        }
        return try Self.set(isShared, where: "entity.id \(in: assets)", call.data)
    }

    private static func shareOfProject(
        _ call: Writing, project: ProjectRow.ID, assets: [UUID]?, isShared: Bool
    ) throws -> Answer {
        var condition: SQL = "entity.project_id = \(project)"
        if let assets {
            try Entities.requireAll(assets, in: project.uuid, call.data)
            condition += " AND entity.id \(in: assets)"
        }
        return try Self.set(isShared, where: condition, call.data)
    }

    private static func shareOfType(
        _ call: Writing, project: ProjectRow.ID, type: AssetTypeRow.ID, isShared: Bool
    ) throws -> Answer {
        try Assets.requireType(type, call.data)
        return try Self.set(
            isShared, where: "entity.project_id = \(project) AND entity.entity_type_id = \(type)", call.data)
    }

    /// Compat: nobody hears of it.
    private static func set(_ isShared: Bool, where condition: SQL, _ tx: Transaction) throws -> Answer {
        let assets: SQL = "\(condition) AND \(EntityKind.asset.condition())"
        try tx.run("UPDATE entity SET is_shared = \(isShared), updated_at = \(tx.now) WHERE \(assets)")
        return Self.list(where: assets)
    }

    private static func list(where condition: SQL) -> Answer {
        .rows(
            """
            SELECT \(columns: AssetRow.columns, "entity") FROM entity WHERE \(condition)
            ORDER BY \(Entities.byName("entity.name")), entity.id
            """, as: AssetRow.columns)
    }

    private static func usedInProject(_ call: Reading, project: ProjectRow.ID) -> Answer {
        Self.list(
            where: Self.used(by: "SELECT caster.id FROM entity caster WHERE caster.project_id = \(project)", project))
    }

    private static func usedInEpisode(
        _ call: Reading, project: ProjectRow.ID, episode: EpisodeRow.ID
    ) throws -> Answer {
        try Entities.require(episode.uuid, .episode, in: project.uuid, call.data)
        let users: SQL = """
            SELECT caster.id FROM entity caster LEFT JOIN entity parent ON parent.id = caster.parent_id
            WHERE caster.id = \(episode) OR caster.parent_id = \(episode) OR parent.parent_id = \(episode)
            """
        return Self.list(where: Self.used(by: users, project))
    }

    private static func used(by entities: SQL, _ project: ProjectRow.ID) -> SQL {
        """
        entity.project_id <> \(project) AND entity.is_shared = \(true) AND entity.id IN (
            SELECT link.entity_out_id FROM entity_link link WHERE link.entity_in_id IN (\(entities)))
        """
    }
}
