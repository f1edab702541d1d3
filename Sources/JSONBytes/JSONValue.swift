package import NIOCore

/// Free-form JSON: what a studio keeps in `data` columns, and what a request carries before it is understood.
///
/// `int(1)` and `double(1)` are different values; strings are equal if their bytes are.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue: Equatable {
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.string(let left), .string(let right)): ExactString(left) == ExactString(right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSONValue {
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    package var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// Nil for doubles, whole ones too.
    package var intValue: Int64? {
        if case .int(let value) = self { value } else { nil }
    }

    /// Integers count: beyond 2^53 they lose their last digits.
    package var doubleValue: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    package var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    package var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    package var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// Nil if there is no such name, and if this is no object.
    package subscript(_ name: String) -> JSONValue? {
        objectValue?[name]
    }
}

extension JSONValue {
    /// The value as JSON text without any blanks.
    package var text: String {
        var writer = JSONWriter(capacity: 256)
        writer.value(self)
        return writer.takeText()
    }

    package func bytes() -> ByteBuffer {
        var writer = JSONWriter(capacity: 256)
        writer.value(self)
        return writer.take()
    }
}

extension JSONWriter {
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .int(let value): int(value)
        case .double(let value): double(value)
        case .string(let value): string(value)
        case .array(let values):
            beginArray()
            for value in values {
                self.value(value)
            }
            endArray()
        case .object(let object):
            beginObject()
            for (name, value) in object.entries {
                key(dynamic: name)
                self.value(value)
            }
            endObject()
        }
    }
}
