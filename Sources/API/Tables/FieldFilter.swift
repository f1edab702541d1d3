import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Query parameters that name a field of a shape, as conditions.
package enum FieldFilter {
    /// - Returns: Nil for a name that the shape does not know.
    /// - Throws: ``Problem`` 400 for a hidden field and for a value that cannot be one of the field's.
    package static func condition<Row: Shape>(_ shape: Row.Type, _ name: String, _ text: String) throws -> SQL? {
        if let relation = Row.relations.first(where: { $0.name == name }) {
            guard let id = UUID(strict: text) else { throw self.malformed }
            return """
                \(Row.self).id IN (SELECT \(SQL(verbatim: relation.own)) FROM \(SQL(verbatim: relation.table))
                    WHERE \(SQL(verbatim: relation.other)) = \(id))
                """
        }
        guard let field = Row.field(name) else { return nil }
        guard field.visibility == .open else { throw Problem.invalid("Filtering on \(name) is not allowed.") }
        let column = SQL(verbatim: field.selection(Row.table))
        if name == "name" { return "\(column) \(ilike: text)" }
        if text.hasPrefix("["), case .array(let values)? = JSONValue(text: text) {
            return try self.anyOf(values, field, column)
        }
        return "\(column) = \(try self.value(text, field))"
    }

    private static var malformed: Problem {
        Problem(.badRequest, .message("One of the provided values has an invalid format."))
    }

    private static func anyOf(_ values: [JSONValue], _ field: Field, _ column: SQL) throws -> SQL {
        let texts = try values.map { value -> String in
            switch value {
            case .string(let text): text
            case .int, .double, .bool: value.text
            case .null, .array, .object: throw self.malformed
            }
        }
        switch field.kind {
        case .uuid: return "\(column) \(in: try texts.map(self.uuid))"
        case .int: return "\(column) \(in: try texts.map(self.integer))"
        case .text: return "\(column) \(in: texts)"
        default:
            let conditions = try texts.map { "\(column) = \(try self.value($0, field))" as SQL }
            return conditions.isEmpty ? "1 = 0" : "(" + conditions.joined(separator: " OR ") + ")"
        }
    }

    private static func uuid(_ text: String) throws -> UUID {
        guard let id = UUID(strict: text) else { throw Problem.invalid("Invalid UUID value: \(text)") }
        return id
    }

    private static func integer(_ text: String) throws -> Int64 {
        guard let number = Int32(text) else { throw self.malformed }
        return Int64(number)
    }

    private static func value(_ text: String, _ field: Field) throws -> Value {
        switch field.kind {
        case .uuid: return .uuid(try self.uuid(text))
        case .bool:
            switch text.lowercased() {
            case "true", "1": return .bool(true)
            case "false", "0": return .bool(false)
            default: throw Problem.invalid("Invalid boolean value: \(text)")
            }
        case .text, .bytes, .inet: return .text(text)
        case .int: return .int(try self.integer(text))
        case .double:
            guard let number = Double(text: text) else { throw self.malformed }
            return .double(number)
        case .date:
            guard let day = Day(text: text) else { throw self.malformed }
            return .day(day)
        case .timestamp:
            guard let moment = Timestamp(text: text) else { throw self.malformed }
            return .timestamp(moment)
        // The text as JSON: what is an object or a list equals none.
        case .json: return .json(JSONValue.string(text).text)
        case .textArray, .bytesArray: throw self.malformed
        }
    }
}
