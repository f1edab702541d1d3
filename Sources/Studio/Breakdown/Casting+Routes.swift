import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The breakdown: which assets a shot, an asset, a scene or an episode needs.
package enum Casting {
    package static let routes: [Route] = [
        .get(
            "/data/projects/{project_id}/entities/{entity_id}/casting", "The assets that an entity casts.",
            .path("project_id", malformed: .notFound()), .path("entity_id", malformed: .notFound()),
            allow: .memberButVendor, answers: .objects("Assets, and how often."), handler: ofEntity),
        .put(
            "/data/projects/{project_id}/entities/{entity_id}/casting", "Cast these assets, and no others.",
            .path("project_id", malformed: .notFound()), .path("entity_id", malformed: .notFound()),
            .json("A list of `{asset_id, nb_occurences, label}`."),
            allow: .projectManager, answers: .objects("The list as it was sent."), handler: cast),
        .put(
            "/data/projects/{project_id}/entities/casting", "Cast assets in many entities.",
            .path("project_id", malformed: .notFound()),
            .json("For the id of each entity a list of `{asset_id, nb_occurences, label}`."),
            allow: .projectManager, answers: .object("The body as it was sent."), handler: castMany),
        .put(
            "/data/projects/{project_id}/entities/casting/assets/{asset_id}", "Cast an asset in many entities.",
            .path("project_id", malformed: .notFound()), .path("asset_id", malformed: .notFound()),
            .field("entity_ids", "Where to cast it."),
            .field(optional: "nb_occurences", "How often: 1 when left out, 0 takes it out."),
            .field(optional: "label", "`animate` or `fixed`, by habit."),
            allow: .projectManager, answers: .object("The castings of the entities."), handler: castOne),
        .get(
            "/data/projects/{project_id}/sequences/{sequence_id}/casting", "The castings of a sequence's shots.",
            .path("project_id", malformed: .notFound()), .path("sequence_id", malformed: .notFound()),
            allow: .memberButVendor, answers: .object("A list of assets for the id of each shot."),
            handler: ofSequence),
        .get(
            "/data/projects/{project_id}/sequences/all/casting", "The castings of a project's shots.",
            .path("project_id", malformed: .notFound()),
            allow: .memberButVendor, answers: .object("A list of assets for the id of each shot."),
            handler: ofShots),
        .get(
            "/data/projects/{project_id}/episodes/{episode_id}/sequences/all/casting",
            "The castings of an episode's shots.",
            .path("project_id", malformed: .notFound()), .path("episode_id", malformed: .notFound()),
            allow: .memberButVendor, answers: .object("A list of assets for the id of each shot."),
            handler: ofEpisodesShots),
        .get(
            "/data/projects/{project_id}/episodes/casting", "The castings of a project's episodes and of their shots.",
            .path("project_id", malformed: .notFound()),
            allow: .memberButVendor, answers: .object("A list of assets for the id of each episode and shot."),
            handler: ofEpisodes),
        .get(
            "/data/projects/{project_id}/asset-types/{asset_type_id}/casting", "The castings of a type's assets.",
            .path("project_id", malformed: .notFound()), .path("asset_type_id", malformed: .notFound()),
            allow: .memberButVendor, answers: .object("A list of assets for the id of each asset."), handler: ofType),
        .get(
            "/data/assets/{asset_id}/casting", "The assets that an asset casts.",
            .path("asset_id", malformed: .notFound()),
            allow: .seesEntity, answers: .objects("Assets, and how often."), handler: ofAsset),
        .put(
            "/data/assets/{asset_id}/casting", "Cast these assets in an asset, and no others.",
            .path("asset_id", malformed: .notFound()), .json("A list of `{asset_id, nb_occurences, label}`."),
            allow: .projectManager, answers: .objects("The list as it was sent."), handler: castInAsset),
        .get(
            "/data/assets/{asset_id}/cast-in", "The shots, scenes, episodes and assets that cast an asset.",
            .path("asset_id", malformed: .notFound()),
            allow: .seesEntity, answers: .objects("Shots first."), handler: castIn),
    ]
}

// Reading.
extension Casting {
    private static func ofEntity(_ call: Reading, project: ProjectRow.ID, entity: EntityRow.ID) throws -> Answer {
        try Entities.requireAll([entity.uuid], in: project.uuid, call.data)
        return Self.list(of: entity.uuid)
    }

