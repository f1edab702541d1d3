import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What the caller works on: only what he is assigned to, and what that is part of.
package enum MyEntities {
    package static let routes: [Route] =
        [
            .get(
                "/data/user/projects/{project_id}/asset-types", "The types of assets that the caller works on.",
                .project,
                allow: .person, answers: .list(AssetTypeRow.self), handler: assetTypes),
            .get(
                "/data/user/projects/{project_id}/asset-types/{asset_type_id}/assets",
                "The assets of a type that the caller works on.",
                .project, .path("asset_type_id", malformed: .notFound()),
                allow: .person, answers: .list(AssetRow.self), handler: assets),
            .get(
                "/data/user/projects/{project_id}/sequences", "The sequences of the shots that the caller works on.",
                .project, allow: .person, answers: .list(SequenceRow.self), handler: sequences),
            .get(
                "/data/user/projects/{project_id}/episodes", "The episodes of the shots that the caller works on.",
                .project, allow: .person, answers: .list(EpisodeRow.self), handler: episodes),
            .get(
                "/data/user/sequences/{sequence_id}/shots", "The shots of a sequence that the caller works on.",
                .path("sequence_id", malformed: .notFound()), allow: .person, answers: .list(ShotRow.self)
            ) { call, sequence in try Self.children(ShotRow.self, of: sequence, call) },
            .get(
                "/data/user/sequences/{sequence_id}/scenes", "The scenes of a sequence that the caller works on.",
                .path("sequence_id", malformed: .notFound()), allow: .person, answers: .list(SceneRow.self)
            ) { call, sequence in try Self.children(SceneRow.self, of: sequence, call) },
        ] + Self.tasks(on: AssetRow.self, .asset) + Self.tasks(on: ShotRow.self, .shot)
        + Self.tasks(on: SceneRow.self, .scene) + Self.tasks(on: SequenceRow.self, .sequence)

    /// The caller's tasks on an entity and their types. Compat: an address for each kind of entity.
    private static func tasks<Row: Shape>(on shape: Row.Type, _ kind: EntityKind) -> [Route] {
        let name = "\(kind.word)_id"
        return [
            .get(
                "/data/user/\(kind.word)s/{\(name)}/tasks", "The caller's tasks there.",
                Input<Row.ID>.path(name, malformed: .notFound()), allow: .person, answers: .list(TaskRow.self)
            ) { call, entity in
                try Self.check(entity, call)
                return .rows(
                    """
                    SELECT \(columns: TaskRow.self) FROM task WHERE entity_id = \(entity)
                        AND id IN (\(Self.tasks(of: try call.caller))) \(TaskRow.stableOrder)
                    """, as: TaskRow.columns)
            },
            .get(
                "/data/user/\(kind.word)s/{\(name)}/task-types", "The types of the caller's tasks there.",
                Input<Row.ID>.path(name, malformed: .notFound()), allow: .person,
                answers: .list(TaskTypeRow.self)
            ) { call, entity in
                try Self.check(entity, call)
                return .rows(
                    """
                    SELECT \(columns: TaskTypeRow.self) FROM task_type WHERE id IN (
                        SELECT task_type_id FROM task WHERE entity_id = \(entity)
                            AND id IN (\(Self.tasks(of: try call.caller)))) \(TaskTypeRow.stableOrder)
                    """, as: TaskTypeRow.columns)
            },
        ]
    }

    /// SQL for the tasks that someone is assigned to.
    private static func tasks(of caller: Caller) -> SQL {
        "SELECT task_id FROM task_person_link WHERE person_id = \(caller.id)"
    }

    /// SQL for the entities of a kind that someone works on; a nil name stands for assets.
    private static func entities(of caller: Caller, _ kind: String?) -> SQL {
        let ofKind: SQL = kind.map { "t.name = \($0)" } ?? "t.name NOT IN (\(EntityTypes.otherKinds))"
        return """
            SELECT e.id FROM entity e JOIN entity_type t ON t.id = e.entity_type_id WHERE \(ofKind)
                AND e.canceled IS NOT TRUE
                AND e.id IN (SELECT entity_id FROM task WHERE id IN (\(self.tasks(of: caller))))
            """
    }

    /// - Throws: ``Problem`` 404 when there is no such row, or none of its kind.
    private static func check<Row: Shape>(_ id: Identifier<Row>, _ call: Reading) throws {
        let found: SQL = Row.project(of: id.uuid) ?? "SELECT 1 FROM \(Row.self) WHERE id = \(id)"
        guard try call.data.exists(found) else { throw Problem.notFound() }
    }

    private static func rows<Row: Shape>(_ shape: Row.Type, where condition: SQL) -> Answer {
        .rows(
            "SELECT \(columns: Row.self) FROM \(Row.self) WHERE \(condition) ORDER BY name, id", as: Row.columns)
    }

    private static func assetTypes(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        try self.check(project, call)
        return self.rows(
            AssetTypeRow.self,
            where: """
                id IN (SELECT entity_type_id FROM entity WHERE project_id = \(project)
                    AND id IN (\(self.entities(of: try call.caller, nil))))
                """)
    }

    private static func assets(
        _ call: Reading, project: ProjectRow.ID, type: AssetTypeRow.ID
    ) throws -> Answer {
        try self.check(project, call)
        try self.check(type, call)
        return self.rows(
            AssetRow.self,
            where: """
                project_id = \(project) AND entity_type_id = \(type)
                    AND id IN (\(self.entities(of: try call.caller, nil)))
                """)
    }

    private static func sequences(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        try self.check(project, call)
        return self.rows(
            SequenceRow.self, where: "project_id = \(project) AND id IN (\(self.sequences(of: try call.caller)))")
    }

    private static func episodes(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        try self.check(project, call)
        return self.rows(
            EpisodeRow.self,
            where: """
                project_id = \(project) AND id IN (
                    SELECT parent_id FROM entity WHERE id IN (\(self.sequences(of: try call.caller))))
                """)
    }

    /// SQL for the sequences of the shots that someone works on.
    private static func sequences(of caller: Caller) -> SQL {
        "SELECT parent_id FROM entity WHERE id IN (\(self.entities(of: caller, "Shot")))"
    }

    private static func children<Row: Shape>(
        _ shape: Row.Type, of sequence: SequenceRow.ID, _ call: Reading
    ) throws -> Answer {
        try self.check(sequence, call)
        return self.rows(
            Row.self, where: "parent_id = \(sequence) AND id IN (\(self.entities(of: try call.caller, Row.name)))")
    }
}
