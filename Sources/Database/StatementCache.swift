/// Prepared statements by their SQL text; the least recently used one makes room for a new one.
///
/// Confined to its session's thread.
package struct StatementCache<Statement> {
    private struct Entry {
        let statement: Statement
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [String: Entry] = [:]
    private var uses: UInt64 = 0

    package init(capacity: Int) { self.capacity = capacity }

    package var count: Int { self.entries.count }

    package func contains(_ text: String) -> Bool { self.entries[text] != nil }

    package mutating func find(_ text: String) -> Statement? {
        self.uses += 1
        guard let position = self.entries.index(forKey: text) else { return nil }
        self.entries.values[position].lastUse = self.uses
        return self.entries.values[position].statement
    }

    /// - Returns: The statement that had to make room, to be closed by the caller.
    package mutating func insert(_ statement: Statement, for text: String) -> Statement? {
        self.uses += 1
        self.entries[text] = Entry(statement: statement, lastUse: self.uses)
        guard self.entries.count > self.capacity else { return nil }
        guard let oldest = self.entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        return self.remove(oldest.key)
    }

    package mutating func remove(_ text: String) -> Statement? {
        self.entries.removeValue(forKey: text)?.statement
    }

    package mutating func removeAll() -> [Statement] {
        defer { self.entries = [:] }
        return self.entries.values.map(\.statement)
    }
}
