import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Sequences: shots that belong together.
package enum Sequences {
    package static let routes: [Route] = [
        .get(
            "/data/sequences", "Sequences by name.", .projectFilter(),
            .parentFilter("episode_id", "Only those of this episode."), .filters(Entities.filters),
            allow: .member, answers: .list(SequenceRow.self), handler: list),
        .get(
            "/data/projects/{project_id}/sequences", "The sequences of a project, by name.",
            .path("project_id", malformed: .notFound()),
            allow: .member, answers: .list(SequenceRow.self), handler: ofProject),
        .post(
            "/data/projects/{project_id}/sequences", "Make a sequence, unless its episode has one of that name.",
            .path("project_id", malformed: .notFound()), .field("name", "Unique in its episode."),
            .field(optional: "episode_id", "Its episode."), .field(optional: "description", ""),
            .field(optional: "data", "Free-form values."),
            allow: .projectManager, answers: .one(SequenceRow.self), handler: make),
        EntitiesWithTasks.route(of: SequenceRow.self, .sequence, hasEpisode: true),
        .get(
            "/data/sequences/{sequence_id}", "One sequence.", .path("sequence_id", malformed: .notFound()),
            allow: .seesEntity, answers: .one(SequenceRow.self)
        ) { (_: Reading, id: SequenceRow.ID) in EntityNames.ofEpisode.one(SequenceRow.self, id.uuid) },
        Entities.deletion(
            of: SequenceRow.self, .sequence, at: "/data/sequences/{sequence_id}",
            "Delete a sequence that nothing is left in."),
        .get(
            "/data/sequences/{sequence_id}/shots", "The shots of a sequence.",
            .path("sequence_id", malformed: .notFound()), .filters(Entities.filters),
            allow: .member, answers: .list(ShotRow.self), handler: shots),
        .get(
            "/data/sequences/{sequence_id}/scenes", "The scenes of a sequence.",
            .path("sequence_id", malformed: .notFound()),
            allow: .seesEntity, answers: .list(SceneRow.self), handler: scenes),
    ]

    private static func shots(
        _ call: Reading, sequence: SequenceRow.ID, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let project = try Entities.project(of: sequence, call.data)
        let condition = try Entities.condition(ShotRow.self, .shot, call, in: project, queries)
        return Shots.list(where: condition + " AND entity.parent_id = \(sequence)")
    }

    private static func scenes(_ call: Reading, sequence: SequenceRow.ID) throws -> Answer {
        let project = try Entities.project(of: sequence, call.data)
        let condition = try Entities.condition(SceneRow.self, .scene, call, in: project)
        return Entities.list(SceneRow.self, where: condition + " AND entity.parent_id = \(sequence)")
    }

    private static func list(
        _ call: Reading, project: ProjectRow.ID?, episode: EpisodeRow.ID?, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let project = try project ?? Entities.project(of: episode, call.data)
        var condition = try Entities.condition(
            SequenceRow.self, .sequence, call, in: project, queries, except: ["episode_id"])
        if let episode { condition += " AND entity.parent_id = \(episode)" }
        return try Entities.groups(SequenceRow.self, where: condition, in: project, call)
    }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        try Entities.groups(
            SequenceRow.self, where: try Entities.condition(SequenceRow.self, .sequence, call, in: project),
            in: project, call)
    }

    private static func make(
        _ call: Writing, project: ProjectRow.ID, name: EntityName, episode: EpisodeRow.ID?, description: String?,
        data: JSONObject?
    ) throws -> Answer {
        if let episode { try Entities.require(episode.uuid, .episode, in: project.uuid, call.data) }
        let (id, isNew) = try Entities.make(
            .sequence, name, in: project, parent: episode?.uuid,
            ["description": .text(description ?? ""), "data": Entities.data(data)], by: call)
        if isNew { try Entities.announce("new", .sequence, id.uuid, in: project.uuid, call.data) }
        return Entities.one(SequenceRow.self, id.uuid, .created)
    }
}
