import API
import Database
import FoundationEssentials
import JSONBytes

/// Productions with all that belongs to them, as clients start with: their columns and relations, and after them
/// metadata columns, what is set for each task type and status, and a TV show's first episode.
struct WholeProjects {
    private static let columns = ProjectRow.columns.with(ProjectRow.relations)

    private let condition: SQL
    private var descriptors: [UUID: [JSONValue]] = [:]
    private var taskTypes: [UUID: [(id: String, link: JSONObject)]] = [:]
    private var taskStatuses: [UUID: [(id: String, link: JSONObject)]] = [:]
    private var firstEpisodes: [UUID: String] = [:]

    /// - Parameters:
    ///   - condition: Which projects, as SQL over `project`.
    ///   - caller: Metadata columns are those that he may see.
    init(_ condition: SQL, for caller: Caller, _ reader: Reader) throws {
        self.condition = condition
        let projects = Self.ids(condition)
        try self.readDescriptors(Self.descriptors(of: projects, caller), reader)
        try self.readTaskTypes(Self.taskTypes(of: projects), reader)
        try self.readTaskStatuses(Self.taskStatuses(of: projects), reader)
        try self.readFirstEpisodes(Self.firstEpisodes(of: projects), reader)
    }

    private mutating func readDescriptors(_ query: SQL, _ reader: Reader) throws {
        try reader.each(query) { row in
            let object: JSONObject = [
                "id": .string(try row.uuid(1).text), "name": .string(try row.text(2)),
                "field_name": .string(try row.text(3)), "data_type": .text(try row.value(4)),
                "choices": try row.json(5), "for_client": .bool(try row.value(6, as: Bool?.self) ?? false),
                "entity_type": .string(try row.text(7)), "task_type_id": .text(try row.value(8)),
                "position": .number(try row.value(9)), "departments": try row.json(10),
            ]
            self.descriptors[try row.uuid(0), default: []].append(.object(object))
        }
    }

    private mutating func readTaskTypes(_ query: SQL, _ reader: Reader) throws {
        try reader.each(query) { row in
            let link: JSONObject = [
                "priority": .number(try row.value(2)), "hd_bitrate_compression": .number(try row.value(3)),
                "ld_bitrate_compression": .number(try row.value(4)),
                "is_client_visible": .bool(try row.value(5, as: Bool?.self) ?? true),
            ]
            self.taskTypes[try row.uuid(0), default: []].append((try row.uuid(1).text, link))
        }
    }

    private mutating func readTaskStatuses(_ query: SQL, _ reader: Reader) throws {
        try reader.each(query) { row in
            let link: JSONObject = [
                "priority": .number(try row.value(2)), "roles_for_board": try row.json(3),
                "is_client_allowed": try row.value(4, as: Bool?.self).map(JSONValue.bool) ?? .null,
            ]
            self.taskStatuses[try row.uuid(0), default: []].append((try row.uuid(1).text, link))
        }
    }

    private mutating func readFirstEpisodes(_ query: SQL, _ reader: Reader) throws {
        try reader.each(query) { row in self.firstEpisodes[try row.uuid(0)] = try row.uuid(1).text }
    }

    /// Writes the projects as an array, by name.
    func writeArray(_ reader: Reader, _ output: Output) throws {
        output.json.beginArray()
        try self.each(reader) { row, project in
            output.json.beginObject()
            self.writeMembers(row, project, &output.json)
            output.json.endObject()
            try output.flushIfFull()
        }
        output.json.endArray()
    }

    /// Writes the one project, with its status' name.
    func writeOne(_ reader: Reader, _ output: Output) throws {
        try self.each(reader) { row, project in
            output.json.beginObject()
            self.writeMembers(row, project, &output.json)
            output.json.key("project_status_name")
            output.json.value(.text(try row.value(Self.columns.count + 1)))
            output.json.endObject()
        }
    }

