import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

// The parts of a template that have a place and settings of their own there: task types and task statuses.
extension ProjectTemplates {
    static let parts: [Route] =
        assetTypes.routes + [assetTypes.addition] + automations.routes + [automations.addition]
        + backgrounds.routes + [backgrounds.addition] + taskTypes.routes + taskStatuses.routes + settings + links

    private static let assetTypes = TemplatePart<EntityTypeRow>(
        name: "asset_types", field: "asset_type_id", word: "Asset type",
        columns: JSONColumns([.id, Field("name", .text)], type: nil))
    private static let automations = TemplatePart<StatusAutomationRow>(
        name: "status_automations", field: "status_automation_id", word: "Status automation",
        columns: StatusAutomationRow.columns)
    private static let backgrounds = TemplatePart<PreviewBackgroundFileRow>(
        name: "preview_background_files", field: "preview_background_file_id", word: "Preview background file",
        columns: JSONColumns([.id, Field("name", .text), Field("is_default", .bool)], type: nil))
    private static let taskTypes = LinkedTemplatePart<TaskTypeRow, ProjectTemplateTaskTypeLinkRow>(
        part: TemplatePart(
            name: "task_types", field: "task_type_id", word: "Task type", columns: TaskTypeRow.columns),
        settings: SelectedMembers([
            .init("hd_bitrate_compression", "link.hd_bitrate_compression", .int),
            .init("ld_bitrate_compression", "link.ld_bitrate_compression", .int),
            .init("is_client_visible", "link.is_client_visible", .bool),
        ]))
    private static let taskStatuses = LinkedTemplatePart<TaskStatusRow, ProjectTemplateTaskStatusLinkRow>(
        part: TemplatePart(
            name: "task_statuses", field: "task_status_id", word: "Task status", columns: TaskStatusRow.columns),
        settings: SelectedMembers([
            .init("roles_for_board", "link.roles_for_board", .textArray),
            .init("link_is_client_allowed", "link.is_client_allowed", .bool),
        ]))

    private static let links: [Route] = [
        .post(
            "/data/project-templates/{project_template_id}/task-types", "Put a task type into a template.",
            .template(), .field("task_type_id", "Its id."), .field(optional: "priority", "Its place."),
            .field(optional: "hd_bitrate_compression", "Bitrate of full movies, in Mbit/s; null for the server's own."),
            .field(
                optional: "ld_bitrate_compression", "Bitrate of light movies, in Mbit/s; null for the server's own."),
            .field(optional: "is_client_visible", "Clients see its tasks."),
            allow: .admin, answers: .one(ProjectTemplateTaskTypeLinkRow.self), handler: addTaskType),
        .post(
            "/data/project-templates/{project_template_id}/task-statuses", "Put a task status into a template.",
            .template(), .field("task_status_id", "Its id."), .field(optional: "priority", "Its place."),
            .field(optional: "roles_for_board", "Who sees its column on boards; none for the usual ones."),
            .field(optional: "is_client_allowed", "Clients may set it; null as the status says."),
            allow: .admin, answers: .one(ProjectTemplateTaskStatusLinkRow.self), handler: addTaskStatus),
        .post(
            "/actions/project-templates/{project_template_id}/task-types/reorder",
            "Give a template's task types their places: 1 to the first of the list, and so on.",
            .template(malformed: .notFound()), .field("task_type_ids", "The ids, in order."),
            allow: .admin, answers: .list(ProjectTemplateTaskTypeLinkRow.self)
        ) { (call: Writing, template: ProjectTemplateRow.ID, ids: [RowName]) in
            try taskTypes.reorder(ids, in: template, call)
        },
        .post(
            "/actions/project-templates/{project_template_id}/task-statuses/reorder",
            "Give a template's task statuses their places: 1 to the first of the list, and so on.",
            .template(malformed: .notFound()), .field("task_status_ids", "The ids, in order."),
            allow: .admin, answers: .list(ProjectTemplateTaskStatusLinkRow.self)
        ) { (call: Writing, template: ProjectTemplateRow.ID, ids: [RowName]) in
            try taskStatuses.reorder(ids, in: template, call)
        },
    ]

