import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// One thing a request carries: its place, its name, its type, and how it is read.
///
/// A handler receives exactly the inputs that its route declares, as typed arguments: what the API documents and what
/// the handler uses cannot part ways.
package struct Input<Value: Sendable>: Sendable {
    package let description: InputDescription
    let read: @Sendable (Arrival) throws -> Value
    /// The row that permissions ask about; nil when the value is no row's id.
    let object: (@Sendable (Value) -> RouteObject)?

    package init(
        _ description: InputDescription, object: (@Sendable (Value) -> RouteObject)? = nil,
        read: @escaping @Sendable (Arrival) throws -> Value
    ) {
        self.description = description
        self.object = object
        self.read = read
    }
}

/// An input as the API's document tells it.
package struct InputDescription: Sendable {
    package enum Place: String, Sendable { case path, query, body, file }

    package let place: Place
    /// Empty for the whole body.
    package let name: String
    package let kind: InputKind
    package let note: String
    package let isRequired: Bool
    /// What a request that leaves it out means; nil when that is nothing.
    package let initial: JSONValue?

    package init(
        _ place: Place, _ name: String, _ kind: InputKind, _ note: String, isRequired: Bool, initial: JSONValue? = nil
    ) {
        self.place = place
        self.name = name
        self.kind = kind
        self.note = note
        self.isRequired = isRequired
        self.initial = initial
    }
}

extension Input {
    /// The id of a row, in the path. Permissions such as ``Permission/member`` find the row's project through it.
    ///
    /// - Parameter malformed: What a text that is no id is answered with; the reference differs from route to route.
    package static func path<Row: Shape>(
        _ name: String, _ note: String = "", malformed: Problem = .malformedID
    ) -> Input where Value == Identifier<Row> {
        Input(
            InputDescription(.path, name, .uuid, note.isEmpty ? "The id of a \(Row.name)." : note, isRequired: true),
            object: { id in RouteObject(project: Row.project(of: id.uuid), id: id.uuid) }
        ) { arrival in
            guard let text = arrival.parameters[name], let id = UUID(strict: text) else { throw malformed }
            return Identifier(id)
        }
    }

    /// Part of the path that is not a row's id.
    ///
    /// - Throws: When read, ``Problem`` 404 for a text that is no such value.
    package static func segment(_ name: String, _ note: String = "") -> Input where Value: InputValue {
        Input(InputDescription(.path, name, Value.kind, note, isRequired: true)) { arrival in
            guard let text = arrival.parameters[name], let value = Value(text: text) else { throw Problem.notFound() }
            return value
        }
    }
}

extension Input {
    /// A query parameter that may be left out. An empty text counts as left out, unless the value is text.
    package static func query<Wrapped: InputValue>(
        _ name: String, _ note: String
    ) -> Input where Value == Wrapped? {
        Input(InputDescription(.query, name, Wrapped.kind, note, isRequired: false)) { arrival in
            guard let text = arrival.query(name) else { return nil }
            if text.isEmpty, Wrapped.kind != .text { return nil }
            return try Wrapped.reading(text, name)
        }
    }

    /// A query parameter with a value for when it is left out.
    package static func query(
        _ name: String, _ note: String, default initial: Value
    ) -> Input where Value: InputValue {
        let description = InputDescription(
            .query, name, Value.kind, note, isRequired: false, initial: initial.json)
        return Input(description) { arrival in
            guard let text = arrival.query(name) else { return initial }
            if text.isEmpty, Value.kind != .text { return initial }
            return try Value.reading(text, name)
        }
    }

    /// A query parameter that must be there.
    package static func required(_ name: String, _ note: String) -> Input where Value: InputValue {
        Input(InputDescription(.query, name, Value.kind, note, isRequired: true)) { arrival in
            guard let text = arrival.query(name) else { throw Problem.invalid("\(name) is required.") }
            return try Value.reading(text, name)
        }
    }

    /// A query parameter that may be repeated.
    package static func queries<Element: InputValue>(
        _ name: String, _ note: String
    ) -> Input where Value == [Element] {
        Input(InputDescription(.query, name, .list(of: Element.kind), note, isRequired: false)) { arrival in
            try arrival.queries(name).map { try Element.reading($0, name) }
        }
    }

