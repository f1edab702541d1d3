import FoundationEssentials

/// The id of one kind of row: a shot's id does not pass for a task's.
package struct Identifier<Row: Shape>: Hashable, Sendable, CustomStringConvertible {
    package let uuid: UUID

    package init(_ uuid: UUID) { self.uuid = uuid }

    package var description: String { self.uuid.text }
}

extension UUID {
    package init(high: UInt64, low: UInt64) {
        let bytes = (high.bigEndian, low.bigEndian)
        self = withUnsafeBytes(of: bytes) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    /// Lower-case text, as every answer and SQLite keep it.
    package var text: String { self.uuidString.lowercased() }
}
