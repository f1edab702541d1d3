import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Field {
    /// What a body says about the field, as the database keeps it.
    ///
    /// - Parameter isNew: Null on creation means what is usual; in a change it is refused where a value must be.
    /// - Throws: ``Problem`` 400 in the words of the reference.
    package func value(_ json: JSONValue, isNew: Bool) throws -> Value {
        if json.isNull {
            if isNew { return self.initial }
            guard self.isNullable else { throw Problem.missingField }
            return .null
        }
        guard let value = self.converted(json) else {
            throw isNew ? Problem.malformedValue : self.refusal(of: json)
        }
        if case .text(let text) = value {
            if let maxLength, text.unicodeScalars.count > maxLength { throw Problem.malformedValue }
            if !self.choices.isEmpty, !self.choices.contains(text) { throw Problem.malformedValue }
        }
        return value
    }

    /// Compat: a change says more of a date than a creation does.
    private func refusal(of json: JSONValue) -> Problem {
        guard self.kind == .date || self.kind == .timestamp, let text = json.stringValue else {
            return .malformedValue
        }
        return .invalid(
            "Invalid date format for '\(self.name)': '\(text)'. Expected an ISO 8601 date or datetime.")
    }

    private func converted(_ json: JSONValue) -> Value? {
        switch self.kind {
        case .text, .inet: json.scalarText.map(Value.text)
        case .bytes: json.scalarText.map { .bytes(Array($0.utf8)) }
        case .uuid: json.stringValue.flatMap(UUID.init(strict:)).map(Value.uuid)
        case .int: Self.integer(json).map(Value.int)
        case .double: Self.number(json).map(Value.double)
        case .bool: Self.truth(json).map(Value.bool)
        case .json: .json(json.text)
        case .date: json.stringValue.flatMap(Day.init(text:)).map(Value.day)
        case .timestamp: json.stringValue.flatMap(Timestamp.init(text:)).map(Value.timestamp)
        case .textArray: Self.texts(json).map(Value.textArray)
        case .bytesArray: Self.texts(json).map { .bytesArray($0.map { Array($0.utf8) }) }
        }
    }

    private static func integer(_ json: JSONValue) -> Int64? {
        switch json {
        case .int(let value): Int32(exactly: value).map(Int64.init)
        case .double(let value): Int32(exactly: value).map(Int64.init)
        case .string(let text): Int32(text).map(Int64.init)
        case .bool, .null, .array, .object: nil
        }
    }

    private static func number(_ json: JSONValue) -> Double? {
        if let value = json.doubleValue { return value }
        return json.stringValue.flatMap(Double.init(text:))
    }

    private static func truth(_ json: JSONValue) -> Bool? {
        switch json {
        case .bool(let value): value
        case .int(0): false
        case .int(1): true
        default: nil
        }
    }

    private static func texts(_ json: JSONValue) -> [String]? {
        guard let values = json.arrayValue else { return nil }
        let texts = values.compactMap(\.stringValue)
        return texts.count == values.count ? texts : nil
    }
}

extension JSONValue {
    /// A text, or a number or truth value as text; nil for anything else.
    fileprivate var scalarText: String? {
        switch self {
        case .string(let text): text
        case .int, .double, .bool: self.text
        case .null, .array, .object: nil
        }
    }
}

extension Problem {
    /// A key in the body of a creation that the shape has no field for.
    package static func unknownKey<Row: Shape>(_ name: String, _ shape: Row.Type) -> Problem {
        Problem(.badRequest, .bare("'\(name)' is an invalid keyword argument for \(Row.name)"))
    }

    package static let missingField = Problem(.badRequest, .bare("A required field is missing."))
    package static let malformedValue = Problem(
        .badRequest, .bare("One of the provided values has an invalid format."))
    /// A value that contradicts another, such as an end before its beginning.
    package static let contradiction = Problem(
        .badRequest, .bare("The data conflicts with database integrity rules."))
    /// A row that is referred to and does not exist, or one that is still referred to.
    package static let brokenReference = Problem(
        .badRequest, .bare("The change conflicts with records referencing this one."))
}
