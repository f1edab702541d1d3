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
        let columns = ShotRow.columns
        let sql: SQL = """
            SELECT \(columns: columns, "entity"), project.name, sequence.name FROM entity
            JOIN project ON project.id = entity.project_id JOIN entity sequence ON sequence.id = entity.parent_id
            WHERE \(condition) ORDER BY \(Entities.byName("entity.name")), entity.id
            """
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(sql) { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                output.json.key("project_name")
                output.json.cell(row.source.cell(columns.count), as: .text)
                output.json.key("sequence_name")
                output.json.cell(row.source.cell(columns.count + 1), as: .text)
                output.json.endObject()
                try output.flushIfFull()
            }
            output.json.endArray()
        }
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
