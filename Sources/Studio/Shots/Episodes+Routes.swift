import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Episodes: sequences of a series, and the assets that they share.
package enum Episodes {
    package static let routes: [Route] = [
        .get(
            "/data/episodes", "Episodes by name.", .projectFilter(), .filters(Entities.filters),
            allow: .member, answers: .list(EpisodeRow.self), handler: list),
        .get(
            "/data/projects/{project_id}/episodes", "The episodes of a project, by name.",
            .path("project_id", malformed: .notFound()),
            allow: .member, answers: .list(EpisodeRow.self), handler: ofProject),
        .post(
            "/data/projects/{project_id}/episodes", "Make an episode, unless the project has one of that name.",
            .path("project_id", malformed: .notFound()), .field("name", "Unique in the project."),
            .field(optional: "status", "`standby`, `running`, `complete` or `canceled`."),
            .field(optional: "description", ""), .field(optional: "data", "Free-form values."),
            allow: .projectManager, answers: .one(EpisodeRow.self), handler: make),
        EntitiesWithTasks.route(of: EpisodeRow.self, .episode, hasEpisode: false),
        .get(
            "/data/episodes/{episode_id}", "One episode.", .path("episode_id", malformed: .notFound()),
            allow: .seesEntity, answers: .one(EpisodeRow.self)
        ) { (_: Reading, id: EpisodeRow.ID) in EntityNames.ofProject.one(EpisodeRow.self, id.uuid) },
        Entities.deletion(
            of: EpisodeRow.self, .episode, at: "/data/episodes/{episode_id}",
            "Delete an episode that nothing is left in."),
        .get(
            "/data/episodes/{episode_id}/sequences", "The sequences of an episode.",
            .path("episode_id", malformed: .notFound()), .filters(Entities.filters),
            allow: .member, answers: .list(SequenceRow.self), handler: sequences),
        .get(
            "/data/episodes/{episode_id}/shots", "The shots of an episode.",
            .path("episode_id", malformed: .notFound()),
            allow: .seesEntity, answers: .list(ShotRow.self), handler: shots),
    ]

    private static func sequences(
        _ call: Reading, episode: EpisodeRow.ID, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let project = try Entities.project(of: episode, call.data)
        let condition = try Entities.condition(SequenceRow.self, .sequence, call, in: project, queries)
        return try Entities.groups(
            SequenceRow.self, where: condition + " AND entity.parent_id = \(episode)", in: project, call)
    }

    private static func shots(_ call: Reading, episode: EpisodeRow.ID) throws -> Answer {
        let project = try Entities.project(of: episode, call.data)
        var condition = try Entities.condition(ShotRow.self, .shot, call, in: project)
        condition += """
             AND entity.parent_id IN (SELECT sequence.id FROM entity sequence WHERE sequence.parent_id = \(episode))
            """
        return Entities.list(ShotRow.self, where: condition)
    }

    private static func list(
        _ call: Reading, project: ProjectRow.ID?, queries: [(name: String, value: String)]
    ) throws -> Answer {
        try Entities.groups(
            EpisodeRow.self, where: try Entities.condition(EpisodeRow.self, .episode, call, in: project, queries),
            in: project, call)
    }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        try Entities.groups(
            EpisodeRow.self, where: try Entities.condition(EpisodeRow.self, .episode, call, in: project), in: project,
            call)
    }

    private static func make(
        _ call: Writing, project: ProjectRow.ID, name: EntityName, status: String?, description: String?,
        data: JSONObject?
    ) throws -> Answer {
        var values: [String: Value] = ["description": .text(description ?? ""), "data": Entities.data(data)]
        // Compat: a status that is none is taken for the usual one.
        if let status, EntityRow.field("status")?.choices.contains(status) == true { values["status"] = .text(status) }
        let (id, isNew) = try Entities.make(.episode, name, in: project, parent: nil, values, by: call)
        if isNew { try Entities.announce("new", .episode, id.uuid, in: project.uuid, call.data) }
        return Entities.one(EpisodeRow.self, id.uuid, .created)
    }
}