    private static func ofAsset(_ call: Reading, asset: AssetRow.ID) throws -> Answer { Self.list(of: asset.uuid) }

    private static func ofSequence(
        _ call: Reading, project: ProjectRow.ID, sequence: SequenceRow.ID
    ) throws -> Answer {
        try Entities.require(sequence.uuid, .sequence, in: project.uuid, call.data)
        return Self.shots(where: "sequence.id = \(sequence)")
    }

    private static func ofShots(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        Self.shots(where: "entity.project_id = \(project)")
    }

    private static func ofEpisodesShots(
        _ call: Reading, project: ProjectRow.ID, episode: EpisodeRow.ID
    ) throws -> Answer {
        Self.shots(where: "entity.project_id = \(project) AND sequence.parent_id = \(episode)")
    }

    private static func ofEpisodes(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        CastingMap(joins: .empty, condition: "entity.project_id = \(project)", order: Entities.byName("entity.name"))
            .answer(.sharing)
    }

    private static func ofType(_ call: Reading, project: ProjectRow.ID, type: AssetTypeRow.ID) throws -> Answer {
        try Assets.requireType(type, call.data)
        let condition: SQL = "entity.project_id = \(project) AND entity.entity_type_id = \(type)"
        return CastingMap(joins: .empty, condition: condition, order: Entities.byName("entity.name")).answer(.short)
    }

    /// The castings of the shots that a condition on `entity` and `sequence` leaves.
    private static func shots(where condition: SQL) -> Answer {
        CastingMap(
            joins: "JOIN entity sequence ON sequence.id = entity.parent_id",
            condition: "\(EntityKind.shot.condition()) AND \(condition)",
            order: "\(Entities.byName("sequence.name")), \(Entities.byName("entity.name"))"
        ).answer(.withSequence)
    }
}

// Writing.
extension Casting {
    private static func cast(
        _ call: Writing, project: ProjectRow.ID, entity: EntityRow.ID, body: JSONValue
    ) throws -> Answer {
        try Entities.requireAll([entity.uuid], in: project.uuid, call.data)
        try Self.cast(try Cast.list(body), in: entity.uuid, call.data)
        return .value(body)
    }

    private static func castInAsset(_ call: Writing, asset: AssetRow.ID, body: JSONValue) throws -> Answer {
        try Self.cast(try Cast.list(body), in: asset.uuid, call.data)
        return .value(body)
    }

    private static func castMany(_ call: Writing, project: ProjectRow.ID, body: JSONValue) throws -> Answer {
        guard case .object(let object) = body else {
            throw Problem(
                .badRequest,
                .message("Request body must be a JSON object mapping entity ids to casting arrays"))
        }
        let castings = try object.entries.map { key, value in
            guard let id = UUID(strict: key) else { throw Problem.notFound() }
            return (entity: id, casts: try Cast.list(value))
        }
        try Entities.requireAll(castings.map(\.entity), in: project.uuid, call.data)
        for (entity, casts) in castings { try Self.cast(casts, in: entity, call.data) }
        return .value(body)
    }

    private static func castOne(
        _ call: Writing, project: ProjectRow.ID, asset: AssetRow.ID, entities: [UUID], count: Int?, label: String?
    ) throws -> Answer {
        guard !entities.isEmpty else {
            throw Problem.invalid(fields: [("entity_ids", "List should have at least 1 item after validation, not 0")])
        }
        guard count ?? 1 >= 0 else {
            throw Problem.invalid(fields: [("nb_occurences", "Input should be greater than or equal to 0")])
        }
        try Entities.requireAll(entities, in: project.uuid, call.data)
        let cast = Cast(asset: asset.uuid, count: count ?? 1, label: label)
        for entity in entities {
            var casts = try Cast.all(in: entity, call.data)
            casts.removeAll { $0.asset == asset.uuid }
            if count != 0 { casts.append(cast) }
            try Self.cast(casts, in: entity, call.data)
        }
        return .json { reader, output in
            output.json.beginObject()
            for entity in entities {
                output.json.key(dynamic: entity.text)
                try Self.writeList(of: entity, reader, output)
            }
            output.json.endObject()
        }
    }
}
