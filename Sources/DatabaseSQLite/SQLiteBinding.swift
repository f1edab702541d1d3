import CSQLite
import Database
import FoundationEssentials
import JSONBytes

/// How each value is stored: ids, times, days, JSON and lists as text, so that a row's bytes leave as they are.
enum SQLiteBinding {
    /// Tells SQLite to copy the bytes before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// - Returns: SQLite's result code.
    /// - Throws: ``DatabaseError`` of kind `invalidValue` for what PostgreSQL would not take either.
    static func bind(_ value: Value, to statement: OpaquePointer, at index: Int32) throws -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .bool(let value): return sqlite3_bind_int64(statement, index, value ? 1 : 0)
        case .int(let value): return sqlite3_bind_int64(statement, index, value)
        case .double(let value):
            guard value.isFinite else { throw DatabaseError(.invalidValue, "\(value) is no number to store") }
            return sqlite3_bind_double(statement, index, value)
        case .text(let text): return try Self.bind(text, to: statement, at: index)
        case .json(let text): return try Self.bind(Self.json(text), to: statement, at: index)
        case .uuid(let id): return Self.bind(id, to: statement, at: index)
        case .timestamp(let moment): return try Self.bind(moment.text, to: statement, at: index)
        case .day(let day): return try Self.bind(day.text, to: statement, at: index)
        case .bytes(let bytes): return try Self.bind(Self.text(bytes), to: statement, at: index)
        case .textArray(let texts), .texts(let texts):
            return try Self.bindList(texts, to: statement, at: index) { $0.string($1) }
        case .bytesArray(let list):
            return try Self.bindList(list.map(Self.text), to: statement, at: index) { $0.string($1) }
        case .uuids(let ids): return try Self.bindList(ids, to: statement, at: index) { $0.uuid($1) }
        case .ints(let numbers): return try Self.bindList(numbers, to: statement, at: index) { $0.int($1) }
        }
    }

    private static func bind(_ text: String, to statement: OpaquePointer, at index: Int32) throws -> Int32 {
        var text = text
        return try text.withUTF8 { bytes in
            guard !bytes.contains(0) else { throw DatabaseError(.invalidValue, "a text holds the character U+0000") }
            // Why: no bytes may have no address, and no address means null to SQLite.
            guard let start = UnsafeRawPointer(bytes.baseAddress) else {
                return sqlite3_bind_text(statement, index, "", 0, Self.copied)
            }
            return sqlite3_bind_text64(
                statement, index, start.assumingMemoryBound(to: CChar.self), sqlite3_uint64(bytes.count), Self.copied,
                UInt8(SQLITE_UTF8))
        }
    }

    /// JSON as `jsonb` keeps it, so that both databases give the same text back.
    private static func json(_ text: String) throws -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        do {
            return try JSONValue(parsing: text).stored.text
        } catch {
            throw DatabaseError(.invalidValue, "the text is no JSON: \(error)")
        }
    }

    private static func bind(_ id: UUID, to statement: OpaquePointer, at index: Int32) -> Int32 {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 36) { text in
            var end = 0
            withUnsafeBytes(of: id.uuid) { bytes in
                for (position, byte) in bytes.enumerated() {
                    if position == 4 || position == 6 || position == 8 || position == 10 {
                        text[end] = 0x2D
                        end += 1
                    }
                    text[end] = Self.digit(byte >> 4)
                    text[end + 1] = Self.digit(byte & 0xF)
                    end += 2
                }
            }
            return sqlite3_bind_text(statement, index, text.baseAddress, 36, Self.copied)
        }
    }

    private static func digit(_ nibble: UInt8) -> CChar {
        CChar(nibble < 10 ? nibble + UInt8(ascii: "0") : nibble - 10 + UInt8(ascii: "a"))
    }

    private static func bindList<Element>(
        _ elements: [Element], to statement: OpaquePointer, at index: Int32,
        write: (inout JSONWriter, Element) -> Void
    ) throws -> Int32 {
        var json = JSONWriter(capacity: 64 + elements.count * 40)
        json.beginArray()
        for element in elements { write(&json, element) }
        json.endArray()
        return try Self.bind(json.takeText(), to: statement, at: index)
    }

    private static func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DatabaseError(.invalidValue, "the bytes are no UTF-8 text")
        }
        return text
    }
}
