/// A column as a migration makes it, in words that both databases have an equal for.
///
/// | here | PostgreSQL | SQLite |
/// |---|---|---|
/// | uuid | `uuid` | TEXT, lower case |
/// | varchar(n) | `varchar(n)` | TEXT with a check of its length in characters |
/// | boolean | `boolean` | INTEGER, 0 or 1 |
/// | timestamp, date | `timestamp`, `date` | TEXT of ISO 8601, so that it sorts as time does |
/// | json, arrays | `jsonb`, `varchar[]`, … | TEXT of JSON |
/// | bytes | `bytea` | TEXT |
package struct ColumnSchema: Sendable {
    package enum Kind: Sendable, Equatable {
        case uuid, text, boolean, integer, bigint, double, json, date, timestamp, bytes, bytesArray, jsonArray
        /// At most so many characters.
        case varchar(Int)
        /// Each text of at most so many characters; nil for no limit.
        case varcharArray(Int?)
        /// One of a few texts: a type of its own on PostgreSQL.
        case enumeration(String, [String])
    }

    /// What becomes of a row when the row that it points to goes.
    package enum DeleteRule: String, Sendable {
        case refuse = "NO ACTION"
        case cascade = "CASCADE"
        case setNull = "SET NULL"
    }

    /// The row of another table, by its id, that a column points to.
    package struct ForeignKey: Sendable {
        /// The constraint's name; nil for `table_column_fkey`.
        package let name: String?
        package let table: String
        package let onDelete: DeleteRule
    }

    package let name: String
    package let kind: Kind
    package let isNullable: Bool
    /// A literal that both dialects read.
    package let standard: String?
    package let foreignKey: ForeignKey?

    private init(
        _ name: String, _ kind: Kind, nullable: Bool, default standard: String? = nil, _ key: ForeignKey? = nil
    ) {
        self.name = name
        self.kind = kind
        self.isNullable = nullable
        self.standard = standard
        self.foreignKey = key
    }
}

extension ColumnSchema {
    package static let id = ColumnSchema("id", .uuid, nullable: false)
    package static let createdAt = ColumnSchema("created_at", .timestamp, nullable: true)
    package static let updatedAt = ColumnSchema("updated_at", .timestamp, nullable: true)

    package static func uuid(_ name: String, nullable: Bool = true) -> ColumnSchema {
        ColumnSchema(name, .uuid, nullable: nullable)
    }
    /// The id of a row of `table`. `key` is the constraint's name where it is not `table_column_fkey`.
    package static func reference(
        _ name: String, to table: String, nullable: Bool = true, onDelete: DeleteRule = .refuse, key: String? = nil
    ) -> ColumnSchema {
        let key = ForeignKey(name: key, table: table, onDelete: onDelete)
        return ColumnSchema(name, .uuid, nullable: nullable, default: nil, key)
    }
    package static func varchar(
        _ name: String, _ length: Int, nullable: Bool = true, default standard: String? = nil
    ) -> ColumnSchema {
        ColumnSchema(name, .varchar(length), nullable: nullable, default: standard.map { "'\($0)'" })
    }
    package static func text(_ name: String, nullable: Bool = true) -> ColumnSchema {
        ColumnSchema(name, .text, nullable: nullable)
    }
    package static func boolean(
        _ name: String, nullable: Bool = true, default standard: Bool? = nil
    ) -> ColumnSchema {
        ColumnSchema(name, .boolean, nullable: nullable, default: standard.map { $0 ? "true" : "false" })
    }
    package static func integer(
        _ name: String, nullable: Bool = true, default standard: Int? = nil
    ) -> ColumnSchema {
        ColumnSchema(name, .integer, nullable: nullable, default: standard.map { String($0) })
    }
    package static func bigint(_ name: String, nullable: Bool = true) -> ColumnSchema {
        ColumnSchema(name, .bigint, nullable: nullable)
    }
    package static func double(_ name: String, nullable: Bool = true) -> ColumnSchema {
        ColumnSchema(name, .double, nullable: nullable)
    }
    package static func json(
        _ name: String, nullable: Bool = true, default standard: String? = nil
    ) -> ColumnSchema {
        ColumnSchema(name, .json, nullable: nullable, default: standard.map { "'\($0)'" })
    }
    package static func date(_ name: String, nullable: Bool = true) -> ColumnSchema {
        ColumnSchema(name, .date, nullable: nullable)
    }
    package static func timestamp(_ name: String, nullable: Bool = true) -> ColumnSchema {
        ColumnSchema(name, .timestamp, nullable: nullable)
    }
    package static func bytes(_ name: String) -> ColumnSchema { ColumnSchema(name, .bytes, nullable: true) }
    package static func bytesArray(_ name: String) -> ColumnSchema {
        ColumnSchema(name, .bytesArray, nullable: true)
    }
    package static func jsonArray(_ name: String) -> ColumnSchema {
        ColumnSchema(name, .jsonArray, nullable: true)
    }
    package static func varcharArray(_ name: String, _ length: Int? = nil) -> ColumnSchema {
        ColumnSchema(name, .varcharArray(length), nullable: true)
    }
    package static func enumeration(_ name: String, _ type: String, _ values: [String]) -> ColumnSchema {
        ColumnSchema(name, .enumeration(type, values), nullable: true)
    }
}
