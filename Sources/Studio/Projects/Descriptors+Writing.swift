import API
import Database
import FoundationEssentials
import JSONBytes

/// A metadata column as a body describes it.
struct DescriptorDraft {
    let name: String
    let type: String
    let choices: [JSONValue]
    let isForClients: Bool
    let departments: [UUID]

    /// - Parameter named: The name of a column that is changed; nil for a new one, which needs one.
    init(_ body: JSONObject, named known: String? = nil) throws {
        self.name = try Self.name(body, known)
        self.type = try Self.type(body)
        self.choices = try Self.choices(body)
        self.departments = try Self.departments(body)
        guard let json = body["for_client"], !json.isNull else {
            self.isForClients = false
            return
        }
        switch Bool.read(json) {
        case .success(let value): self.isForClients = value
        case .failure(let refusal):
            throw Problem.invalid(fields: [(field: "for_client", message: refusal.message)])
        }
    }

    private static func name(_ body: JSONObject, _ known: String?) throws -> String {
        if let known, body["name"]?.isNull ?? true { return known }
        guard let json = body["name"] else {
            throw Problem.invalid(fields: [(field: "name", message: "Field required")])
        }
        switch Phrase.read(json) {
        case .success(let phrase):
            guard phrase.text.unicodeScalars.count <= 120 else { throw Problem.malformedValue }
            return phrase.text
        case .failure(let refusal): throw Problem.invalid(fields: [(field: "name", message: refusal.message)])
        }
    }

    private static func type(_ body: JSONObject) throws -> String {
        guard let json = body["data_type"] else { return "string" }
        let known = MetadataDescriptorRow.field("data_type")?.choices ?? []
        guard let text = json.stringValue, known.contains(text) else { throw Problem.invalid("Invalid data_type") }
        return text
    }

    private static func choices(_ body: JSONObject) throws -> [JSONValue] {
        guard let json = body["choices"] else { return [] }
        switch [String].read(json) {
        case .success(let texts): return texts.map(JSONValue.string)
        case .failure(let refusal): throw Problem.invalid(fields: [(field: "choices", message: refusal.message)])
        }
    }

    private static func departments(_ body: JSONObject) throws -> [UUID] {
        guard let json = body["departments"] else { return [] }
        guard case .success(let ids) = [UUID].read(json) else { throw Problem.malformedValue }
        return ids
    }
}

/// A metadata column as the database has it.
struct KnownDescriptor {
    let name: String
    /// Its key in `data`.
    let field: String
    let entity: String
    let taskType: UUID?
    let departments: [UUID]

    /// Moves the column's values to another key; nil drops them.
    func rename(to key: String?, in project: ProjectRow.ID, _ data: Transaction) throws {
        switch self.entity {
        case "Task":
            let ofType = self.taskType.map { " AND task_type_id = \($0)" as SQL } ?? .empty
            try self.rename(to: key, in: TaskRow.self, where: "project_id = \(project)\(ofType)", data)
        case "Project": try self.rename(to: key, in: ProjectRow.self, where: "id = \(project)", data)
        case "Asset":
            let others: SQL =
                "SELECT id FROM entity_type WHERE name IN ('Shot', 'Sequence', 'Episode', 'Edit', 'Scene', 'Concept')"
            try self.rename(
                to: key, in: EntityRow.self,
                where: "project_id = \(project) AND entity_type_id NOT IN (\(others))", data)
        default:
            let types: SQL = "SELECT id FROM entity_type WHERE name = \(self.entity)"
            try self.rename(
                to: key, in: EntityRow.self, where: "project_id = \(project) AND entity_type_id IN (\(types))", data)
        }
    }

    private func rename<Row: Shape>(
        to key: String?, in shape: Row.Type, where condition: SQL, _ data: Transaction
    ) throws {
        let rows = try data.all("SELECT id, data FROM \(Row.self) WHERE data IS NOT NULL AND \(condition)") { row in
            (id: Row.ID(try row.uuid(0)), data: try row.json(1))
        }
        for row in rows {
            guard case .object(var object) = row.data, let value = object[self.field] else { continue }
            object[self.field] = nil
            if let key { object[key] = value }
            try data.update(row.id, ["data": .json(JSONValue.object(object).text)])
        }
    }
}

extension Descriptors {
    static let entityTypes = ["Asset", "Shot", "Sequence", "Episode", "Edit", "Project", "Task"]

    /// The key of a column: lower case, without accents, everything else an underscore.
    static func key(for name: String) -> String {
        var key = ""
        for scalar in name.lowercased().unicodeScalars {
            if let plain = Self.plain(scalar) {
                key += plain
            } else if !key.isEmpty, key.last != "_" {
                key += "_"
            }
        }
        while key.last == "_" { key.removeLast() }
        return key
    }

