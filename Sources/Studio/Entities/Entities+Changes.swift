import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Entities {
    /// A new entity of a kind that is known by its name in its parent: what was there before under the name is answered
    /// as it is, and nobody hears of it.
    ///
    /// - Returns: The entity, and whether it is new.
    static func make(
        _ kind: EntityKind, _ name: EntityName, in project: ProjectRow.ID, parent: UUID?, _ values: [String: Value],
        by call: Writing
    ) throws -> (id: EntityRow.ID, isNew: Bool) {
        let type = try Self.type(kind, in: call.data)
        let known = try call.data.one(
            """
            SELECT id FROM entity
            WHERE project_id = \(project) AND entity_type_id = \(type) AND name = \(name.text)
                AND \(parent.map { "parent_id = \($0)" as SQL } ?? "parent_id IS NULL")
            ORDER BY created_at, id LIMIT 1
            """, EntityRow.ID.self)
        if let known { return (known, false) }
        var values = values
        values["name"] = .text(name.text)
        values["project_id"] = .uuid(project.uuid)
        values["entity_type_id"] = .uuid(type)
        values["parent_id"] = parent.map(Value.uuid) ?? .null
        values["created_by"] = .uuid(try call.caller.id)
        return (try call.data.insert(EntityRow.self, values), true)
    }

    /// The entity type of a kind that has only one; made when a studio has lost it.
    private static func type(_ kind: EntityKind, in tx: Transaction) throws -> UUID {
        let known = try tx.one("SELECT id FROM entity_type WHERE name = \(kind.rawValue)", UUID.self)
        return try known ?? tx.insert(EntityTypeRow.self, ["name": .text(kind.rawValue)]).uuid
    }

    /// - Throws: ``Problem`` 404 when the project does not exist.
    static func requireProject(_ id: ProjectRow.ID, _ reader: Reader) throws {
        guard try reader.exists("SELECT 1 FROM project WHERE id = \(id)") else { throw Problem.notFound() }
    }

    /// Tells of an entity's change under the name of its kind: `shot:update` with `shot_id`.
    static func announce(
        _ action: String, _ kind: EntityKind, _ id: UUID, in project: UUID, _ tx: Transaction, _ more: JSONObject = [:]
    ) throws {
        var payload: JSONObject = ["\(kind.word)_id": .string(id.text)]
        for (key, value) in more.entries { payload[key] = value }
        try tx.emit("\(kind.word):\(action)", payload, project: project)
    }

    /// The kind and the project of an entity.
    ///
    /// - Throws: ``Problem`` 404 when there is no such entity.
    static func facts(of id: UUID, _ reader: Reader) throws -> (kind: EntityKind, project: UUID) {
        let found = try reader.one(
            """
            SELECT entity_type.name, entity.project_id FROM entity
            JOIN entity_type ON entity_type.id = entity.entity_type_id WHERE entity.id = \(id)
            """, String.self, UUID.self)
        guard let (type, project) = found else { throw Problem.notFound() }
        return (EntityKind(typeName: type), project)
    }

    /// One row, as it stands after a change.
    static func one<Row: Shape>(_ shape: Row.Type, _ id: UUID, _ status: HTTPResponse.Status = .ok) -> Answer {
        .one("SELECT \(columns: Row.columns) FROM \(Row.self) WHERE id = \(id)", as: Row.columns, status)
    }

    /// The text of free-form values for a new row: an empty object when there are none.
    static func data(_ object: JSONObject?) -> Value { .json(JSONValue.object(object ?? JSONObject()).text) }
}

extension JSONObject {
    /// An id or null.
    static func id(_ id: UUID?) -> JSONValue { id.map { .string($0.text) } ?? .null }
}
