import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

// Task types and statuses of a production, which have a place and more.
extension ProjectSettings {
    static func addTaskType(
        _ call: Writing, project: ProjectRow.ID, id: Phrase, priority: Int?, full: Bitrate?, light: Bitrate?,
        isVisible: Bool?
    ) throws -> Answer {
        let type = try self.found(TaskTypeRow.self, id.text, call.data)
        let choice = TaskTypeChoice(
            type: type, priority: priority, full: full?.number, light: light?.number, isVisible: isVisible)
        try choice.write(to: project, call)
        try self.announce(project, call)
        return self.project(project)
    }

    static func removeTaskType(_ call: Writing, project: ProjectRow.ID, type: TaskTypeRow.ID) throws -> Answer {
        let count = try call.data.run(
            "DELETE FROM project_task_type_link WHERE project_id = \(project) AND task_type_id = \(type)")
        if count > 0 { try self.announce(project, call) }
        return .nothing
    }

    static func taskTypes(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        // Compat: the places are the production's.
        let columns = TaskTypeRow.columns
        let list = columns.columns.map { column -> SQL in
            column.name == "priority"
                ? "COALESCE(l.priority, task_type.priority)" : SQL(verbatim: "task_type.\(column.name)")
        }
        return .rows(
            """
            SELECT \(list.joined(separator: ", ")) FROM task_type
            JOIN project_task_type_link l ON l.task_type_id = task_type.id WHERE l.project_id = \(project)
            ORDER BY task_type.created_at, task_type.id
            """, as: columns)
    }

    static func addTaskStatus(_ call: Writing, project: ProjectRow.ID, id: Phrase) throws -> Answer {
        let status = try self.found(TaskStatusRow.self, id.text, call.data)
        if try self.use(ProjectTaskStatusLinkRow.self, "task_status", status, in: project, call.data) {
            try self.announce(project, call)
        }
        return self.project(project)
    }

    static func allowClients(
        _ call: Writing, project: ProjectRow.ID, status: TaskStatusRow.ID, body: JSONObject
    ) throws -> Answer {
        let isAllowed = try self.isAllowed(body)
        let link = try call.data.one(
            "SELECT id FROM project_task_status_link WHERE project_id = \(project) AND task_status_id = \(status)",
            ProjectTaskStatusLinkRow.ID.self)
        guard let link else { throw Problem.notFound() }
        try call.data.update(link, ["is_client_allowed": isAllowed.map(Value.bool) ?? .null])
        try self.announce(project, call)
        let columns = ProjectTaskStatusLinkRow.columns
        return .one("SELECT \(columns: columns) FROM \(ProjectTaskStatusLinkRow.self) WHERE id = \(link)", as: columns)
    }

    private static func isAllowed(_ body: JSONObject) throws -> Bool? {
        guard let json = body["is_client_allowed"] else {
            throw Problem.invalid(fields: [(field: "is_client_allowed", message: "Field required")])
        }
        guard !json.isNull else { return nil }
        switch Bool.read(json) {
        case .success(let value): return value
        case .failure(let refusal):
            throw Problem.invalid(fields: [(field: "is_client_allowed", message: refusal.message)])
        }
    }

    static func removeTaskStatus(_ call: Writing, project: ProjectRow.ID, status: TaskStatusRow.ID) throws -> Answer {
        let count = try call.data.run(
            "DELETE FROM project_task_status_link WHERE project_id = \(project) AND task_status_id = \(status)")
        if count > 0 { try self.announce(project, call) }
        return .nothing
    }

    static func taskStatuses(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        let columns = TaskStatusRow.columns
        return .rows(
            """
            SELECT \(columns: columns) FROM task_status WHERE id IN (
                SELECT task_status_id FROM project_task_status_link WHERE project_id = \(project))
            \(TaskStatusRow.stableOrder)
            """, as: columns)
    }

    /// - Returns: False when the production uses it already.
    static func use<Link: Shape>(
        _ shape: Link.Type, _ kind: String, _ id: UUID, in project: ProjectRow.ID, _ data: Transaction
    ) throws -> Bool {
        let column = SQL(verbatim: "\(kind)_id")
        let isUsed = try data.exists("SELECT 1 FROM \(Link.self) WHERE project_id = \(project) AND \(column) = \(id)")
        guard !isUsed else { return false }
        try data.insert(Link.self, ["project_id": .uuid(project.uuid), "\(kind)_id": .uuid(id)])
        return true
    }
}

/// A task type with its place in a production. What is nil stays as it is.
struct TaskTypeChoice {
    let type: UUID
    let priority: Int?
    let full: Int?
    let light: Int?
    let isVisible: Bool?

    /// - Returns: The link, new or changed.
    @discardableResult
    func write(to project: ProjectRow.ID, _ call: Writing) throws -> ProjectTaskTypeLinkRow.ID {
        let known = try call.data.one(
            "SELECT id FROM project_task_type_link WHERE project_id = \(project) AND task_type_id = \(self.type)",
            ProjectTaskTypeLinkRow.ID.self)
        var values: [String: Value] = [:]
        if let priority { values["priority"] = .int(Int64(priority)) }
        if let full { values["hd_bitrate_compression"] = .int(Int64(full)) }
        if let light { values["ld_bitrate_compression"] = .int(Int64(light)) }
        if let isVisible { values["is_client_visible"] = .bool(isVisible) }
        if let known {
            try call.data.update(known, values)
            return known
        }
        values["project_id"] = .uuid(project.uuid)
        values["task_type_id"] = .uuid(self.type)
        return try call.data.insert(ProjectTaskTypeLinkRow.self, values)
    }
}

/// A movie's bitrate, in Mbit/s.
struct Bitrate: InputValue {
    let number: Int

    static var kind: InputKind { .int }
    init?(text: String) {
        guard let number = Int(text: text), number > 0 else { return nil }
        self.number = number
    }
    private init(_ number: Int) { self.number = number }
    static func read(_ json: JSONValue) -> Result<Bitrate, ValueRefusal> {
        Int.read(json).flatMap { number in
            number < 1
                ? .failure(ValueRefusal("Input should be greater than or equal to 1")) : .success(Bitrate(number))
        }
    }
    var json: JSONValue { .int(Int64(self.number)) }
}
