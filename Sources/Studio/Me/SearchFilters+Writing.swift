import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension SearchFilters {
    static func createFilter(_ call: Writing, body: JSONObject) throws -> Answer {
        try self.checkTexts(["name", "query"], body)
        var values = try self.values(ofNew: body, SearchFilterRow.self, ["name", "list_type", "entity_type"], call)
        values["search_query"] = try self.value(body["query"] ?? .null, "search_query", SearchFilterRow.self)
        if let group = try self.group(body, call) {
            values["search_filter_group_id"] = .uuid(group.uuid)
            try self.checkSharing(values["is_shared"] == .bool(true), in: group, call)
        }
        return self.one(try call.data.insert(SearchFilterRow.self, values), .created)
    }

    static func changeFilter(_ call: Writing, id: SearchFilterRow.ID, body: JSONObject) throws -> Answer {
        try self.checkOwner(of: id, call)
        var values = try self.changes(body, SearchFilterRow.self, ["name", "search_query"], call, owner: id.uuid)
        if let json = body["search_filter_group_id"] {
            values["search_filter_group_id"] = json.isNull ? .null : try self.group(body, call).map { .uuid($0.uuid) }
        }
        try call.data.update(id, values)
        let row = try call.data.one(
            "SELECT is_shared, search_filter_group_id FROM search_filter WHERE id = \(id)", Bool.self,
            SearchFilterGroupRow.ID?.self)
        if let (isShared, group) = row, let group { try self.checkSharing(isShared, in: group, call) }
        return self.one(id)
    }

    static func deleteFilter(_ call: Writing, id: SearchFilterRow.ID) throws -> Answer {
        try self.checkOwner(of: id, call)
        try call.data.run("DELETE FROM search_filter WHERE id = \(id)")
        return .nothing
    }

    static func group(_ call: Reading, id: SearchFilterGroupRow.ID) throws -> Answer {
        try self.checkOwner(of: id, call)
        return self.one(id)
    }

    static func createGroup(_ call: Writing, body: JSONObject) throws -> Answer {
        try self.checkTexts(["name"], body)
        let values = try self.values(
            ofNew: body, SearchFilterGroupRow.self, ["name", "color", "list_type", "entity_type"], call)
        return self.one(try call.data.insert(SearchFilterGroupRow.self, values), .created)
    }

    /// The searches in a group are shared as it is.
    static func changeGroup(_ call: Writing, id: SearchFilterGroupRow.ID, body: JSONObject) throws -> Answer {
        try self.checkOwner(of: id, call)
        let values = try self.changes(body, SearchFilterGroupRow.self, ["name", "color"], call, owner: id.uuid)
        try call.data.update(id, values)
        if let shared = values["is_shared"] {
            try call.data.run("UPDATE search_filter SET is_shared = \(shared) WHERE search_filter_group_id = \(id)")
        }
        return self.one(id)
    }

    static func deleteGroup(_ call: Writing, id: SearchFilterGroupRow.ID) throws -> Answer {
        try self.checkOwner(of: id, call)
        try call.data.run("DELETE FROM search_filter WHERE search_filter_group_id = \(id)")
        try call.data.run("DELETE FROM search_filter_group WHERE id = \(id)")
        return .nothing
    }
}

// What a body says.
extension SearchFilters {
    private static func checkTexts(_ names: [String], _ body: JSONObject) throws {
        var refusals: [(field: String, message: String)] = []
        for name in names {
            guard let json = body[name] else {
                refusals.append((field: name, message: "Field required"))
                continue
            }
            if case .failure(let refusal) = Phrase.read(json) {
                refusals.append((field: name, message: refusal.message))
            }
        }
        if !refusals.isEmpty { throw Problem.invalid(fields: refusals) }
    }

    private static func value<Row: Shape>(_ json: JSONValue, _ name: String, _ shape: Row.Type) throws -> Value {
        guard let field = Row.field(name) else { preconditionFailure("\(Row.name) has no field \(name)") }
        return try field.value(json, isNew: true)
    }