    private static func addTaskType(
        _ call: Writing, template: ProjectTemplateRow.ID, type: RowName, priority: Int?, full: Bitrate?,
        light: Bitrate?, isVisible: Bool?
    ) throws -> Answer {
        var values: [String: Value] = [:]
        if let priority { values["priority"] = .int(Int64(priority)) }
        if let isVisible { values["is_client_visible"] = .bool(isVisible) }
        for (name, bitrate) in [("hd_bitrate_compression", full), ("ld_bitrate_compression", light)]
        where call.arrival.field(name) != nil {
            values[name] = bitrate.map { .int(Int64($0.number)) } ?? .null
        }
        return try taskTypes.add(type, values, to: template, call)
    }

    private static func addTaskStatus(
        _ call: Writing, template: ProjectTemplateRow.ID, status: RowName, priority: Int?, roles: [String]?,
        isAllowed: Bool?
    ) throws -> Answer {
        var values: [String: Value] = [:]
        if let priority { values["priority"] = .int(Int64(priority)) }
        if let roles, !roles.isEmpty {
            guard roles.allSatisfy(PersonRow.roles.contains) else { throw Problem.malformedValue }
            values["roles_for_board"] = .textArray(roles)
        }
        if call.arrival.field("is_client_allowed") != nil {
            values["is_client_allowed"] = isAllowed.map(Value.bool) ?? .null
        }
        return try taskStatuses.add(status, values, to: template, call)
    }
}

/// A part that is tied to a template by a row with settings.
struct LinkedTemplatePart<Row: Shape, Link: Shape>: Sendable {
    let part: TemplatePart<Row>
    /// What a list says of the link, after the row's own members.
    let settings: SelectedMembers

    var routes: [Route] {
        [
            .get(
                "/data/project-templates/{project_template_id}/" + self.part.name.replacing("_", with: "-"),
                "The \(self.part.word.lowercased()) rows of a template, with their settings there.", .template(),
                allow: .manager, answers: .list(Row.self)
            ) { call, template in try self.list(of: template, call) },
            self.part.removal,
        ]
    }

    private func list(of template: ProjectTemplateRow.ID, _ call: Reading) throws -> Answer {
        try ProjectTemplates.require(template, call.data)
        // The place in the template stands where the place in the studio stands elsewhere.
        let columns = self.part.columns
        let own = columns.columns.map { column -> SQL in
            column.name == "priority" ? "link.priority" : "own.\(SQL(verbatim: column.name))"
        }.joined(separator: ", ")
        let query: SQL = """
            SELECT \(own), \(self.settings.list) FROM \(Row.self) own
            JOIN \(Link.self) link ON link.\(SQL(verbatim: self.part.field)) = own.id
            WHERE link.project_template_id = \(template)
            ORDER BY link.priority, own.name, own.id
            """
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(query) { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                self.settings.write(row, from: columns.count, into: &output.json)
                output.json.endObject()
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    func add(
        _ text: RowName, _ values: [String: Value], to template: ProjectTemplateRow.ID, _ call: Writing
    ) throws -> Answer {
        try ProjectTemplates.require(template, call.data)
        let id = try self.part.known(text, call.data) { Problem(.badRequest, .bare($0)) }
        let link = try self.set(values, of: id, in: template, call)
        return .one("SELECT \(columns: Link.self) FROM \(Link.self) WHERE id = \(link)", as: Link.columns, .created)
    }

    func reorder(_ ids: [RowName], in template: ProjectTemplateRow.ID, _ call: Writing) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM project_template WHERE id = \(template)") else {
            throw Problem.notFound()
        }
        let links = try ids.enumerated().map { place, text in
            let id = try self.part.known(text, call.data) { .invalid($0) }
            return try self.set(["priority": .int(Int64(place + 1))], of: id, in: template, call)
        }
        return .rows(
            "SELECT \(columns: Link.self) FROM \(Link.self) WHERE id \(in: links) ORDER BY priority, id",
            as: Link.columns)
    }

    /// Changes the link's settings, or makes the link with them.
    private func set(
        _ values: [String: Value], of id: Row.ID, in template: ProjectTemplateRow.ID, _ call: Writing
    ) throws -> Link.ID {
        let known = try call.data.one(
            """
            SELECT id FROM \(Link.self)
            WHERE project_template_id = \(template) AND \(SQL(verbatim: self.part.field)) = \(id)
            """, Link.ID.self)
        if let known {
            try call.data.update(known, values)
        }
        let ends: [String: Value] = ["project_template_id": .uuid(template.uuid), self.part.field: .uuid(id.uuid)]
        let link = try known ?? call.data.insert(Link.self, values.merging(ends) { $1 })
        try ProjectTemplates.announce(template, call)
        return link
    }
}
