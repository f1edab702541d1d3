import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Shots: the leaves of a production in time.
package enum Shots {
    package static let routes: [Route] =
        [
            Self.listRoute,
            Self.listRoute.also(at: "/data/shots"),
            .get(
                "/data/shots/with-tasks", "Shots with their tasks: objects, rows under a header, or a line for each.",
                .projectFilter(refusal: "Invalid UUID format for project_id"),
                .query("compact", "Rows without names, under a header.", default: false),
                .query("stream", "A line of JSON for each shot.", default: false),
                .idFilter("id", "Only this shot."), .idFilter("episode_id", "Only those of this episode."),
                allow: .member, answers: .objects("Shots, each with its `tasks`."), handler: withTasks),
            .get(
                "/data/projects/{project_id}/shots", "The shots of a project, by name.",
                .path("project_id", malformed: .notFound()),
                allow: .member, answers: .list(ShotRow.self), handler: ofProject),
            .post(
                "/data/projects/{project_id}/shots", "Make a shot, unless its sequence has one of that name.",
                .path("project_id", malformed: .notFound()), .field("name", "Unique in its sequence."),
                .field(optional: "sequence_id", "Its sequence."), .field(optional: "description", ""),
                .field(optional: "nb_frames", "Length, in frames."), .field(optional: "data", "Free-form values."),
                allow: .projectManager, answers: .one(ShotRow.self), handler: make),
            .get(
                "/data/shots/{shot_id}", "One shot, with its tasks and the names of what it belongs to.",
                .path("shot_id", malformed: .notFound()),
                allow: .seesEntity, answers: .one(ShotRow.self), handler: one),
            .put(
                "/data/shots/{shot_id}", "Change fields of a shot. `data` is replaced as a whole.",
                .path("shot_id", malformed: .notFound()), .object("The fields to change."),
                allow: .projectManager, answers: .one(EntityRow.self), handler: change),
            Entities.deletion(
                of: ShotRow.self, .shot, at: "/data/shots/{shot_id}", "Delete a shot, or cancel it while it has tasks."),
            .get(
                "/data/shots/{shot_id}/versions", "The older states of a shot, the newest first.",
                .path("shot_id", malformed: .notFound()),
                allow: .seesEntity, answers: .list(EntityVersionRow.self), handler: versions),
            .get(
                "/data/shots/{shot_id}/assets", "The assets that a shot casts.",
                .path("shot_id", malformed: .notFound()),
                allow: .seesEntity, answers: .list(AssetRow.self)
            ) { (_: Reading, shot: ShotRow.ID) in Assets.cast(in: shot.uuid) },
            .get(
                "/data/shots/{shot_id}/asset-types", "The types of the assets that a shot casts.",
                .path("shot_id", malformed: .notFound()),
                allow: .member, answers: .list(AssetTypeRow.self), handler: assetTypes),
        ]

    private static var listRoute: Route {
        .get(
            "/data/shots/all", "Shots with the names of their projects and sequences.",
            .projectFilter(), .parentFilter("sequence_id", "Only those of this sequence."), .filters(Entities.filters),
            allow: .member, answers: .list(ShotRow.self), handler: list)
    }

    /// Compat: a shot without a sequence is not in this list.
    private static func list(
        _ call: Reading, project: ProjectRow.ID?, sequence: SequenceRow.ID?, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let project = try project ?? Entities.project(of: sequence, call.data)
        var condition = try Entities.condition(ShotRow.self, .shot, call, in: project, queries, except: ["sequence_id"])
        if let sequence { condition += " AND entity.parent_id = \(sequence)" }
        return Self.list(where: condition)
    }

    /// Shots by name, with the names of their projects and sequences.
    static func list(where condition: SQL) -> Answer {
        EntityNames.ofSequence.list(ShotRow.self, where: condition)
    }

    private static func withTasks(
        _ call: Reading, project: ProjectRow.ID?, isCompact: Bool, isStream: Bool, id: UUID?, episode: UUID?
    ) throws -> Answer {
        var condition = try Entities.condition(ShotRow.self, .shot, call, in: project)
        if let id { condition += " AND entity.id = \(id)" }
        if let episode { condition += " AND sequence.parent_id = \(episode)" }
        return EntitiesWithTasks.shots.answer(
            where: condition, try EntitySight(of: call.caller, in: project?.uuid, call.data), for: try call.caller.id,
            .init(stream: isStream, compact: isCompact))
    }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        Entities.list(ShotRow.self, where: try Entities.condition(ShotRow.self, .shot, call, in: project))
    }

    private static func make(
        _ call: Writing, project: ProjectRow.ID, name: EntityName, sequence: SequenceRow.ID?, description: String?,
        frames: Int?, data: JSONObject?
    ) throws -> Answer {
        if let sequence { try Entities.require(sequence.uuid, .sequence, in: project.uuid, call.data) }
        let (id, isNew) = try Entities.make(
            .shot, name, in: project, parent: sequence?.uuid,
            [
                "description": description.map(Value.text) ?? .null,
                "nb_frames": frames.map { .int(Int64($0)) } ?? .null,
                "data": Entities.data(data),
            ], by: call)
        if isNew {
            let episode = try sequence.flatMap { sequence in
                try call.data.one("SELECT parent_id FROM entity WHERE id = \(sequence)", UUID?.self)
            }
            try Entities.announce(
                "new", .shot, id.uuid, in: project.uuid, call.data, ["episode_id": JSONObject.id(episode ?? nil)])
        }
        return Entities.one(ShotRow.self, id.uuid, .created)
    }
}

