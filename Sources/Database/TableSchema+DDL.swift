extension Transaction {
    /// Makes tables that may point to each other in any order.
    package func create(_ tables: [TableSchema]) throws {
        try self.session.runScript(tables.script(for: self.dialect))
    }

    /// Adds indexes to a table that is there already.
    package func createIndexes(_ rules: [IndexRule], on table: String) throws {
        let schema = TableSchema(table, [], indexes: rules)
        try self.session.runScript(schema.indexStatements().map { $0 + ";\n" }.joined())
    }
}

extension [TableSchema] {
    /// The DDL that makes the tables, as one script.
    ///
    /// SQLite looks for the other table of a foreign key when rows come, so keys stand in the tables. PostgreSQL looks
    /// when the key is declared, so keys follow once every table is there; uniques too, as it drops one that stands in
    /// the table and says the same as the primary key.
    ///
    /// - Parameter known: Enumeration types of PostgreSQL that are there already.
    package func script(for dialect: Dialect, knownTypes known: Set<String> = []) -> String {
        var statements: [String] = []
        if dialect == .postgres { statements += self.enumerationStatements(known) }
        statements += self.map { $0.tableStatement(for: dialect) }
        if dialect == .postgres { statements += self.flatMap { $0.constraintStatements() } }
        statements += self.flatMap { $0.indexStatements() }
        return statements.map { $0 + ";\n" }.joined()
    }

    private func enumerationStatements(_ known: Set<String>) -> [String] {
        var seen = known
        return self.flatMap(\.columns).compactMap { column in
            guard case .enumeration(let type, let values) = column.kind, seen.insert(type).inserted else { return nil }
            return "CREATE TYPE \(type) AS ENUM (\(quotedList(values)))"
        }
    }
}

extension TableSchema {
    fileprivate func tableStatement(for dialect: Dialect) -> String {
        var parts = self.columns.map { $0.definition(for: dialect) }
        parts.append("CONSTRAINT \(self.primaryKey.name) PRIMARY KEY (\(list(self.primaryKey.columns)))")
        parts += self.checks.map { "CONSTRAINT \($0.name) CHECK (\($0.condition))" }
        if dialect == .sqlite { parts += self.laterConstraints() }
        return "CREATE TABLE \(self.name) (\n    \(parts.joined(separator: ",\n    "))\n)\(self.options(for: dialect))"
    }

    /// On SQLite values keep to their column's type, and a table that is all key is stored once, not twice.
    private func options(for dialect: Dialect) -> String {
        guard dialect == .sqlite else { return "" }
        return self.primaryKey.columns.count == self.columns.count ? " STRICT, WITHOUT ROWID" : " STRICT"
    }

    fileprivate func constraintStatements() -> [String] {
        self.laterConstraints().map { "ALTER TABLE \(self.name) ADD \($0)" }
    }

    private func laterConstraints() -> [String] {
        self.uniques.map { "CONSTRAINT \($0.name) UNIQUE (\(list($0.columns)))" }
            + self.columns.compactMap { self.foreignKey(of: $0) }
    }

    private func foreignKey(of column: ColumnSchema) -> String? {
        guard let key = column.foreignKey else { return nil }
        let name = key.name ?? "\(self.name)_\(column.name)_fkey"
        let rule = key.onDelete == .refuse ? "" : " ON DELETE \(key.onDelete.rawValue)"
        return "CONSTRAINT \(name) FOREIGN KEY (\(column.name)) REFERENCES \(key.table) (id)\(rule)"
    }

    fileprivate func indexStatements() -> [String] { self.indexes.map { self.statement(making: $0) } }

    package func statement(making index: Index) -> String {
        let kind = index.isUnique ? "UNIQUE INDEX" : "INDEX"
        let condition = index.condition.map { " WHERE \($0)" } ?? ""
        return "CREATE \(kind) \(index.name) ON \(self.name) (\(list(index.columns)))\(condition)"
    }

    /// Adds a column to a table of PostgreSQL that may have rows. Where there must be a value and none is standard,
    /// the rows that are there get the kind's empty one.
    package func statements(adding column: ColumnSchema) -> [String] {
        let filled = !column.isNullable && column.standard == nil
        let emptiness = filled ? " DEFAULT \(column.kind.emptiness)" : ""
        var statements = ["ALTER TABLE \(self.name) ADD COLUMN \(column.definition(for: .postgres))\(emptiness)"]
        if filled { statements.append("ALTER TABLE \(self.name) ALTER COLUMN \(column.name) DROP DEFAULT") }
        if let key = self.foreignKey(of: column) { statements.append("ALTER TABLE \(self.name) ADD \(key)") }
        return statements
    }

    package func statement(adding unique: Key) -> String {
        "ALTER TABLE \(self.name) ADD CONSTRAINT \(unique.name) UNIQUE (\(list(unique.columns)))"
    }
}

extension ColumnSchema {
    fileprivate func definition(for dialect: Dialect) -> String {
        var text = "\(self.name) \(dialect == .sqlite ? self.kind.sqlite : self.kind.postgres)"
        if !self.isNullable { text += " NOT NULL" }
        if let standard = self.standard { text += " DEFAULT \(standard)" }
        if dialect == .sqlite, let check = self.sqliteCheck { text += " CHECK (\(check))" }
        return text
    }

    /// What PostgreSQL's type refuses and SQLite's would take.
    private var sqliteCheck: String? {
        switch self.kind {
        case .varchar(let length): "length(\(self.name)) <= \(length)"
        case .boolean: "\(self.name) IN (0, 1)"
        case .enumeration(_, let values): "\(self.name) IN (\(quotedList(values)))"
        default: nil
        }
    }
}

extension ColumnSchema.Kind {
    package var postgres: String {
        switch self {
        case .uuid: "uuid"
        case .text: "text"
        case .varchar(let length): "varchar(\(length))"
        case .varcharArray(let length): length.map { "varchar(\($0))[]" } ?? "varchar[]"
        case .boolean: "boolean"
        case .integer: "integer"
        case .bigint: "bigint"
        case .double: "double precision"
        case .json: "jsonb"
        case .jsonArray: "jsonb[]"
        case .date: "date"
        case .timestamp: "timestamp"
        case .bytes: "bytea"
        case .bytesArray: "bytea[]"
        case .enumeration(let type, _): type
        }
    }

    /// What a row has in a column that came after it and that may not be null.
    fileprivate var emptiness: String {
        switch self {
        case .boolean: "false"
        case .integer, .bigint, .double: "0"
        case .json: "'{}'"
        case .date, .timestamp: "now()"
        default: "''"
        }
    }

    package var sqlite: String {
        switch self {
        case .boolean, .integer, .bigint: "INTEGER"
        case .double: "REAL"
        default: "TEXT"
        }
    }
}

private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

private func quotedList(_ values: [String]) -> String { values.map { "'\($0)'" }.joined(separator: ", ") }
