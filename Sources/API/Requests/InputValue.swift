import Database
import FoundationEssentials
import JSONBytes

/// What an input looks like to whoever sends it.
package indirect enum InputKind: Sendable, Equatable {
    case text, int, double, bool, uuid, date, timestamp, json, object, binary
    case list(of: InputKind)

    /// As it stands in a sentence: `page must be an integer.`
    var phrase: String {
        switch self {
        case .text: "a text"
        case .int: "an integer"
        case .double: "a number"
        case .bool: "a boolean"
        case .uuid: "an ID"
        case .date: "a date (YYYY-MM-DD)"
        case .timestamp: "a date and time (YYYY-MM-DDTHH:MM:SS)"
        case .json: "JSON"
        case .object: "a JSON object"
        case .binary: "a file"
        case .list: "a list"
        }
    }
}

/// A type that is read from a piece of request text, and from a field of a body.
package protocol InputValue: Sendable {
    static var kind: InputKind { get }
    /// From a path or a query; nil when the text is no such value.
    init?(text: String)
    /// From a body, JSON or form (where everything is text).
    static func read(_ json: JSONValue) -> Result<Self, ValueRefusal>
    var json: JSONValue { get }
}

/// Why a field's value is refused, in the words that clients of this API know.
package struct ValueRefusal: Error {
    package let message: String

    package init(_ message: String) { self.message = message }
}

extension String: InputValue {
    package static var kind: InputKind { .text }
    package init?(text: String) { self = text }
    package static func read(_ json: JSONValue) -> Result<String, ValueRefusal> {
        guard case .string(let text) = json else { return .failure(ValueRefusal("Input should be a valid string")) }
        return .success(text)
    }
    package var json: JSONValue { .string(self) }
}

extension Int: InputValue {
    package static var kind: InputKind { .int }
    package init?(text: String) {
        guard let value = Int32(text.trimmed) else { return nil }
        self = Int(value)
    }
    package static func read(_ json: JSONValue) -> Result<Int, ValueRefusal> {
        switch json {
        case .int(let value) where Int32(exactly: value) != nil: return .success(Int(value))
        case .int: return .failure(ValueRefusal("Input should be between -2147483648 and 2147483647"))
        case .double(let value):
            guard let whole = Int32(exactly: value) else {
                return .failure(ValueRefusal("Input should be a valid integer, got a number with a fractional part"))
            }
            return .success(Int(whole))
        case .string(let text):
            guard let value = Int(text: text) else {
                return .failure(ValueRefusal("Input should be a valid integer, unable to parse string as an integer"))
            }
            return .success(value)
        default: return .failure(ValueRefusal("Input should be a valid integer"))
        }
    }
    package var json: JSONValue { .int(Int64(self)) }
}

extension Double: InputValue {
    package static var kind: InputKind { .double }
    package init?(text: String) {
        let text = text.trimmed
        // Swift reads hexadecimal digits and names of numbers too, which nobody here means.
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
        guard let value = Double(text), value.isFinite else { return nil }
        self = value
    }
    package static func read(_ json: JSONValue) -> Result<Double, ValueRefusal> {
        if let value = json.doubleValue { return .success(value) }
        guard case .string(let text) = json else { return .failure(ValueRefusal("Input should be a valid number")) }
        guard let value = Double(text: text) else {
            return .failure(ValueRefusal("Input should be a valid number, unable to parse string as a number"))
        }
        return .success(value)
    }
    package var json: JSONValue { .double(self) }
}

extension Bool: InputValue {
    package static var kind: InputKind { .bool }
    /// Compat: gazu sends `True`, Kitsu `true`; anything else means no.
    package init?(text: String) { self = ["true", "1"].contains(text.lowercased()) }
    package static func read(_ json: JSONValue) -> Result<Bool, ValueRefusal> {
        switch json {
        case .bool(let value): return .success(value)
        case .int(0), .double(0): return .success(false)
        case .int(1), .double(1): return .success(true)
        case .string(let text):
            switch text.lowercased() {
            case "true", "t", "yes", "y", "on", "1": return .success(true)
            case "false", "f", "no", "n", "off", "0": return .success(false)
            default:
                return .failure(ValueRefusal("Input should be a valid boolean, unable to interpret input"))
            }
        default: return .failure(ValueRefusal("Input should be a valid boolean"))
        }
    }
    package var json: JSONValue { .bool(self) }
}

extension UUID: InputValue {
    package static var kind: InputKind { .uuid }
    package init?(text: String) { self.init(strict: text) }
    package static func read(_ json: JSONValue) -> Result<UUID, ValueRefusal> {
        guard case .string(let text) = json else {
            return .failure(ValueRefusal("UUID input should be a string, bytes or UUID object"))
        }
        guard let id = UUID(strict: text) else {
            return .failure(ValueRefusal("Input should be a valid UUID, \(Self.fault(in: text))"))
        }
        return .success(id)
    }