    private func each(_ reader: Reader, _ body: (Row, UUID) throws -> Void) throws {
        let count = Self.columns.count
        try reader.each(Self.rows(self.condition)) { row in try body(row, try row.uuid(count)) }
    }

    private func writeMembers(_ row: Row, _ project: UUID, _ json: inout JSONWriter) {
        Self.columns.writeMembers(row, into: &json)
        json.key("descriptors")
        json.value(.array(self.descriptors[project] ?? []))
        let types = self.taskTypes[project] ?? []
        json.key("task_type_links")
        json.value(.object(JSONObject(types.map { (key: $0.id, value: .object($0.link)) })))
        json.key("task_types_priority")
        json.value(.object(JSONObject(types.map { (key: $0.id, value: $0.link["priority"] ?? .null) })))
        json.key("task_statuses_link")
        let statuses = self.taskStatuses[project] ?? []
        json.value(.object(JSONObject(statuses.map { (key: $0.id, value: .object($0.link)) })))
        if let episode = self.firstEpisodes[project] {
            json.key("first_episode_id")
            json.string(episode)
        }
    }
}

// What it asks.
extension WholeProjects {
    /// All that reading and writing ask, in order.
    static func queries(_ condition: SQL, for caller: Caller) -> [SQL] {
        let projects = self.ids(condition)
        return [
            self.descriptors(of: projects, caller), self.taskTypes(of: projects), self.taskStatuses(of: projects),
            self.firstEpisodes(of: projects), self.rows(condition),
        ]
    }

    private static func ids(_ condition: SQL) -> SQL { "(SELECT project.id FROM project WHERE \(condition))" }

    private static let departments = Relation(
        "departments", through: "department_metadata_descriptor_link", own: "metadata_descriptor_id",
        other: "department_id", target: "department"
    ).ids(of: "metadata_descriptor")

    private static func descriptors(of projects: SQL, _ caller: Caller) -> SQL {
        """
        SELECT project_id, id, name, field_name, data_type, choices, for_client, entity_type, task_type_id, position,
            \(self.departments)
        FROM metadata_descriptor WHERE project_id IN \(projects) AND \(Descriptors.visible(to: caller))
        ORDER BY created_at, id
        """
    }

    private static func taskTypes(of projects: SQL) -> SQL {
        """
        SELECT project_id, task_type_id, priority, hd_bitrate_compression, ld_bitrate_compression, is_client_visible
        FROM project_task_type_link WHERE project_id IN \(projects) ORDER BY project_id, task_type_id
        """
    }

    private static func taskStatuses(of projects: SQL) -> SQL {
        """
        SELECT project_id, task_status_id, priority, \(ProjectTaskStatusLinkRow.rolesAsJSON), is_client_allowed
        FROM project_task_status_link WHERE project_id IN \(projects) ORDER BY project_id, task_status_id
        """
    }

    private static func firstEpisodes(of projects: SQL) -> SQL {
        """
        SELECT e.project_id, e.id FROM entity e
        JOIN entity_type t ON t.id = e.entity_type_id JOIN project p ON p.id = e.project_id
        WHERE t.name = 'Episode' AND p.production_type = 'tvshow' AND e.project_id IN \(projects)
            AND e.canceled IS NOT TRUE
        ORDER BY e.project_id, e.name DESC, e.created_at DESC, e.id DESC
        """
    }

    private static func rows(_ condition: SQL) -> SQL {
        """
        SELECT \(columns: self.columns, "project"), project.id, project_status.name
        FROM project LEFT JOIN project_status ON project_status.id = project.project_status_id
        WHERE \(condition) ORDER BY project.name, project.id
        """
    }
}

extension ProjectTaskStatusLinkRow {
    /// The roles as a JSON array, from either database.
    static let rolesAsJSON: SQL = "\(sqlite: "roles_for_board", postgres: "to_json(roles_for_board)")"
}

extension JSONValue {
    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    static func number(_ number: Int64?) -> JSONValue { number.map(JSONValue.int) ?? .null }
}
