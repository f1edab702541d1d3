import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Scenes: where layout happens before shots are cut.
package enum Scenes {
    package static let routes: [Route] = [
        .get(
            "/data/scenes/all", "Scenes with the names of their projects and sequences.", .projectFilter(),
            .parentFilter("sequence_id", "Only those of this sequence."), .filters(Entities.filters),
            allow: .memberButVendor, answers: .list(SceneRow.self), handler: list),
        EntitiesWithTasks.route(of: SceneRow.self, .scene, hasEpisode: false),
        .get(
            "/data/projects/{project_id}/scenes", "The scenes of a project, by name.",
            .path("project_id", malformed: .notFound()),
            allow: .member, answers: .list(SceneRow.self), handler: ofProject),
        .post(
            "/data/projects/{project_id}/scenes", "Make a scene, unless its sequence has one of that name.",
            .path("project_id", malformed: .notFound()), .field("name", "Unique in its sequence."),
            .field(optional: "sequence_id", "Its sequence."),
            allow: .projectManager, answers: .one(SceneRow.self), handler: make),
        .get(
            "/data/scenes/{scene_id}", "One scene.", .path("scene_id", malformed: .notFound()),
            allow: .seesEntity, answers: .one(SceneRow.self)
        ) { (_: Reading, id: SceneRow.ID) in EntityNames.ofSequenceAndEpisode.one(SceneRow.self, id.uuid) },
        Entities.deletion(of: SceneRow.self, .scene, at: "/data/scenes/{scene_id}", "Delete a scene."),
    ]

    private static func list(
        _ call: Reading, project: ProjectRow.ID?, sequence: SequenceRow.ID?, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let project = try project ?? Entities.project(of: sequence, call.data)
        var condition = try Entities.condition(
            SceneRow.self, .scene, call, in: project, queries, except: ["sequence_id"])
        if let sequence { condition += " AND entity.parent_id = \(sequence)" }
        return EntityNames.ofSequence.list(SceneRow.self, where: condition)
    }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        Entities.list(SceneRow.self, where: try Entities.condition(SceneRow.self, .scene, call, in: project))
    }

    private static func make(
        _ call: Writing, project: ProjectRow.ID, name: EntityName, sequence: SequenceRow.ID?
    ) throws -> Answer {
        if let sequence { try Entities.require(sequence.uuid, .sequence, in: project.uuid, call.data) }
        let (id, isNew) = try Entities.make(
            .scene, name, in: project, parent: sequence?.uuid, ["data": Entities.data(nil)], by: call)
        if isNew { try Entities.announce("new", .scene, id.uuid, in: project.uuid, call.data) }
        return Entities.one(SceneRow.self, id.uuid, .created)
    }
}