// One shot.
extension Shots {
    /// Compat: the members that lists with tasks have, and the rest of the row behind them.
    private static let rest = ShotRow.columns.without(Set(EntitiesWithTasks.shots.entity.map(\.key.name)))
        .typed(nil).with(ShotRow.relations)

    private static func one(_ call: Reading, shot: ShotRow.ID) throws -> Answer {
        let project = try Entities.project(of: shot, call.data)
        let sight = try EntitySight(of: call.caller, in: project?.uuid, call.data)
        let caller = try call.caller.id
        return .json { reader, output in
            output.json.beginObject()
            try EntitiesWithTasks.shots.writeMembers(
                where: "entity.id = \(shot)", sight, for: caller, reader, output)
            output.json.key("type")
            output.json.string(ShotRow.name)
            try reader.each("SELECT \(columns: Self.rest) FROM entity WHERE id = \(shot)") { row in
                Self.rest.writeMembers(row, into: &output.json)
            }
            output.json.endObject()
        }
    }

    private static func change(_ call: Writing, shot: ShotRow.ID, body: JSONObject) throws -> Answer {
        if let name = body["name"], case .failure(let refusal) = EntityName.read(name) {
            throw Problem.invalid(fields: [("name", refusal.message)])
        }
        try EntityChange(of: shot.uuid, body, by: call, mergesData: false).make()
        return .one("SELECT \(columns: Self.changed) FROM entity WHERE id = \(shot)", as: Self.changed)
    }

    /// Compat: the answer of a change calls it `Entity`.
    private static let changed = ShotRow.columns.typed(EntityRow.name)
    private static let version = EntityVersionRow.columns.typed("ShotVersion")

    private static func versions(_ call: Reading, shot: ShotRow.ID) throws -> Answer {
        .rows(
            """
            SELECT \(columns: Self.version) FROM entity_version WHERE entity_id = \(shot)
            ORDER BY created_at DESC, id DESC
            """, as: Self.version)
    }

    private static func assetTypes(_ call: Reading, shot: ShotRow.ID) throws -> Answer {
        .rows(
            """
            SELECT \(columns: AssetTypeRow.columns) FROM entity_type
            WHERE id IN (SELECT asset.entity_type_id FROM entity_link link
                JOIN entity asset ON asset.id = link.entity_out_id WHERE link.entity_in_id = \(shot))
            ORDER BY \(Entities.byName("name")), id
            """, as: AssetTypeRow.columns)
    }
}
