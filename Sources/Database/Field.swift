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
    /// Its name in the table, where that is not ``name``.
    package let column: String
    /// The SQL that makes its value; nil for a column of the table. `{}` stands for the table's alias and its dot.
    package let expression: String?
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
        maxLength: Int? = nil, choices: [String] = [], references: String? = nil, column: String? = nil
    ) {
        self.name = name
        self.column = column ?? name
        self.expression = nil
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

    /// A field that the database computes, and that nobody writes: `expression` is SQL over the table's columns,
    /// each written `{}name`.
    package static func computed(_ name: String, _ kind: Kind, _ note: String, as expression: String) -> Field {
        Field(name, kind, note, expression: expression)
    }

    private init(_ name: String, _ kind: Kind, _ note: String, expression: String) {
        self.name = name
        self.column = name
        self.expression = expression
        self.kind = kind
        self.note = note
        self.isRequired = false
        self.isNullable = true
        self.isReadOnly = true
        self.visibility = .open
        self.initial = .null
        self.maxLength = nil
        self.choices = []
        self.references = nil
        self.key = JSONKey(name)
    }

    /// Whether the table has a column for it.
    package var isStored: Bool { self.expression == nil }

    /// What selects it: its column, or the expression that makes it, under `alias` when there is one.
    package func selection(_ alias: String? = nil) -> String {
        let prefix = alias.map { "\($0)." } ?? ""
        guard let expression = self.expression else { return prefix + self.column }
        return expression.replacing("{}", with: prefix)
    }
}
