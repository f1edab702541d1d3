import JSONBytes

/// One column of a shape: its name on the wire and in the table, its kind, and what a write of it must obey.
package struct Field: Sendable {
    package enum Kind: String, Sendable {
        case uuid, text, int, double, bool, json, date, timestamp
        /// Bytes that are text, such as a password's hash (`bytea`).
        case bytes
        /// A list of texts (`varchar[]`), a JSON array on the wire.
        case textArray
        /// A list of bytes (`bytea[]`), a JSON array of texts on the wire.
        case bytesArray
        /// A network address (`inet`), text on the wire.
        case inet
    }

    package enum Visibility: Sendable {
        /// In every answer.
        case open
        /// Never leaves the server, and may not be filtered by.
        case hidden
    }

    package let name: String
    package let kind: Kind
    /// One line for the API's reader: the meaning, and the unit of a number.
    package let note: String
    /// A creation without it is refused.
    package let isRequired: Bool
    /// Null is refused.
    package let isNullable: Bool
    /// Set by the server only: dropped from bodies.
    package let isReadOnly: Bool
    package let visibility: Visibility
    /// What a new row gets when its creator does not say.
    package let initial: Value
    /// In characters.
    package let maxLength: Int?
    /// The codes that are allowed; empty when any value is.
    package let choices: [String]
    /// The table that the id points to.
    package let references: String?
    package let key: JSONKey

    package init(
        _ name: String, _ kind: Kind, _ note: String = "",
        required: Bool = false, nullable: Bool = true, readOnly: Bool = false,
        visibility: Visibility = .open, initial: Value = .null,
        maxLength: Int? = nil, choices: [String] = [], references: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.note = note
        self.isRequired = required
        self.isNullable = nullable
        self.isReadOnly = readOnly
        self.visibility = visibility
        self.initial = initial
        self.maxLength = maxLength
        self.choices = choices
        self.references = references
        self.key = JSONKey(name)
    }
}

/// A many-to-many relation of a shape: a list of ids on the wire.
package struct Relation: Sendable {
    /// The key on the wire: `assignees`.
    package let name: String
    /// The table between: `task_person_link`.
    package let table: String
    /// Its column that holds this row's id: `task_id`.
    package let own: String
    /// Its column that holds the others' ids: `person_id`.
    package let other: String
    /// The table that the others live in: `person`.
    package let target: String
    /// The field that it stands before on the wire; nil for its place before `id`.
    package let before: String?
    package let key: JSONKey

    package init(
        _ name: String, through table: String, own: String, other: String, target: String, before: String? = nil
    ) {
        self.before = before
        self.name = name
        self.table = table
        self.own = own
        self.other = other
        self.target = target
        self.key = JSONKey(name)
    }
}
