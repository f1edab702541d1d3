import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What new productions may start from.
enum ProjectTemplates {
    static let routes: [Route] =
        table.routes + [
            .post(
                "/data/project-templates", "Make a project template.", .object("The new template's fields."),
                allow: .admin, answers: .one(ProjectTemplateRow.self), handler: create),
            .put(
                "/data/project-templates/{instance_id}", "Change fields of a project template.",
                .path("instance_id", malformed: notFound), .object("The fields to change."),
                allow: .admin, answers: .one(ProjectTemplateRow.self), handler: update),
            .delete(
                "/data/project-templates/{instance_id}", "Delete a project template.",
                .path("instance_id", malformed: notFound), allow: .admin, handler: delete),
        ]

    static let notFound = Problem(.notFound, .bare("Project template not found"))

    /// They are listed and read as other rows are.
    private static let table = Table(
        of: ProjectTemplateRow.self, at: "/data/project-templates",
        access: TableAccess(list: .manager, read: .manager, create: .admin, update: .admin, delete: .admin)
    )
    .refusing(.create, .update, .delete)

    /// Compat: what a new template gets whatever its body says.
    private static let usualAtFirst: Set<String> = [
        "is_single_preview_per_revision", "is_frame_in_numbering", "revision_padding",
        "default_preview_background_file_id",
    ]

    private static func create(_ call: Writing, body: JSONObject) throws -> Answer {
        var values = try self.values(body, isNew: true).filter { !self.usualAtFirst.contains($0.key) }
        guard case .text(let name)? = values["name"] else { throw Problem.missingField }
        values["name"] = .text(name)
        try self.checkName(name, besides: nil, call.data)
        let id = try call.data.insert(ProjectTemplateRow.self, values)
        try call.data.emit(.create, ProjectTemplateRow.self, id.uuid)
        return self.answer(id, .created)
    }

    private static func update(_ call: Writing, id: ProjectTemplateRow.ID, body: JSONObject) throws -> Answer {
        try self.require(id, call.data)
        let values = try self.values(body, isNew: false)
        if case .text(let name)? = values["name"] { try self.checkName(name, besides: id, call.data) }
        try call.data.update(id, values)
        try call.data.emit(.update, ProjectTemplateRow.self, id.uuid)
        return self.answer(id, .ok)
    }

    private static func delete(_ call: Writing, id: ProjectTemplateRow.ID) throws -> Answer {
        try self.require(id, call.data)
        try call.data.emit(.delete, ProjectTemplateRow.self, id.uuid)
        for relation in ProjectTemplateRow.relations {
            try call.data.run(
                "DELETE FROM \(SQL(verbatim: relation.table)) WHERE \(SQL(verbatim: relation.own)) = \(id)")
        }
        try call.data.run("DELETE FROM project_template WHERE id = \(id)")
        return .nothing
    }

    /// The columns that a body sets. What is no field of a template is passed over.
    ///
    /// - Throws: ``Problem`` 400 for a value that does not fit.
    private static func values(_ body: JSONObject, isNew: Bool) throws -> [String: Value] {
        var values: [String: Value] = [:]
        for field in ProjectTemplateRow.fields where !field.isReadOnly {
            guard let json = body[field.name] else { continue }
            if field.name.hasSuffix("_bitrate_compression"), !json.isNull { try Bitrate.check(json) }
            values[field.name] = try field.value(json, isNew: isNew)
        }
        return values
    }

    /// - Throws: ``Problem`` 404.
    static func require(_ id: ProjectTemplateRow.ID, _ reader: Reader) throws {
        guard try reader.exists("SELECT 1 FROM project_template WHERE id = \(id)") else { throw self.notFound }
    }

    private static func checkName(_ name: String, besides id: ProjectTemplateRow.ID?, _ reader: Reader) throws {
        let taken = try reader.all("SELECT id FROM project_template WHERE name = \(name)", ProjectTemplateRow.ID.self)
        guard taken.allSatisfy({ $0 == id }) else {
            throw Problem(.badRequest, .bare("A project template with this name already exists"))
        }
    }

    static func answer(_ id: ProjectTemplateRow.ID, _ status: HTTPResponse.Status) -> Answer {
        .one(
            "SELECT \(columns: ProjectTemplateRow.self) FROM project_template WHERE id = \(id)",
            as: ProjectTemplateRow.columns, status)
    }
}

extension Bitrate {
    /// - Throws: ``Problem`` 400 for what is no bitrate of a movie.
    fileprivate static func check(_ json: JSONValue) throws {
        if case .int(let number) = json, (1...28).contains(number) { return }
        throw Problem(
            .badRequest,
            .bare("Invalid bitrate \(json.text). Expected an integer number of Mbit/s between 1 and 28."))
    }
}
