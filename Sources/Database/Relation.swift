import JSONBytes

/// The others that a row is tied to: a list of their ids on the wire.
///
/// Whatever the kind, `SELECT other FROM table WHERE own = id` answers the list.
package struct Relation: Sendable, Equatable {
    package enum Kind: Sendable {
        /// Each tie is a row of a table between; the list may be written.
        case link
        /// Each tie is a foreign key of the other row; the list follows those rows and is only read.
        case children
    }

    /// The key on the wire: `assignees`.
    package let name: String
    package let kind: Kind
    /// The table between: `task_person_link`; for children, the table that they live in.
    package let table: String
    /// Its column that holds this row's id: `task_id`.
    package let own: String
    /// Its column that holds the others' ids: `person_id`; for children, their `id`.
    package let other: String
    /// The table that the others live in: `person`.
    package let target: String
    /// The rows between have an id and stamps of their own, which a new one must be given.
    package let linksHaveID: Bool
    /// The member of the object that it comes before, as the reference orders them; nil for the last place.
    package let before: String?
    package let key: JSONKey

    /// Everything but the key, which follows from the name.
    package static func == (lhs: Relation, rhs: Relation) -> Bool {
        lhs.name == rhs.name && lhs.before == rhs.before && lhs.kind == rhs.kind && lhs.table == rhs.table
            && lhs.own == rhs.own && lhs.other == rhs.other && lhs.target == rhs.target
            && lhs.linksHaveID == rhs.linksHaveID
    }

    /// Many to many.
    package init(
        _ name: String, through table: String, own: String, other: String, target: String,
        linksHaveID: Bool = false, before: String? = "type"
    ) {
        self.name = name
        self.kind = .link
        self.table = table
        self.own = own
        self.other = other
        self.target = target
        self.linksHaveID = linksHaveID
        self.before = before
        self.key = JSONKey(name)
    }

    /// One to many: the rows of `table` whose column `foreignKey` holds this row's id.
    package init(_ name: String, of table: String, by foreignKey: String, before: String? = "type") {
        self.name = name
        self.kind = .children
        self.table = table
        self.own = foreignKey
        self.other = "id"
        self.target = table
        self.linksHaveID = false
        self.before = before
        self.key = JSONKey(name)
    }
}
