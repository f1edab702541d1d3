import Database

/// The statements that one connection keeps prepared, and what it knows about types.
struct PostgresStatements {
    let types = PostgresTypes()
    private var kept = StatementCache<PostgresStatement>(capacity: 256)
    private var dropped: [String] = []
    private var count = 0
    /// Texts whose parameters' types the server could not find.
    private var hinted: Set<String> = []

    func contains(_ text: String) -> Bool { self.kept.contains(text) }

    /// Statements about rows come again; those about tables come once.
    static func isWorthKeeping(_ text: String) -> Bool {
        let start = text.utf8.drop { $0 <= 0x20 || $0 == UInt8(ascii: "(") }
        let word = start.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        return ["select", "insert", "update", "delete", "with", "values"].contains {
            $0.utf8.elementsEqual(word.lazy.map { $0 | 0x20 })
        }
    }

    /// - Throws: ``PostgresFailure`` when the server refuses the text.
    mutating func statement(
        _ text: String, _ values: [Value], on connection: PostgresConnection
    ) throws -> PostgresStatement {
        if let statement = self.kept.find(text) { return statement }
        self.count += 1
        let statement = try PostgresStatement(
            text, name: "tsubame_\(self.count)", hints: self.hinted.contains(text) ? values : nil, types: self.types,
            on: connection)
        if let oldest = self.kept.insert(statement, for: text) { self.dropped.append(oldest.name) }
        return statement
    }

    /// Frees what the server keeps for statements that are forgotten. Call it outside of a transaction.
    mutating func tidy(on connection: PostgresConnection) throws {
        guard !self.dropped.isEmpty else { return }
        let names = self.dropped
        self.dropped = []
        for name in names {
            do {
                try connection.execute("DEALLOCATE \(name)")
            } catch let failure as PostgresFailure where failure.state == "26000" {
                // Gone already.
                continue
            }
        }
    }

    /// Whether a failure tells that preparing anew may help; forgets what it must for that.
    ///
    /// A kept statement fails when its tables or types have changed since (0A000, 26000, 42xxx, XX000): then all
    /// are suspect. One whose parameters have no type that the server could find (42P18) gets those of its values.
    mutating func forgets(_ failure: PostgresFailure, _ text: String, wasKept: Bool) -> Bool {
        guard let state = failure.state else { return false }
        if wasKept, state == "0A000" || state == "26000" || state == "XX000" || state.hasPrefix("42") {
            let names = self.kept.removeAll().map(\.name)
            if state != "26000" { self.dropped += names }
            return true
        }
        return state == "42P18" && self.hinted.insert(text).inserted
    }
}