    /// What keeps a text from being an id.
    private static func fault(in text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        if let place = scalars.firstIndex(where: { $0 != "-" && !Self.isDigit($0) }) {
            return "invalid character: found `\(scalars[place])` at \(place + 1)"
        }
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        if groups.count == 1 { return "invalid length: expected length 32 for simple format, found \(scalars.count)" }
        guard groups.count == 5 else { return "invalid group count: expected 5, found \(groups.count)" }
        for (index, expected) in [8, 4, 4, 4, 12].enumerated() where groups[index].utf8.count != expected {
            return "invalid group length in group \(index): expected \(expected), found \(groups[index].utf8.count)"
        }
        return "invalid length: expected 36, found \(scalars.count)"
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && Hexadecimal.value(UInt8(truncatingIfNeeded: scalar.value)) != nil
    }
    package var json: JSONValue { .string(self.text) }
}

extension UUID {
    /// 36 characters, in any case.
    package init?(strict text: String) {
        var text = text
        let halves = text.withUTF8 { Self.halves($0) }
        guard let halves else { return nil }
        self.init(high: halves.high, low: halves.low)
    }

    private static func halves(_ text: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
        guard text.count == 36 else { return nil }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        for (place, byte) in text.enumerated() {
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Hexadecimal.value(byte).map(UInt64.init) else { return nil }
            if place < 18 {
                halves.high = halves.high << 4 | digit
            } else {
                halves.low = halves.low << 4 | digit
            }
        }
        return halves
    }
}

extension Identifier: InputValue {
    package static var kind: InputKind { .uuid }
    package init?(text: String) {
        guard let id = UUID(strict: text) else { return nil }
        self.init(id)
    }
    package static func read(_ json: JSONValue) -> Result<Identifier, ValueRefusal> {
        UUID.read(json).map { Identifier($0) }
    }
    package var json: JSONValue { .string(self.uuid.text) }
}

extension Day: InputValue {
    package static var kind: InputKind { .date }
    /// A day, or a moment of it.
    package init?(text: String) {
        if let number = CivilTime.days(parsing: text) {
            self.init(number: number)
        } else if let moment = Timestamp(text: text) {
            self.init(moment)
        } else {
            return nil
        }
    }
    package static func read(_ json: JSONValue) -> Result<Day, ValueRefusal> {
        guard case .string(let text) = json, let day = Day(text: text) else {
            return .failure(ValueRefusal("Input should be a valid date"))
        }
        return .success(day)
    }
    package var json: JSONValue { .string(self.text) }
}

extension Timestamp: InputValue {
    package static var kind: InputKind { .timestamp }
    /// With or without a time and a zone: UTC when there is none.
    package init?(text: String) {
        guard let microseconds = CivilTime.microseconds(parsing: text) else { return nil }
        self.init(microseconds: microseconds)
    }
    package static func read(_ json: JSONValue) -> Result<Timestamp, ValueRefusal> {
        guard case .string(let text) = json, let moment = Timestamp(text: text) else {
            return .failure(ValueRefusal("Input should be a valid datetime"))
        }
        return .success(moment)
    }
    package var json: JSONValue { .string(self.text) }
}

extension JSONValue: InputValue {
    package static var kind: InputKind { .json }
    package init?(text: String) {
        guard let value = try? JSONValue(parsing: text) else { return nil }
        self = value
    }
    package static func read(_ json: JSONValue) -> Result<JSONValue, ValueRefusal> { .success(json) }
    package var json: JSONValue { self }
}

extension JSONObject: InputValue {
    package static var kind: InputKind { .object }
    package init?(text: String) {
        guard case .object(let object)? = JSONValue(text: text) else { return nil }
        self = object
    }
    /// An object, or its text in a form's field.
    package static func read(_ json: JSONValue) -> Result<JSONObject, ValueRefusal> {
        if case .object(let object) = json { return .success(object) }
        if case .string(let text) = json, let object = JSONObject(text: text) { return .success(object) }
        return .failure(ValueRefusal("Input should be a valid dictionary"))
    }
    package var json: JSONValue { .object(self) }
}

extension Array: InputValue where Element: InputValue {
    package static var kind: InputKind { .list(of: Element.kind) }
    /// Elements between commas.
    package init?(text: String) {
        var elements: [Element] = []
        for part in text.split(separator: ",") {
            guard let element = Element(text: String(part)) else { return nil }
            elements.append(element)
        }
        self = elements
    }
    /// A list, or its JSON text in a form's field.
    package static func read(_ json: JSONValue) -> Result<[Element], ValueRefusal> {
        var values: [JSONValue]
        switch json {
        case .array(let array): values = array
        case .string(let text):
            guard case .array(let array)? = JSONValue(text: text) else { fallthrough }
            values = array
        default: return .failure(ValueRefusal("Input should be a valid list"))
        }
        var elements: [Element] = []
        elements.reserveCapacity(values.count)
        for value in values {
            switch Element.read(value) {
            case .success(let element): elements.append(element)
            case .failure(let refusal): return .failure(refusal)
            }
        }
        return .success(elements)
    }
    package var json: JSONValue { .array(self.map(\.json)) }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
