/// A table as a migration makes it on both databases.
package struct TableSchema: Sendable {
    /// A primary key or a unique constraint.
    package struct Key: Sendable {
        package let name: String
        package let columns: [String]
    }

    package struct Check: Sendable {
        package let name: String
        /// SQL that both dialects read.
        package let condition: String
    }

    package struct Index: Sendable {
        package let name: String
        package let columns: [String]
        package let isUnique: Bool
        /// SQL that both dialects read: only these rows are in it.
        package let condition: String?
    }

    package let name: String
    package let columns: [ColumnSchema]
    package let primaryKey: Key
    package let uniques: [Key]
    package let checks: [Check]
    package let indexes: [Index]

    /// - Parameters:
    ///   - name: The table's name.
    ///   - columns: In their order on disk.
    ///   - primaryKey: The columns of its primary key.
    ///   - primaryKeyName: The constraint's name; nil for `table_pkey`.
    ///   - uniques: Constraints.
    ///   - checks: Constraints.
    ///   - indexes: Those that no constraint brings.
    package init(
        _ name: String, _ columns: [ColumnSchema], primaryKey: [String] = ["id"], primaryKeyName: String? = nil,
        uniques: [UniqueRule] = [], checks: [CheckRule] = [], indexes: [IndexRule] = []
    ) {
        self.name = name
        self.columns = columns
        self.primaryKey = Key(name: primaryKeyName ?? "\(name)_pkey", columns: primaryKey)
        self.uniques = uniques.map { rule in
            Key(name: rule.name ?? "\(name)_\(rule.columns.joined(separator: "_"))_key", columns: rule.columns)
        }
        self.checks = checks.map { Check(name: $0.name, condition: $0.condition) }
        self.indexes = indexes.map { rule in
            Index(
                name: rule.name ?? "ix_\(name)_\(rule.columns.joined(separator: "_"))", columns: rule.columns,
                isUnique: rule.isUnique, condition: rule.condition)
        }
    }
}

/// Rows that differ in `columns`, where none of them is null.
package struct UniqueRule: Sendable {
    let name: String?
    let columns: [String]

    /// The constraint is named `table_column_key`.
    package static func on(_ column: String) -> UniqueRule { UniqueRule(name: nil, columns: [column]) }
    package static func named(_ name: String, on columns: String...) -> UniqueRule {
        UniqueRule(name: name, columns: columns)
    }
}

/// A condition that every row meets.
package struct CheckRule: Sendable {
    let name: String
    let condition: String

    package static func named(_ name: String, _ condition: String) -> CheckRule {
        CheckRule(name: name, condition: condition)
    }
}

/// An index, of the rows that meet a condition when there is one.
package struct IndexRule: Sendable {
    let name: String?
    let columns: [String]
    let isUnique: Bool
    let condition: String?

    /// Named `ix_table_columns`.
    package static func on(_ columns: String...) -> IndexRule {
        IndexRule(name: nil, columns: columns, isUnique: false, condition: nil)
    }
    package static func named(
        _ name: String, on columns: String..., unique: Bool = false, where condition: String? = nil
    ) -> IndexRule {
        IndexRule(name: name, columns: columns, isUnique: unique, condition: condition)
    }
}
