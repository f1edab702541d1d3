import FoundationEssentials

/// A value bound to a statement. Never spliced into SQL text.
package enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case text(String)
    case uuid(UUID)
    case timestamp(Timestamp)
    case day(Day)
    /// JSON text, for a `jsonb`/`json` column.
    case json(String)
    /// Raw bytes, for a `bytea` column (a password's hash).
    case bytes([UInt8])
    /// An array column (`varchar[]`); SQLite keeps it as a JSON array.
    case textArray([String])
    /// An array column of bytes (`bytea[]`); SQLite keeps it as a JSON array of text.
    case bytesArray([[UInt8]])
    /// Many ids as one bound value, for `\(in: ids)`: SQLite gets a JSON array, PostgreSQL a `uuid[]`.
    case uuids([UUID])
    /// Many texts as one bound value, for `\(in: names)`: SQLite gets a JSON array, PostgreSQL a `text[]`.
    case texts([String])
    /// Many integers as one bound value, for `\(in: numbers)`.
    case ints([Int64])
}
