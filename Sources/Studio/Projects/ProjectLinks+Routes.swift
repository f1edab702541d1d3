import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The links between a production and its task types and statuses, as rows of their own.
package enum ProjectLinks {
    package static let routes: [Route] = [
        .post(
            "/data/task-type-links", "Use a task type in a production, or set its place.",
            .arguments("`project_id`, `task_type_id`, `priority`, bitrates in Mbit/s and `is_client_visible`."),
            allow: .loggedIn, answers: .one(ProjectTaskTypeLinkRow.self), handler: linkType),
        .post(
            "/data/task-status-links", "Use a task status in a production, or set its place and boards.",
            .arguments("`project_id`, `task_status_id`, `priority` and `roles_for_board`."),
            allow: .loggedIn, answers: .one(ProjectTaskStatusLinkRow.self), handler: linkStatus),
        .post(
            "/actions/projects/{project_id}/task-type-links/reorder", "Set the places of task types.",
            .project, .object("`task_type_ids`, in order."),
            allow: .projectManager, answers: .list(ProjectTaskTypeLinkRow.self)
        ) { call, project, body in
            try Self.reorder(ProjectTaskTypeLinkRow.self, "task_type", call, project, body)
        },
        .post(
            "/actions/projects/{project_id}/task-status-links/reorder", "Set the places of task statuses.",
            .project, .object("`task_status_ids`, in order."),
            allow: .projectManager, answers: .list(ProjectTaskStatusLinkRow.self)
        ) { call, project, body in
            try Self.reorder(ProjectTaskStatusLinkRow.self, "task_status", call, project, body)
        },
    ]

    private static func linkType(_ call: Writing, body: JSONObject) throws -> Answer {
        let project = try self.project(body, call)
        let type = try self.id("task_type_id", TaskTypeRow.self, body, call.data)
        func number<Number: InputValue>(_ name: String, _ kind: Number.Type) throws -> Number? {
            guard let json = body[name], !json.isNull else { return nil }
            guard case .success(let number) = Number.read(json) else { throw Problem.malformedValue }
            return number
        }
        let link = try TaskTypeChoice(
            type: type, priority: nil,
            full: number("hd_bitrate_compression", Bitrate.self)?.number,
            light: number("ld_bitrate_compression", Bitrate.self)?.number,
            isVisible: number("is_client_visible", Bool.self)
        ).write(to: project, call)
        try call.data.update(link, ["priority": self.place(body)])
        try ProjectSettings.announce(project, call)
        return self.link(link)
    }

    /// The place that a body asks for: the first one unless it says so, none when it says null.
    private static func place(_ body: JSONObject) throws -> Value {
        guard let json = body["priority"] else { return .int(1) }
        if json.isNull { return .null }
        guard case .success(let number) = Int.read(json) else {
            throw Problem.invalid("Wrong value for parameter priority.")
        }
        return .int(Int64(number))
    }

    private static func linkStatus(_ call: Writing, body: JSONObject) throws -> Answer {
        let project = try self.project(body, call)
        let status = try self.id("task_status_id", TaskStatusRow.self, body, call.data)
        // Compat: nobody sees it on boards unless the body says who.
        var values: [String: Value] = ["priority": try self.place(body), "roles_for_board": .textArray([])]
        for name in ["roles_for_board", "is_client_allowed"] {
            guard let json = body[name], let field = ProjectTaskStatusLinkRow.field(name) else { continue }
            values[name] = try field.value(json, isNew: true)
        }
        if case .textArray(let roles)? = values["roles_for_board"] {
            guard roles.allSatisfy(PersonRow.roles.contains) else { throw Problem.malformedValue }
        }
        _ = try ProjectSettings.use(ProjectTaskStatusLinkRow.self, "task_status", status, in: project, call.data)
        let link = try call.data.one(
            "SELECT id FROM project_task_status_link WHERE project_id = \(project) AND task_status_id = \(status)",
            ProjectTaskStatusLinkRow.ID.self)
        guard let link else { throw Problem.notFound() }
        try call.data.update(link, values)
        try ProjectSettings.announce(project, call)
        return self.link(link)
    }

    private static func link<Link: Shape>(_ id: Identifier<Link>) -> Answer {
        .one("SELECT \(columns: Link.self) FROM \(Link.self) WHERE id = \(id)", as: Link.columns, .created)
    }

    /// The production that the body names.
    ///
    /// - Throws: ``Problem`` 403 for those who do not manage it.
    private static func project(_ body: JSONObject, _ call: Writing) throws -> ProjectRow.ID {
        guard let json = body["project_id"], !json.isNull else {
            throw Problem.invalid("Missing required parameter: project_id")
        }
        guard let id = json.stringValue.flatMap(UUID.init(strict:)) else { throw Problem.notFound() }
        try call.require(.projectManager, ofProject: id)
        return ProjectRow.ID(id)
    }

    private static func id<Row: Shape>(
        _ name: String, _ shape: Row.Type, _ body: JSONObject, _ data: Reader
    ) throws -> UUID {
        guard let json = body[name], !json.isNull else {
            throw Problem.invalid("Missing required parameter: \(name)")
        }
        guard UUID(strict: json.stringValue ?? "") != nil else {
            throw Problem.invalid("\(name) is required and must be a valid UUID")
        }
        return try ProjectSettings.found(Row.self, json.stringValue ?? json.text, data)
    }

    /// Places count from 1. Compat: what the production does not use is left out.
    private static func reorder<Link: Shape>(
        _ shape: Link.Type, _ kind: String, _ call: Writing, _ project: ProjectRow.ID, _ body: JSONObject
    ) throws -> Answer {
        let name = "\(kind)_ids"
        guard let json = body[name], case .success(let texts) = [String].read(json) else {
            throw Problem.invalid("Request body must be a JSON object with a '\(name)' list.")
        }
        let column = SQL(verbatim: "\(kind)_id")
        var links: [Link.ID] = []
        for (index, text) in texts.enumerated() {
            guard let id = UUID(strict: text) else { throw Problem.malformedValue }
            let link = try call.data.one(
                "SELECT id FROM \(Link.self) WHERE project_id = \(project) AND \(column) = \(id)", Link.ID.self)
            guard let link else { continue }
            try call.data.update(link, ["priority": .int(Int64(index + 1))])
            links.append(link)
        }
        try ProjectSettings.announce(project, call)
        let columns = Link.columns
        return .rows(
            "SELECT \(columns: columns) FROM \(Link.self) WHERE id \(in: links) ORDER BY priority, id", as: columns)
    }
}

extension Input where Value == JSONObject {
    /// Arguments of an action: what the body's object says, and what the query says of what the body does not.
    ///
    /// Compat: JSON that cannot be read says nothing.
    fileprivate static func arguments(_ note: String) -> Input {
        Input(InputDescription(.body, "", .object, note, isRequired: true)) { arrival in
            var arguments = JSONObject()
            switch arrival.body {
            case .json(.object(let object)): arguments = object
            case .form(let fields, _): arguments = JSONObject(fields.map { (key: $0.name, value: .string($0.value)) })
            case .none, .malformed, .foreign, .json: break
            }
            for name in Set(arrival.query.map(\.name)).sorted() where arguments[name] == nil {
                let values = arrival.queries(name)
                arguments[name] =
                    name == "roles_for_board" || values.count > 1
                    ? .array(values.map(JSONValue.string)) : .string(values[0])
            }
            return arguments
        }
    }
}
