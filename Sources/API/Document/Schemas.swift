import Database
import JSONBytes

/// The shapes that a document's operations refer to, each described once.
struct SchemaCollector {
    private var schemas: [String: JSONObject] = [:]

    var finished: JSONObject {
        JSONObject(self.schemas.sorted { $0.key < $1.key }.map { (key: $0.key, value: JSONValue.object($0.value)) })
    }

    mutating func schema(of answer: AnswerSchema) -> JSONObject {
        switch answer {
        case .one(let shape): return self.reference(to: shape)
        case .list(let shape): return ["type": "array", "items": .object(self.reference(to: shape))]
        case .pages(let shape):
            let list: JSONObject = ["type": "array", "items": .object(self.reference(to: shape))]
            return ["oneOf": .array([.object(list), .object(Self.page(of: list))])]
        case .object(_, let members): return Self.object(members)
        case .objects(_, let members): return ["type": "array", "items": .object(Self.object(members))]
        case .nothing, .file: return [:]
        }
    }

    private mutating func reference(to shape: any Shape.Type) -> JSONObject {
        if self.schemas[shape.name] == nil { self.schemas[shape.name] = self.schema(of: shape) }
        return ["$ref": .string("#/components/schemas/\(shape.name)")]
    }

    private mutating func schema(of shape: any Shape.Type) -> JSONObject {
        var properties = JSONObject()
        for field in shape.openFields {
            properties[field.name] = .object(field.schema)
        }
        for relation in shape.relations {
            properties[relation.name] = .object([
                "type": "array", "items": .object(["type": "string", "format": "uuid"]),
                "description": .string("Ids of \(relation.target) rows; with relations."),
            ])
        }
        for nested in shape.nested {
            let schemas: [JSONValue] = [.object(self.reference(to: nested.shape)), .object(["type": "null"])]
            properties[nested.name] = .object(["oneOf": .array(schemas)])
        }
        properties["type"] = .object(["const": .string(shape.name)])
        return ["type": "object", "properties": .object(properties)]
    }

    private static func page(of list: JSONObject) -> JSONObject {
        var properties: JSONObject = ["data": .object(list)]
        for name in ["total", "nb_pages", "limit", "offset", "page"] {
            properties[name] = .object(["type": "integer"])
        }
        return ["type": "object", "properties": .object(properties)]
    }

    private static func object(_ members: [SchemaMember]) -> JSONObject {
        guard !members.isEmpty else { return ["type": "object"] }
        var properties = JSONObject()
        for member in members {
            var schema = member.kind.schema
            if !member.note.isEmpty { schema["description"] = .string(member.note) }
            properties[member.name] = .object(schema)
        }
        return ["type": "object", "properties": .object(properties)]
    }
}

extension AnswerSchema {
    /// What is answered, in words.
    var sentence: String {
        switch self {
        case .nothing: "Done. The body is empty."
        case .one(let shape): "The \(shape.name)."
        case .list(let shape): "A list of \(shape.name) rows."
        case .pages(let shape): "A list of \(shape.name) rows, or one page of it."
        case .object(let note, _), .objects(let note, _), .file(_, let note): note
        }
    }
}

extension Field {
    fileprivate var schema: JSONObject {
        var schema = self.kind.schema
        if self.isNullable, case .string(let type)? = schema["type"] {
            schema["type"] = .array([.string(type), "null"])
        }
        if !self.note.isEmpty { schema["description"] = .string(self.note) }
        if let maxLength = self.maxLength, self.kind == .text { schema["maxLength"] = .int(Int64(maxLength)) }
        if !self.choices.isEmpty {
            schema["enum"] = .array(self.choices.map(JSONValue.string) + (self.isNullable ? [.null] : []))
        }
        if self.isReadOnly { schema["readOnly"] = true }
        return schema
    }
}

extension Field.Kind {
    fileprivate var schema: JSONObject {
        switch self {
        case .uuid: ["type": "string", "format": "uuid"]
        case .text, .bytes, .inet: ["type": "string"]
        case .int: ["type": "integer"]
        case .double: ["type": "number"]
        case .bool: ["type": "boolean"]
        case .json: ["description": "Any JSON."]
        case .date: ["type": "string", "format": "date"]
        case .timestamp: ["type": "string", "description": "UTC, YYYY-MM-DDTHH:MM:SS."]
        case .textArray, .bytesArray: ["type": "array", "items": .object(["type": "string"])]
        }
    }
}

extension InputKind {
    var schema: JSONObject {
        switch self {
        case .text: ["type": "string"]
        case .int: ["type": "integer"]
        case .double: ["type": "number"]
        case .bool: ["type": "boolean"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .date: ["type": "string", "format": "date"]
        case .timestamp: ["type": "string", "description": "UTC, YYYY-MM-DDTHH:MM:SS."]
        case .json: [:]
        case .object: ["type": "object"]
        case .binary: ["type": "string", "format": "binary"]
        case .list(let element): ["type": "array", "items": .object(element.schema)]
        }
    }
}

extension InputDescription {
    var schema: JSONObject {
        var schema = self.kind.schema
        if !self.note.isEmpty { schema["description"] = .string(self.note) }
        if let initial = self.initial { schema["default"] = initial }
        return schema
    }
}
