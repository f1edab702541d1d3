import Database
import FoundationEssentials
import JSONBytes

/// A value as what its column wants, where it can be that. Nil where it cannot.
extension Value {
    /// A number without a fraction, also as text: what a query string says.
    var asInteger: Int64? {
        switch self {
        case .int(let value): value
        case .double(let value): Int64(exactly: value)
        case .text(let text): Int64(text)
        default: nil
        }
    }

    var asDouble: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value.isFinite ? value : nil
        case .text(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// SQLite keeps 0 and 1.
    var asBool: Bool? {
        switch self {
        case .bool(let value): value
        case .int(0), .text("false"): false
        case .int(1), .text("true"): true
        default: nil
        }
    }

    var asUUID: UUID? {
        switch self {
        case .uuid(let id): id
        case .text(let text): UUID(uuidString: text)
        default: nil
        }
    }

    var asTimestamp: Timestamp? {
        switch self {
        case .timestamp(let moment): moment
        case .day(let day): Timestamp(microseconds: Int64(day.number) * CivilTime.microsecondsPerDay)
        case .text(let text): CivilTime.microseconds(parsing: text).map(Timestamp.init(microseconds:))
        default: nil
        }
    }

    var asDay: Day? {
        switch self {
        case .day(let day): day
        case .timestamp(let moment): Day(moment)
        case .text(let text): CivilTime.microseconds(parsing: text).map { Day(Timestamp(microseconds: $0)) }
        default: nil
        }
    }

    var asText: String? {
        switch self {
        case .text(let text), .json(let text): text
        case .uuid(let id): id.text
        case .timestamp(let moment): moment.text
        case .day(let day): day.text
        case .int(let value): String(value)
        case .double(let value): value.isFinite ? String(value) : nil
        case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
        default: nil
        }
    }

    var asJSON: String? {
        switch self {
        case .json(let text), .text(let text): return text
        case .null, .bytes, .bytesArray: return nil
        case .bool(let value): return JSONValue.bool(value).text
        case .int(let value): return JSONValue.int(value).text
        case .double(let value): return value.isFinite ? JSONValue.double(value).text : nil
        case .uuid, .timestamp, .day: return self.asText.map { JSONValue.string($0).text }
        case .textArray(let texts), .texts(let texts): return JSONValue.array(texts.map(JSONValue.string)).text
        case .uuids(let ids): return JSONValue.array(ids.map { .string($0.text) }).text
        case .ints(let numbers): return JSONValue.array(numbers.map(JSONValue.int)).text
        }
    }

    /// The elements of a list; a JSON array's are texts, or JSON where they are none.
    var asElements: [Value]? {
        switch self {
        case .textArray(let texts), .texts(let texts): return texts.map(Value.text)
        case .bytesArray(let list): return list.map(Value.bytes)
        case .uuids(let ids): return ids.map(Value.uuid)
        case .ints(let numbers): return numbers.map(Value.int)
        case .json(let text), .text(let text):
            var copy = text
            let value = copy.withUTF8 { try? JSONValue(parsing: UnsafeRawBufferPointer($0)) }
            return value?.arrayValue?.map { element in
                switch element {
                case .null: .null
                case .string(let text): .text(text)
                default: .json(element.text)
                }
            }
        default: return nil
        }
    }
}
