import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

// What a new production brings along, and what a change of one may do.
extension Projects {
    /// Whose links have columns of their own, and are not written as plain pairs.
    private static let links = ["task_types", "task_statuses"]

    /// A new production is open.
    static func prepareNew(_ call: Writing, _ body: inout JSONObject) throws {
        try self.checkStyle(body)
        body = body.without(["has_avatar"] + self.links)
        if body["project_status_id"]?.isNull ?? true {
            let open = try call.data.one(
                "SELECT id FROM project_status WHERE lower(name) = 'open' ORDER BY created_at, id", UUID.self)
            body["project_status_id"] = open.map { .string($0.text) }
        }
    }

    static func complete(_ call: Writing, _ id: ProjectRow.ID, _ body: JSONObject) throws {
        try self.writeLinks(call, id)
        try self.makeFirstEpisode(call, id)
    }

    /// The team changes by routes of its own, which know roles.
    static func prepareChange(_ body: inout JSONObject) throws {
        try self.checkStyle(body)
        try self.checkBitrates(body)
        body = body.without(["team", "has_avatar"] + self.links)
    }

    private static func checkStyle(_ body: JSONObject) throws {
        guard let style = body["production_style"], !style.isNull else { return }
        guard let text = style.stringValue, ProjectRow.productionStyles.contains(text) else {
            throw Problem.invalid("Invalid production_style")
        }
    }

    private static func checkBitrates(_ body: JSONObject) throws {
        for name in ["hd_bitrate_compression", "ld_bitrate_compression"] {
            guard let json = body[name], !json.isNull else { continue }
            if case .success(1...28) = Int.read(json) { continue }
            let given = json.stringValue ?? json.text
            throw Problem.invalid(
                "Invalid bitrate \(given). Expected an integer number of Mbit/s between 1 and 28.")
        }
    }

    /// Makes the task types and statuses that the request names the project's, each new one with what is usual.
    static func writeLinks(_ call: Writing, _ id: ProjectRow.ID) throws {
        if let types = try self.ids("task_types", call) {
            try call.data.keepLinks(ProjectTaskTypeLinkRow.self, of: id, "task_type", types)
        }
        if let statuses = try self.ids("task_statuses", call) {
            try call.data.keepLinks(ProjectTaskStatusLinkRow.self, of: id, "task_status", statuses)
        }
    }

    private static func ids(_ name: String, _ call: Writing) throws -> [UUID]? {
        guard let json = call.arrival.field(name), !json.isNull else { return nil }
        guard case .success(let ids) = [UUID].read(json) else { throw Problem.malformedValue }
        return ids
    }

    /// A TV show has an episode from the start.
    static func makeFirstEpisode(_ call: Writing, _ id: ProjectRow.ID) throws {
        let data = call.data
        guard try data.exists("SELECT 1 FROM project WHERE id = \(id) AND production_type = 'tvshow'") else { return }
        guard try self.firstEpisode(of: id, data) == nil else { return }
        let type = try data.one("SELECT id FROM entity_type WHERE name = 'Episode'", UUID.self)
        let typeID = try type ?? data.insert(EntityTypeRow.self, ["name": .text("Episode")]).uuid
        let episode = try data.insert(
            EntityRow.self,
            [
                "name": .text("E01"), "description": .text(""), "project_id": .uuid(id.uuid),
                "entity_type_id": .uuid(typeID), "created_by": .uuid(call.caller.id), "data": .json("{}"),
                "status": .text("running"),
            ])
        try data.emit("episode:new", ["episode_id": .string(episode.uuid.text)], project: id.uuid)
    }

    private static func firstEpisode(of id: ProjectRow.ID, _ data: Reader) throws -> String? {
        let episode = try data.one(
            """
            SELECT e.id FROM entity e JOIN entity_type t ON t.id = e.entity_type_id
            WHERE e.project_id = \(id) AND t.name = 'Episode' AND e.canceled IS NOT TRUE
            ORDER BY e.name, e.created_at, e.id LIMIT 1
            """, UUID.self)
        return episode?.text
    }

    /// Compat: of a TV show the first episode is told, and a change leaves the relations out.
    static func answer(_ call: Writing, _ action: TableAction, _ id: ProjectRow.ID) throws -> Answer? {
        let isNew = action == .create
        let columns = isNew ? ProjectRow.columns.with(ProjectRow.relations) : ProjectRow.columns
        let isShow = try call.data.exists("SELECT 1 FROM project WHERE id = \(id) AND production_type = 'tvshow'")
        let episode = isShow ? try self.firstEpisode(of: id, call.data) : nil
        return .json(isNew ? .created : .ok) { reader, output in
            try reader.each("SELECT \(columns: columns) FROM project WHERE id = \(id)") { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                if let episode {
                    output.json.key("first_episode_id")
                    output.json.string(episode)
                }
                output.json.endObject()
            }
        }
    }
}

extension Transaction {
    /// Makes `ids` the whole of what a project uses of `kind`. Compat: ids of rows that do not exist are left out.
    func keepLinks<Link: Shape>(
        _ shape: Link.Type, of project: ProjectRow.ID, _ kind: String, _ ids: [UUID]
    ) throws {
        let column = SQL(verbatim: "\(kind)_id")
        try self.run("DELETE FROM \(Link.self) WHERE project_id = \(project) AND NOT (\(column) \(in: ids))")
        let fresh = try self.all(
            """
            SELECT t.id FROM \(SQL(verbatim: kind)) t WHERE t.id \(in: ids)
                AND NOT EXISTS (SELECT 1 FROM \(Link.self) l WHERE l.project_id = \(project) AND l.\(column) = t.id)
            """
        ) { try $0.uuid(0) }
        for id in fresh {
            try self.insert(Link.self, ["project_id": .uuid(project.uuid), "\(kind)_id": .uuid(id)])
        }
    }
}
