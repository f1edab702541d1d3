import API
import Database
import JSONBytes

/// Reads the fields of a body one after the other and gathers what is wrong with them into one answer.
///
/// Compat: the routes that use it take a body that is missing or unreadable for an empty object.
struct BodyReader {
    private let fields: JSONObject
    private var refusals: [(field: String, message: String)] = []

    /// - Parameter schema: The name that clients of this API read when the body is no object.
    /// - Throws: ``Problem`` 400 for a body that is JSON but no object.
    init(_ arrival: Arrival, _ schema: String) throws {
        switch arrival.body {
        case .json(.object(let object)): self.fields = object
        case .json(.null), .none, .malformed, .foreign: self.fields = [:]
        case .form(let fields, _):
            self.fields = JSONObject(fields.map { (key: $0.name, value: JSONValue.string($0.value)) })
        case .json:
            throw Self.noObject(schema)
        }
    }

    /// Reads one object of a body that is a list.
    init(_ json: JSONValue, _ schema: String) throws {
        guard case .object(let object) = json else { throw Self.noObject(schema) }
        self.fields = object
    }

    private static func noObject(_ schema: String) -> Problem {
        Problem.invalid(fields: [("", "Input should be a valid dictionary or instance of \(schema)")])
    }

    /// A field that must be there; nil, and a refusal remembered, when it is not as it should be.
    mutating func required<Value: InputValue>(_ name: String, as: Value.Type = Value.self) -> Value? {
        guard let json = self.fields[name] else {
            self.refuse(name, "Field required")
            return nil
        }
        return self.value(json, name)
    }

    /// A field with a value for when it is left out. Null is refused.
    mutating func field<Value: InputValue>(_ name: String, default initial: Value) -> Value {
        guard let json = self.fields[name] else { return initial }
        return self.value(json, name) ?? initial
    }

    /// A field that may be left out or null.
    mutating func optional<Value: InputValue>(_ name: String, as: Value.Type = Value.self) -> Value? {
        guard let json = self.fields[name], !json.isNull else { return nil }
        return self.value(json, name)
    }

    /// A list, or the text of one in a form; empty when it is left out or null.
    mutating func list(_ name: String) -> [JSONValue] {
        switch self.fields[name] {
        case nil, .null?: return []
        case .array(let values)?: return values
        case .string(let text)?:
            if text.isEmpty { return [] }
            do {
                if case .array(let values) = try JSONValue(parsing: text) { return values }
                self.refuse(name, "Input should be a valid list")
            } catch {
                self.refuse(name, "Value error, the text is not valid JSON")
            }
        default: self.refuse(name, "Input should be a valid list")
        }
        return []
    }

    mutating func refuse(_ name: String, _ message: String) { self.refusals.append((field: name, message: message)) }

    /// - Throws: ``Problem`` 400 with every refusal so far.
    func finish() throws {
        if !self.refusals.isEmpty { throw Problem.invalid(fields: self.refusals) }
    }

    private mutating func value<Value: InputValue>(_ json: JSONValue, _ name: String) -> Value? {
        switch Value.read(json) {
        case .success(let value): return value
        case .failure(let refusal):
            self.refuse(name, refusal.message)
            return nil
        }
    }
}

extension Input {
    /// The whole body, read by a ``BodyReader``.
    static func body(
        _ schema: String, _ note: String, read: @escaping @Sendable (inout BodyReader) throws -> Value?
    ) -> Input {
        Input(InputDescription(.body, "", .object, note, isRequired: true)) { arrival in
            var reader = try BodyReader(arrival, schema)
            let value = try read(&reader)
            try reader.finish()
            guard let value else { throw Problem.unreadable }
            return value
        }
    }
}