    /// - Returns: Nil for what no key has.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        if scalar.isASCII { return Character(scalar).isLetter || Character(scalar).isNumber ? String(scalar) : nil }
        guard scalar.properties.isAlphabetic else { return nil }
        // `LATIN SMALL LETTER E WITH ACUTE` is an e.
        let words = scalar.properties.name?.split(separator: " ") ?? []
        guard words.count > 4, words[0] == "LATIN", words[3].count == 1, words[4] == "WITH" else {
            return String(scalar)
        }
        return words[3].lowercased()
    }

    static let wrongEntityType =
        "Wrong entity type. Please select Asset, Shot, Sequence, Episode, Edit, Project, or Task."

    /// - Throws: ``Problem`` 400 for one that has no columns.
    static func entityType(_ body: JSONObject) throws -> String {
        let entity = body["entity_type"].map { $0.stringValue ?? "" } ?? "Asset"
        guard self.entityTypes.contains(entity) else { throw Problem.invalid(self.wrongEntityType) }
        return entity
    }

    /// Makes a column, with its departments and its event.
    static func make(
        _ draft: DescriptorDraft, _ body: JSONObject, in project: ProjectRow.ID, _ call: Writing
    ) throws -> MetadataDescriptorRow.ID {
        let entity = try self.entityType(body)
        let type = try self.taskType(body, entity, call.data)
        try self.checkName(draft.name, entity, type, except: nil, project, call.data)
        let id = try call.data.insert(
            MetadataDescriptorRow.self,
            [
                "project_id": .uuid(project.uuid), "entity_type": .text(entity),
                "task_type_id": type.map(Value.uuid) ?? .null, "name": .text(draft.name),
                "data_type": .text(draft.type), "field_name": .text(self.key(for: draft.name)),
                "choices": .json(JSONValue.array(draft.choices).text), "for_client": .bool(draft.isForClients),
            ])
        try self.writeDepartments(draft.departments, of: id, call.data)
        try self.announce("new", id, project, call)
        return id
    }

    /// Changes a column, and with its key that of all values.
    static func write(
        _ draft: DescriptorDraft, to id: MetadataDescriptorRow.ID, _ known: KnownDescriptor, in project: ProjectRow.ID,
        _ call: Writing
    ) throws {
        try self.checkName(draft.name, known.entity, known.taskType, except: id, project, call.data)
        let field = self.key(for: draft.name)
        try call.data.update(
            id,
            [
                "name": .text(draft.name), "field_name": .text(field), "data_type": .text(draft.type),
                "choices": .json(JSONValue.array(draft.choices).text), "for_client": .bool(draft.isForClients),
            ])
        try self.writeDepartments(draft.departments, of: id, call.data)
        if field != known.field { try known.rename(to: field, in: project, call.data) }
        try self.announce("update", id, project, call)
    }

    /// Deletes a column with its values.
    static func remove(
        _ id: MetadataDescriptorRow.ID, _ known: KnownDescriptor, from project: ProjectRow.ID, _ call: Writing
    ) throws {
        try self.writeDepartments([], of: id, call.data)
        try call.data.run("DELETE FROM metadata_descriptor WHERE id = \(id)")
        try known.rename(to: nil, in: project, call.data)
        try self.announce("delete", id, project, call)
    }

    /// - Throws: ``Problem`` 400 for a column of tasks without a task type, and for a task type of others.
    static func taskType(_ body: JSONObject, _ entity: String, _ data: Reader) throws -> UUID? {
        guard let json = body["task_type_id"], !json.isNull else {
            if entity == "Task" { throw Problem.invalid("Task metadata descriptors require a task_type_id.") }
            return nil
        }
        guard entity == "Task" else {
            throw Problem.invalid("task_type_id only applies to Task metadata descriptors.")
        }
        guard let id = json.stringValue.flatMap(UUID.init(strict:)),
            try data.exists("SELECT 1 FROM task_type WHERE id = \(id)")
        else { throw Problem.invalid("Task type not found.") }
        return id
    }

    /// - Throws: ``Problem`` 400 when the production has such a column already.
    static func checkName(
        _ name: String, _ entity: String, _ type: UUID?, except id: MetadataDescriptorRow.ID?,
        _ project: ProjectRow.ID, _ data: Reader
    ) throws {
        if try self.isTaken(name, entity, type, except: id, project, data) {
            throw Problem.invalid("Metadata descriptor already exists.")
        }
    }

    static func isTaken(
        _ name: String, _ entity: String, _ type: UUID?, except id: MetadataDescriptorRow.ID?,
        _ project: ProjectRow.ID, _ data: Reader
    ) throws -> Bool {
        let ofType: SQL = type.map { "task_type_id = \($0)" } ?? "task_type_id IS NULL"
        let other: SQL = id.map { " AND id <> \($0)" } ?? .empty
        return try data.exists(
            """
            SELECT 1 FROM metadata_descriptor WHERE project_id = \(project) AND entity_type = \(entity) AND \(ofType)
                AND (name = \(name) OR field_name = \(self.key(for: name)))\(other)
            """)
    }

    /// Managers of the production keep every column, supervisors those of their own departments.
    ///
    /// - Throws: ``Problem`` 403 when the caller does not keep a column of these departments.
    static func checkDepartments(_ departments: [UUID], _ call: Writing, _ project: ProjectRow.ID) throws {
        let caller = try call.caller
        let role = try Team.role(of: caller, inProject: project.uuid, call.data)
        if role == .admin || role == .manager { return }
        let own = Set(try caller.departments(call.data))
        guard !departments.isEmpty, own.isSuperset(of: departments) else { throw Problem.forbidden }
    }

    /// Compat: ids of departments that do not exist are left out.
    static func writeDepartments(
        _ departments: [UUID], of id: MetadataDescriptorRow.ID, _ data: Transaction
    ) throws {
        try data.run("DELETE FROM department_metadata_descriptor_link WHERE metadata_descriptor_id = \(id)")
        let known = try data.all("SELECT id FROM department WHERE id \(in: departments)") { try $0.uuid(0) }
        for department in known {
            try data.insert(
                DepartmentMetadataDescriptorLinkRow.self,
                ["metadata_descriptor_id": .uuid(id.uuid), "department_id": .uuid(department)])
        }
    }
}

extension Permission {
    /// Managers and supervisors of the production.
    static let supervisorOfProject = Permission.rule("the project's managers and supervisors") {
        caller, reader, object in
        guard let role = try Team.role(of: caller, in: object, reader) else { return false }
        return role == .admin || role == .manager || role == .supervisor
    }
}