    private static func values<Row: Shape>(
        ofNew body: JSONObject, _ shape: Row.Type, _ names: [String], _ call: Writing
    ) throws -> [String: Value] {
        var values: [String: Value] = ["person_id": .uuid(try call.caller.id), "list_type": .text("todo")]
        for name in names {
            if let json = body[name], !json.isNull { values[name] = try self.value(json, name, Row.self) }
        }
        let project = try self.project(body, call)
        values["project_id"] = project.map(Value.uuid) ?? .null
        values["department_id"] = try self.department(body, call)
        if body["is_shared"] == .bool(true), try self.mayShare(call, project) { values["is_shared"] = .bool(true) }
        return values
    }

    private static func changes<Row: Shape>(
        _ body: JSONObject, _ shape: Row.Type, _ names: [String], _ call: Writing, owner id: UUID
    ) throws -> [String: Value] {
        var values: [String: Value] = [:]
        for name in names {
            if let json = body[name], !json.isNull { values[name] = try self.value(json, name, Row.self) }
        }
        var project = try call.data.project(of: id, Row.self)
        if let json = body["project_id"], !json.isNull {
            project = try self.project(body, call)
            values["project_id"] = project.map(Value.uuid)
        }
        if let json = body["department_id"], !json.isNull { values["department_id"] = try self.department(body, call) }
        switch body["is_shared"] {
        case .bool(true)?: values["is_shared"] = .bool(try self.mayShare(call, project))
        case .bool(false)?: values["is_shared"] = .bool(false)
        default: break
        }
        return values
    }

    /// - Throws: ``Problem`` 404 without such a production, 403 when the caller is not on its team.
    private static func project(_ body: JSONObject, _ call: Writing) throws -> UUID? {
        guard let json = body["project_id"], !json.isNull else { return nil }
        guard let id = json.stringValue.flatMap(UUID.init(strict:)) else { throw Problem.notFound() }
        try call.require(.member, ofProject: id)
        return id
    }

    private static func department(_ body: JSONObject, _ call: Writing) throws -> Value {
        guard let json = body["department_id"], !json.isNull else { return .null }
        guard let id = json.stringValue.flatMap(UUID.init(strict:)),
            try call.data.exists("SELECT 1 FROM department WHERE id = \(id)")
        else { throw Problem.notFound() }
        return .uuid(id)
    }

    /// Compat: those who may not share keep for themselves.
    private static func mayShare(_ call: Writing, _ project: UUID?) throws -> Bool {
        let caller = try call.caller
        guard let project else { return caller.isAtLeastManager }
        let role = try Team.role(of: caller, inProject: project, call.data)
        return role == .admin || role == .manager
    }

    /// - Throws: ``Problem`` 404 for a group that the caller does not see.
    private static func group(_ body: JSONObject, _ call: Writing) throws -> SearchFilterGroupRow.ID? {
        guard let json = body["search_filter_group_id"], !json.isNull else { return nil }
        let caller = try call.caller
        guard let uuid = json.stringValue.flatMap(UUID.init(strict:)),
            try call.data.exists(
                """
                SELECT 1 FROM search_filter_group g WHERE g.id = \(uuid) AND (g.person_id = \(caller.id) OR (
                    g.is_shared = \(true) AND g.project_id IN (
                        SELECT project_id FROM project_person_link WHERE person_id = \(caller.id))))
                """)
        else { throw Problem.notFound() }
        return SearchFilterGroupRow.ID(uuid)
    }

    private static func checkSharing(_ isShared: Bool, in group: SearchFilterGroupRow.ID, _ call: Writing) throws {
        guard
            try call.data.exists(
                "SELECT 1 FROM search_filter_group WHERE id = \(group) AND is_shared = \(isShared)")
        else {
            throw Problem.invalid(
                "A search filter should have the same value for is_shared than its search filter group.")
        }
    }
}