    /// Every query parameter as it came, for filters.
    package static func filters(_ note: String) -> Input where Value == [(name: String, value: String)] {
        Input(InputDescription(.query, "filters", .object, note, isRequired: false)) { $0.query }
    }
}

extension InputValue {
    static func reading(_ text: String, _ name: String) throws -> Self {
        guard let value = Self(text: text) else { throw Problem.invalid("\(name) must be \(Self.kind.phrase).") }
        return value
    }
}

extension Input {
    /// A field of the body that must be there.
    package static func field(_ name: String, _ note: String) -> Input where Value: InputValue {
        Input(InputDescription(.body, name, Value.kind, note, isRequired: true)) { arrival in
            try arrival.requireFields()
            guard let json = arrival.field(name) else { throw FieldRefusal(name, "Field required") }
            return try Value.reading(json, name)
        }
    }

    /// A field of the body that may be left out or null.
    package static func field<Wrapped: InputValue>(
        optional name: String, _ note: String
    ) -> Input where Value == Wrapped? {
        Input(InputDescription(.body, name, Wrapped.kind, note, isRequired: false)) { arrival in
            try arrival.refuseOtherThanFields()
            guard let json = arrival.field(name), !json.isNull else { return nil }
            return try Wrapped.reading(json, name)
        }
    }

    /// A field of the body with a value for when it is left out. Null is refused.
    package static func field(
        _ name: String, _ note: String, default initial: Value
    ) -> Input where Value: InputValue {
        let description = InputDescription(
            .body, name, Value.kind, note, isRequired: false, initial: initial.json)
        return Input(description) { arrival in
            try arrival.refuseOtherThanFields()
            guard let json = arrival.field(name) else { return initial }
            return try Value.reading(json, name)
        }
    }

    /// The whole body, which must be a JSON object.
    package static func object(_ note: String) -> Input where Value == JSONObject {
        Input(InputDescription(.body, "", .object, note, isRequired: true)) { arrival in
            switch try arrival.requireJSON() {
            case .object(let object): return object
            case .null: throw Problem.emptyBody
            default: throw Problem(.badRequest, .bare("The body must be a JSON object."))
            }
        }
    }

    /// The whole body, whatever JSON it is.
    package static func json(_ note: String) -> Input where Value == JSONValue {
        Input(InputDescription(.body, "", .json, note, isRequired: true)) { try $0.requireJSON() }
    }

    /// The whole body, which must be a JSON list. Compat: JSON that cannot be read is none either.
    package static func list(_ note: String) -> Input where Value == [JSONValue] {
        Input(InputDescription(.body, "", .list(of: .json), note, isRequired: true)) { arrival in
            if case .malformed = arrival.body { throw Problem.noList }
            guard case .array(let values) = try arrival.requireJSON() else { throw Problem.noList }
            return values
        }
    }

    /// The whole body, when there is one.
    package static func json(optional note: String) -> Input where Value == JSONValue? {
        Input(InputDescription(.body, "", .json, note, isRequired: false)) { arrival in
            try arrival.refuseMalformed()
            return if case .json(let value) = arrival.body { value } else { nil }
        }
    }

    /// A file of a multipart form.
    package static func file(_ name: String, _ note: String) -> Input where Value == UploadedFile? {
        Input(InputDescription(.file, name, .binary, note, isRequired: true)) { arrival in
            arrival.files.first { $0.field == name }
        }
    }

    /// Every file of a multipart form, whatever its fields are called.
    package static func files(_ note: String) -> Input where Value == [UploadedFile] {
        Input(InputDescription(.file, "file", .binary, note, isRequired: false)) { $0.files }
    }
}

extension Problem {
    fileprivate static let noList = Problem.invalid("Request body must be a JSON array.")
}

/// Why one field of a body is refused. A route gathers those of all its fields into one answer.
package struct FieldRefusal: Error, Hashable {
    let field: String
    let message: String

    package init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

extension InputValue {
    package static func reading(_ json: JSONValue, _ name: String) throws -> Self {
        switch Self.read(json) {
        case .success(let value): value
        case .failure(let refusal): throw FieldRefusal(name, refusal.message)
        }
    }
}
