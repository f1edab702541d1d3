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
    ]

    private static func list(
        _ call: Reading, project: ProjectRow.ID?, queries: [(name: String, value: String)]
    ) throws -> Answer {
        Entities.list(
            EpisodeRow.self, where: try Entities.condition(EpisodeRow.self, .episode, call, in: project, queries))
    }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        Entities.list(EpisodeRow.self, where: try Entities.condition(EpisodeRow.self, .episode, call, in: project))
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
