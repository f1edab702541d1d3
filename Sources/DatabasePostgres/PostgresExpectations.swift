import Database

/// The queries of a snapshot that were sent together, and how far they have been asked for.
final class PostgresExpectations {
    struct Query {
        let sql: SQL
        let text: String
        let statement: PostgresStatement
        fileprivate let parameters: PostgresParameters
    }

    private let queries: [Query]
    private var next = 0

    /// Prepares what is not prepared yet.
    ///
    /// - Returns: Nil when one of the queries cannot be sent: what is wrong with it is told where it is asked.
    init?(_ queries: [SQL], for session: PostgresSession) throws {
        do {
            self.queries = try queries.map { sql in
                let (text, values) = sql.rendered(for: .postgres)
                let statement = try session.cache.statement(text, values, on: session.connection)
                let parameters = try session.parameters(values, of: statement, text)
                return Query(sql: sql, text: text, statement: statement, parameters: parameters)
            }
        } catch  where session.connection.isOpen {
            return nil
        }
    }

    var sendings: [(PostgresStatement, PostgresParameters)] { self.queries.map { ($0.statement, $0.parameters) } }

    /// The next of the queries that is this one.
    ///
    /// - Returns: Also how many were sent before it that nobody asked for; nil when none is left.
    func take(_ sql: SQL) -> (query: Query, skipped: Int)? {
        guard let index = self.queries[self.next...].firstIndex(where: { $0.sql == sql }) else { return nil }
        defer { self.next = index + 1 }
        return (self.queries[index], index - self.next)
    }
}
