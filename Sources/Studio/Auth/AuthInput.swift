import API
import Database
import HTTPTypes
import JSONBytes

// What the routes of the front door take. Compat: out of a JSON body when there is one, else out of a form or the query.
extension Input {
    /// A field that must be there.
    ///
    /// - Parameter schema: What the reference calls the body, in its refusals.
    static func entry(_ name: String, of schema: String, _ note: String) -> Input where Value: InputValue {
        Input(InputDescription(.body, name, Value.kind, note, isRequired: true)) { arrival in
            guard let json = try arrival.entry(name, of: schema) else { throw FieldRefusal(name, "Field required") }
            return try Value.reading(json, name)
        }
    }

    /// A field that may be left out or null.
    static func entry<Wrapped: InputValue>(
        optional name: String, of schema: String, _ note: String
    ) -> Input where Value == Wrapped? {
        Input(InputDescription(.body, name, Wrapped.kind, note, isRequired: false)) { arrival in
            guard let json = try arrival.entry(name, of: schema), !json.isNull else { return nil }
            return try Wrapped.reading(json, name)
        }
    }

    /// A field with a value for when it is left out. Null is refused.
    static func entry(
        _ name: String, of schema: String, default initial: Value, _ note: String
    ) -> Input where Value: InputValue {
        Input(InputDescription(.body, name, Value.kind, note, isRequired: false, initial: initial.json)) { arrival in
            guard let json = try arrival.entry(name, of: schema) else { return initial }
            return try Value.reading(json, name)
        }
    }

    /// The address of an account, in the query.
    static func account(_ note: String) -> Input where Value == String {
        Input(InputDescription(.query, "email", .text, note, isRequired: true)) { arrival in
            guard let text = arrival.query("email") ?? arrival.field("email")?.stringValue else {
                throw Problem.invalid("Missing required parameter: email")
            }
            return text
        }
    }
}

extension Arrival {
    /// - Throws: ``FieldRefusal`` for JSON that is no object.
    fileprivate func entry(_ name: String, of schema: String) throws -> JSONValue? {
        if case .json(let body) = self.body, !body.isNull {
            guard case .object(let object) = body else {
                throw FieldRefusal("", "Input should be a valid dictionary or instance of \(schema)")
            }
            return object[name]
        }
        return self.field(name) ?? self.query(name).map(JSONValue.string)
    }
}

/// A text of at least one character.
struct Phrase: InputValue, Equatable {
    let text: String

    static var kind: InputKind { .text }
    init?(text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
    }
    static func read(_ json: JSONValue) -> Result<Phrase, ValueRefusal> {
        guard case .string(let text) = json else { return .failure(ValueRefusal("Input should be a valid string")) }
        guard let phrase = Phrase(text: text) else {
            return .failure(ValueRefusal("String should have at least 1 character"))
        }
        return .success(phrase)
    }
    var json: JSONValue { .string(self.text) }
}

/// A JSON object, and no text of one.
struct JSONDictionary: InputValue {
    let object: JSONObject

    static var kind: InputKind { .object }
    init?(text: String) { nil }
    static func read(_ json: JSONValue) -> Result<JSONDictionary, ValueRefusal> {
        guard case .object(let object) = json else {
            return .failure(ValueRefusal("Input should be a valid dictionary"))
        }
        return .success(JSONDictionary(object: object))
    }
    private init(object: JSONObject) { self.object = object }
    var json: JSONValue { .object(self.object) }
}
