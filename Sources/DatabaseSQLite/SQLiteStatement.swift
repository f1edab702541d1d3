import CSQLite
import Database

/// A prepared statement and the row that it stands on.
final class SQLiteStatement: RowSource {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    /// What it was prepared from, for the log.
    private let text: String

    /// A statement that `isKept` will be run many times.
    init(_ text: String, on connection: OpaquePointer, isKept: Bool) throws {
        var text = text
        var handle: OpaquePointer?
        var hasTail = false
        let code = text.withUTF8 { bytes -> Int32 in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
                let code = sqlite3_prepare_v3(
                    connection, characters.baseAddress, Int32(characters.count), flags, &handle, &tail)
                if let tail, let start = characters.baseAddress {
                    hasTail = characters[(tail - start)...].contains { $0 > 0x20 && $0 != 0x3B }
                }
                return code
            }
        }
        guard code == SQLITE_OK, let handle else { throw DatabaseError.sqlite(code, on: connection, text) }
        guard !hasTail else {
            sqlite3_finalize(handle)
            throw DatabaseError(.other, "several statements where one is expected: \(text)")
        }
        self.handle = handle
        self.connection = connection
        self.text = text
    }

    func close() { sqlite3_finalize(self.handle) }

    func bind(_ values: [Value]) throws {
        guard Int(sqlite3_bind_parameter_count(self.handle)) == values.count else {
            throw DatabaseError(.other, "\(values.count) values do not fit: \(self.text)")
        }
        for (index, value) in values.enumerated() {
            let code = try SQLiteBinding.bind(value, to: self.handle, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw DatabaseError.sqlite(code, on: self.connection, self.text) }
        }
    }

    /// - Returns: False when there are no more rows.
    @inline(__always)
    func step() throws -> Bool {
        let code = sqlite3_step(self.handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else { throw DatabaseError.sqlite(code, on: self.connection, self.text) }
        return false
    }

    /// Closes the cursor and forgets the values. The step that failed has told its error already.
    func reset() {
        sqlite3_reset(self.handle)
        sqlite3_clear_bindings(self.handle)
    }

    /// Through the value rather than the column: each of the column's functions looks the value up anew. A connection
    /// without mutexes does not ask for a protected value.
    func cell(_ index: Int) -> Cell {
        let value = sqlite3_column_value(self.handle, Int32(truncatingIfNeeded: index))
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: return .int(sqlite3_value_int64(value))
        case SQLITE_FLOAT: return .double(sqlite3_value_double(value))
        case SQLITE_TEXT:
            let start = UnsafeRawPointer(sqlite3_value_text(value))
            let count = Int(sqlite3_value_bytes(value))
            return .text(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
        case SQLITE_BLOB:
            let start = sqlite3_value_blob(value)
            let count = Int(sqlite3_value_bytes(value))
            return .text(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
        default: return .null
        }
    }
}
