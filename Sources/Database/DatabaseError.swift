/// What a driver reports when a statement fails. Drivers translate by code, never by text.
package struct DatabaseError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// A unique key is taken.
        case unique
        /// A row that is referred to is missing, or a row that others refer to would go.
        case foreignKey
        case notNull
        case check
        /// A value does not fit its column: too long, out of range, not a date.
        case invalidValue
        /// Another transaction got in the way: the same work may succeed when done again.
        case serialization
        /// The database did not answer or the connection broke: nothing of the transaction is kept,
        /// unless it broke during the commit (see ``commitIsUncertain``).
        case unavailable
        /// The connection broke while a commit was under way: nobody knows whether it took place.
        case commitIsUncertain
        /// The statement took longer than it may, or its client left.
        case interrupted
        /// A snapshot asked for something else than was expected: the same work succeeds when nothing is expected.
        case unexpected
        /// Anything else: a mistake of ours.
        case other
    }

    package let kind: Kind
    /// For the log only. Never sent to a client.
    package let detail: String
    /// The name of the constraint that refused, where the database tells it. SQLite tells `table.column, …`.
    package let constraint: String?

    package init(_ kind: Kind, _ detail: String, constraint: String? = nil) {
        self.kind = kind
        self.detail = detail
        self.constraint = constraint
    }

    package var description: String { "\(self.kind): \(self.detail)" }
}
