/// What a transaction is for.
package enum TransactionMode: Sendable {
    /// A consistent snapshot over several queries; nothing may change.
    case read
    /// Changes that happen together or not at all.
    case write
}

/// One open connection, confined to one thread: every call may block it.
///
/// A driver implements this and nothing else. Between ``begin(_:)`` and ``commit()`` or ``rollback()`` its
/// statements see one transaction; outside of one, each statement is its own.
package protocol Session: AnyObject {
    var dialect: Dialect { get }

    /// False once the connection is broken: the pool then opens another.
    var isUsable: Bool { get }

    func begin(_ mode: TransactionMode) throws
    /// Tells, right after a snapshot has begun, all the queries that it will ask, in their order; it may leave some
    /// out. A driver whose round trips are dear runs them at once, each still a query of the one snapshot.
    ///
    /// From then on the snapshot has nothing else: another query fails with ``DatabaseError`` of kind `unexpected`.
    func expect(_ queries: () -> [SQL]) throws

    func commit() throws
    /// Ends the transaction without a trace. Never throws: a connection that cannot roll back becomes unusable.
    func rollback()

    /// Makes events part of the transaction, where they reach everyone through the database (PostgreSQL). Called last
    /// in a transaction that has any.
    func publish(_ events: [Event]) throws

    /// Runs a statement for its effect.
    ///
    /// - Returns: The number of rows it changed.
    @discardableResult func run(_ sql: SQL) throws -> Int

    /// Runs several statements of DDL at once, without values.
    func runScript(_ text: String) throws

    /// Runs a query and hands over each row as the database delivers it; holds one row at a time in memory.
    ///
    /// No other statement may run on this session before it returns. When `body` throws, the cursor is closed
    /// and the error passed on; a snapshot may end with it (PostgreSQL's does), a transaction that writes goes on.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws

    func close()
}

extension Session {
    /// Nothing to do where the committing process announces its events itself.
    package func publish(_ events: [Event]) throws {}

    /// Nothing to gain where a query is no round trip.
    package func expect(_ queries: () -> [SQL]) throws {}
}
