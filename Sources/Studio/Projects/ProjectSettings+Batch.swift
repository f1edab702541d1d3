import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension ProjectSettings {
    /// Compat: ids of rows that do not exist are left out.
    static func batch(
        _ call: Writing, project: ProjectRow.ID, types: [JSONValue], statuses: [String], assetTypes: [String],
        replaces: Bool
    ) throws -> Answer {
        let choices = try types.enumerated().map { try self.choice($0.element, at: $0.offset) }
        let known = try self.known(TaskTypeRow.self, choices.map(\.type), call.data)
        for choice in choices where known.contains(choice.type) { try choice.write(to: project, call) }
        if replaces {
            try call.data.run(
                """
                DELETE FROM project_task_type_link
                WHERE project_id = \(project) AND NOT (task_type_id \(in: choices.map(\.type)))
                """)
        }
        for status in try self.known(TaskStatusRow.self, self.ids(statuses), call.data) {
            _ = try self.use(ProjectTaskStatusLinkRow.self, "task_status", status, in: project, call.data)
        }
        for type in try self.known(EntityTypeRow.self, self.ids(assetTypes), call.data) {
            try call.data.run(
                """
                INSERT INTO project_asset_type_link (project_id, asset_type_id) VALUES (\(project), \(type))
                ON CONFLICT DO NOTHING
                """)
        }
        try self.announce(project, call)
        return self.project(project, .ok)
    }

    private static func choice(_ json: JSONValue, at index: Int) throws -> TaskTypeChoice {
        func refusal(_ name: String, _ message: String) -> Problem {
            Problem.invalid(fields: [(field: "task_types.\(index).\(name)", message: message)])
        }
        func optional<Number: InputValue>(_ name: String, _ kind: Number.Type) throws -> Number? {
            guard let value = json[name], !value.isNull else { return nil }
            switch Number.read(value) {
            case .success(let number): return number
            case .failure(let problem): throw refusal(name, problem.message)
            }
        }
        guard let id = json["task_type_id"] else { throw refusal("task_type_id", "Field required") }
        guard case .success(let type) = UUID.read(id) else {
            throw refusal("task_type_id", "Input should be a valid UUID")
        }
        return TaskTypeChoice(
            type: type, priority: try optional("priority", Int.self),
            full: try optional("hd_bitrate_compression", Bitrate.self)?.number,
            light: try optional("ld_bitrate_compression", Bitrate.self)?.number,
            isVisible: try optional("is_client_visible", Bool.self))
    }

    private static func ids(_ texts: [String]) throws -> [UUID] {
        try texts.map { text in
            guard let id = UUID(strict: text) else { throw Problem.malformedValue }
            return id
        }
    }

    private static func known<Row: Shape>(_ shape: Row.Type, _ ids: [UUID], _ data: Reader) throws -> [UUID] {
        try data.all("SELECT id FROM \(Row.self) WHERE id \(in: ids) ORDER BY id") { try $0.uuid(0) }
    }
}
