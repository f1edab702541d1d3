import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// A change of one entity's fields, with what follows from it: the version that a shot leaves behind, and the counts
/// of ready assets where it is cast.
struct EntityChange {
    private let id: UUID
    private let kind: EntityKind
    private let project: UUID
    private let body: JSONObject
    private let mergesData: Bool
    private let call: Writing

    /// - Throws: ``Problem`` 403 when a supervisor would change more than the values that are his to change.
    init(of id: UUID, _ body: JSONObject, by call: Writing, mergesData: Bool) throws {
        var body = body
        for name in Entities.serverSet.union(["type"]) { body[name] = nil }
        if body["data"]?.isNull == true { body["data"] = nil }
        self.id = id
        (self.kind, self.project) = try Entities.facts(of: id, call.data)
        self.body = body
        self.mergesData = mergesData
        self.call = call
        try self.checkRight()
    }

    func make() throws {
        let tx = self.call.data
        let before = try self.state(tx)
        try Self.checkStatus(self.body)
        try self.inUsualForm { try Self.checkIDs(self.body, in: self.project, kind: self.kind, tx) }
        var values: [String: Value] = [:]
        for field in EntityRow.fields where field.isStored && !field.isReadOnly {
            guard let json = self.body[field.name] else { continue }
            values[field.name] = try field.name == "data" ? self.data(json, before.data) : self.value(json, field)
        }
        try self.checkName(values, tx)
        try tx.update(EntityRow.ID(self.id), values)
        try self.follow(before, try self.state(tx), tx)
        try Entities.announce("update", self.kind, self.id, in: self.project, tx)
    }

    private func value(_ json: JSONValue, _ field: Field) throws -> Value {
        try self.inUsualForm { try field.value(json, isNew: false) }
    }

    /// Compat: refusals have the usual body here, where generic tables have the bare one.
    private func inUsualForm<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let problem as Problem {
            guard case .bare(let sentence) = problem.body else { throw problem }
            throw Problem(problem.status, .message(sentence))
        }
    }

    private func data(_ json: JSONValue, _ old: JSONValue) throws -> Value {
        guard case .object(let new) = json else { throw Problem(.badRequest, .message("data must be an object.")) }
        guard self.mergesData else { return .json(json.text) }
        var merged = old.objectValue ?? JSONObject()
        for (key, value) in new.entries { merged[key] = value }
        return .json(JSONValue.object(merged).text)
    }
}

// What may be changed.
extension EntityChange {
    /// Managers change everything; supervisors the production's own columns of their departments, and all of them when
    /// they have no department.
    private func checkRight() throws {
        let caller = try self.call.caller
        guard try Team.role(of: caller, inProject: self.project, self.call.data) == .supervisor else { return }
        guard self.body.keys == ["data"] else { throw Problem.forbidden }
        let departments = try caller.departments(self.call.data)
        if departments.isEmpty { return }
        let fields = try self.call.data.all(
            """
            SELECT descriptor.field_name FROM metadata_descriptor descriptor
            WHERE descriptor.project_id = \(self.project) AND descriptor.entity_type = \(self.kind.rawValue)
                AND EXISTS (SELECT 1 FROM department_metadata_descriptor_link link
                    WHERE link.metadata_descriptor_id = descriptor.id AND link.department_id \(in: departments))
            """, String.self)
        let keys = self.body["data"]?.objectValue?.keys ?? []
        guard Set(keys).isSubset(of: fields) else { throw Problem.forbidden }
    }

    static func checkStatus(_ body: JSONObject) throws {
        guard let status = body["status"] else { return }
        let choices = EntityRow.field("status")?.choices ?? []
        guard let text = status.stringValue, choices.contains(text) else { throw Problem.invalid("Invalid status") }
    }

