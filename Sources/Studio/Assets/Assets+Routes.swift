import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Assets: what shots are made of.
package enum Assets {
    package static let routes: [Route] = [
        Self.listRoute,
        Self.listRoute.also(at: "/data/assets"),
        .get(
            "/data/assets/with-tasks", "Assets with their tasks: objects, rows under a header, or a line for each.",
            .projectFilter(refusal: "Invalid UUID format for project_id"),
            .query("compact", "Rows without names, under a header.", default: false),
            .query("stream", "A line of JSON for each asset.", default: false), .idFilter("id", "Only this asset."),
            .query("episode_id", "Only those of this episode or cast in it; `main` for those of none, `all`."),
            allow: .memberWhenNamed, answers: .objects("Assets, each with its `tasks`."), handler: withTasks),
        .get(
            "/data/projects/{project_id}/assets", "The assets of a project.", .path("project_id"),
            .query("episode_id", "Only those of this episode or cast in it; `main` for those of none, `all`."),
            .filters(Entities.filters), allow: .member, answers: .list(AssetRow.self), handler: ofProject),
        .get(
            "/data/projects/{project_id}/asset-types/{asset_type_id}/assets", "The assets of a type in a project.",
            .path("project_id", malformed: .notFound()), .path("asset_type_id", malformed: .notFound()),
            .query("episode_id", "Only those of this episode or cast in it; `main` for those of none, `all`."),
            .filters(Entities.filters), allow: .member, answers: .list(AssetRow.self), handler: ofType),
        .post(
            "/data/projects/{project_id}/asset-types/{asset_type_id}/assets/new", "Make an asset.",
            .path("project_id", malformed: .notFound()), .path("asset_type_id", malformed: .notFound()),
            .field("name", "Need not be unique."), .field(optional: "description", ""),
            .field(optional: "data", "Free-form values."),
            .field(optional: "is_shared", "Other productions may cast it."),
            .field(optional: "episode_id", "The episode that it is made for."),
            allow: .projectManager, answers: .one(AssetRow.self), handler: make),
    ]

    private static var listRoute: Route {
        .get(
            "/data/assets/all", "Assets that the caller may see.", .projectFilter(),
            .query("episode_id", "Only those of this episode or cast in it; `main` for those of none, `all`."),
            .filters(Entities.filters), allow: .memberWhenNamed, answers: .list(AssetRow.self), handler: list)
    }

    private static func list(
        _ call: Reading, project: ProjectRow.ID?, episode: String?, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let condition = try Entities.condition(
            AssetRow.self, .asset, call, in: project, queries, except: ["episode_id"])
        return Self.list(where: condition + (try Self.ofEpisode(episode)))
    }

    private static func list(where condition: SQL) -> Answer {
        .rows(
            """
            SELECT \(columns: AssetRow.columns, "entity") FROM entity WHERE \(condition)
            ORDER BY entity.created_at, entity.id
            """, as: AssetRow.columns)
    }

    /// The rest of a condition on assets: those made for an episode and those that it casts.
    ///
    /// - Parameter text: An id, `all`, `main` for the assets of no episode, or nil for all.
    /// - Throws: ``Problem`` 400 for anything else.
    static func ofEpisode(_ text: String?) throws -> SQL {
        guard let text, text != "all" else { return .empty }
        if text == "main" { return " AND entity.source_id IS NULL" }
        guard let id = UUID(strict: text) else {
            throw Problem.invalid("Invalid UUID format for episode_id: \(text)")
        }
        return """
             AND (entity.source_id = \(id)
                OR entity.id IN (SELECT link.entity_out_id FROM entity_link link WHERE link.entity_in_id = \(id)))
            """
    }

    private static func withTasks(
        _ call: Reading, project: ProjectRow.ID?, isCompact: Bool, isStream: Bool, id: UUID?, episode: String?
    ) throws -> Answer {
        var condition = try Entities.condition(AssetRow.self, .asset, call, in: project)
        condition += try Self.ofEpisode(episode)
        if let id { condition += " AND entity.id = \(id)" }
        return EntitiesWithTasks.assets.answer(
            where: condition, try EntitySight(of: call.caller, in: project?.uuid, call.data), for: try call.caller.id,
            .init(stream: isStream, compact: isCompact))
    }

    private static func ofProject(
        _ call: Reading, project: ProjectRow.ID, episode: String?, queries: [(name: String, value: String)]
    ) throws -> Answer {
        try Self.list(call, project: project, episode: episode, queries: queries)
    }

    private static func ofType(
        _ call: Reading, project: ProjectRow.ID, type: AssetTypeRow.ID, episode: String?,
        queries: [(name: String, value: String)]
    ) throws -> Answer {
        try Self.requireType(type, call.data)
        var condition = try Entities.condition(
            AssetRow.self, .asset, call, in: project, queries, except: ["episode_id", "entity_type_id"])
        condition += " AND entity.entity_type_id = \(type)"
        return Self.list(where: condition + (try Self.ofEpisode(episode)))
    }

    /// - Throws: ``Problem`` 404 unless it is a type of assets.
    static func requireType(_ type: AssetTypeRow.ID, _ reader: Reader) throws {
        guard
            try reader.exists(
                "SELECT 1 FROM entity_type WHERE id = \(type) AND id NOT IN \(EntityKind.reserved)")
        else { throw Problem.notFound() }
    }

    private static func make(
        _ call: Writing, project: ProjectRow.ID, type: AssetTypeRow.ID, name: EntityName, description: String?,
        data: JSONObject?, isShared: Bool?, episode: EpisodeRow.ID?
    ) throws -> Answer {
        try Self.requireType(type, call.data)
        if let episode { try Entities.require(episode.uuid, .episode, in: project.uuid, call.data) }
        let id = try call.data.insert(
            AssetRow.self,
            [
                "name": .text(name.text), "project_id": .uuid(project.uuid), "entity_type_id": .uuid(type.uuid),
                "description": .text(description ?? ""), "data": Entities.data(data),
                "is_shared": .bool(isShared ?? false), "source_id": episode.map { .uuid($0.uuid) } ?? .null,
                "created_by": .uuid(try call.caller.id),
            ])
        try Entities.announce(
            "new", .asset, id.uuid, in: project.uuid, call.data, ["asset_type": .string(type.uuid.text)])
        return Entities.one(AssetRow.self, id.uuid, .created)
    }
}