    /// What an entity points to belongs to its project, and is of the kind that belongs there.
    ///
    /// - Parameter kind: Nil for a new entity, whose type the body names.
    /// - Throws: ``Problem`` 404 for another project's row or one of the wrong kind, 400 for a row that does not exist and
    ///   for a change of the kind.
    static func checkIDs(_ body: JSONObject, in project: UUID, kind: EntityKind?, _ reader: Reader) throws {
        var kind = kind
        if let type = Self.id(body["entity_type_id"]) {
            let name = try reader.one("SELECT name FROM entity_type WHERE id = \(type)", String.self)
            guard let name else { throw Problem.brokenReference }
            if let kind, kind != EntityKind(typeName: name) {
                throw Problem.invalid("An entity cannot become one of another kind.")
            }
            kind = EntityKind(typeName: name)
        }
        for name in ["parent_id", "source_id"] {
            guard let id = Self.id(body[name]) else { continue }
            let isThere = try reader.exists("SELECT 1 FROM entity WHERE id = \(id)")
            guard isThere else { throw Problem.brokenReference }
        }
        if let parent = Self.id(body["parent_id"]) {
            switch kind {
            case .shot, .scene: try Entities.require(parent, .sequence, in: project, reader)
            case .sequence: try Entities.require(parent, .episode, in: project, reader)
            default: try Entities.requireAll([parent], in: project, reader)
            }
        }
        if let source = Self.id(body["source_id"]) { try Entities.requireAll([source], in: project, reader) }
        if let preview = Self.id(body["preview_file_id"]) {
            guard
                try reader.exists(
                    """
                    SELECT 1 FROM preview_file JOIN task ON task.id = preview_file.task_id
                    WHERE preview_file.id = \(preview) AND task.project_id = \(project)
                    """)
            else { throw Problem.notFound() }
        }
    }

    private static func id(_ json: JSONValue?) -> UUID? { json?.stringValue.flatMap(UUID.init(strict:)) }

    /// - Throws: ``Problem`` 400 when another entity has the same name, type and parent.
    private func checkName(_ values: [String: Value], _ reader: Reader) throws {
        guard !Set(values.keys).isDisjoint(with: ["name", "entity_type_id", "parent_id"]) else { return }
        let known = try reader.one(
            "SELECT name, entity_type_id, parent_id FROM entity WHERE id = \(self.id)",
            String.self, UUID.self, UUID?.self)
        guard var (name, type, parent) = known else { throw Problem.notFound() }
        if case .text(let new)? = values["name"] { name = new }
        if case .uuid(let new)? = values["entity_type_id"] { type = new }
        switch values["parent_id"] {
        case .uuid(let new)?: parent = new
        case .null?: parent = nil
        default: break
        }
        let inParent: SQL = parent.map { "parent_id = \($0)" } ?? "parent_id IS NULL"
        let isTaken = try reader.exists(
            """
            SELECT 1 FROM entity WHERE name = \(name) AND project_id = \(self.project) AND entity_type_id = \(type)
                AND \(inParent) AND id <> \(self.id)
            """)
        guard isTaken else { return }
        throw Problem.invalid(
            "An entity with name '\(name)', project_id '\(self.project.text)', entity_type_id '\(type.text)', and "
                + "parent_id '\(parent?.text ?? "None")' already exists. The combination of these fields must be unique."
        )
    }
}

// What follows from a change.
extension EntityChange {
    private struct State {
        let name: String
        let data: JSONValue
        let readyFor: UUID?
        let isCanceled: Bool
    }

    private func state(_ reader: Reader) throws -> State {
        let row = try reader.one(
            "SELECT name, data, ready_for, canceled FROM entity WHERE id = \(self.id)",
            String.self, JSONValue.self, UUID?.self, Bool?.self)
        guard let (name, data, readyFor, isCanceled) = row else { throw Problem.notFound() }
        return State(name: name, data: data, readyFor: readyFor, isCanceled: isCanceled ?? false)
    }

    private func follow(_ before: State, _ after: State, _ tx: Transaction) throws {
        let frames = ["frame_in", "frame_out"]
        let isOtherCut = before.name != after.name || frames.contains { before.data[$0] != after.data[$0] }
        if isOtherCut, self.kind == .shot || self.kind == .edit { try self.keepVersion(before, after, tx) }
        if before.isCanceled != after.isCanceled {
            try Casting.recount(shotsThatCast: self.id, tx)
        } else if before.readyFor != after.readyFor {
            try Casting.countReady(whereCast: self.id, tx)
        }
    }

    /// Compat: a version carries the name before the change and the data after it, and the newest one goes on for as
    /// long as the name does.
    private func keepVersion(_ before: State, _ after: State, _ tx: Transaction) throws {
        let newest = try tx.one(
            """
            SELECT id, name FROM entity_version WHERE entity_id = \(self.id) ORDER BY created_at DESC, id DESC LIMIT 1
            """, EntityVersionRow.ID.self, String.self)
        let data = Value.json(after.data.text)
        if let (version, name) = newest, name == before.name {
            try tx.update(version, ["data": data])
            return
        }
        try tx.insert(
            EntityVersionRow.self,
            [
                "name": .text(before.name), "data": data, "entity_id": .uuid(self.id),
                "person_id": .uuid(try self.call.caller.id),
            ])
    }
}
