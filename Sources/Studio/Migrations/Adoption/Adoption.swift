import Database

/// What a studio's database that the reference has made lacks, and how it gets it.
///
/// Only adds: tables, columns with their keys, and indexes. What is there stays as it is, also a constraint that ours
/// would not have and a key with another rule, so that the reference can go on using the database.
struct Adoption: Sendable {
    struct Step: Sendable {
        /// For the operator.
        let line: String
        let script: String
    }

    private(set) var steps: [Step] = []
    /// Why the database cannot be used, a sentence each; empty where it can.
    private(set) var objections: [String] = []

    init(of catalogue: Catalogue, to tables: [TableSchema]) {
        self.compareTypes(catalogue, tables)
        self.lookForNewer(catalogue, tables)
        self.addTables(catalogue, tables)
        for table in tables {
            guard let there = catalogue.tables[table.name] else { continue }
            self.addColumns(table, there, catalogue)
            self.addIndexes(table, there)
        }
    }

    /// Of the plan: what it does, or that there is nothing to do.
    var lines: [String] {
        let found = "take over the tables that are there"
        return self.steps.isEmpty ? [found + ", which lack nothing"] : [found] + self.steps.map(\.line)
    }

    /// - Throws: ``SchemaRefusal`` where there are objections.
    func checked() throws -> Adoption {
        guard self.objections.isEmpty else { throw SchemaRefusal(lines: self.objections) }
        return self
    }

    func run(_ transaction: Transaction) throws {
        for step in self.steps { try transaction.session.runScript(step.script) }
    }
}

/// A database's schema is none that this server can use.
package struct SchemaRefusal: Error {
    package let lines: [String]
}

extension Adoption {
    private mutating func compareTypes(_ catalogue: Catalogue, _ tables: [TableSchema]) {
        for table in tables {
            for column in table.columns {
                guard let type = catalogue.tables[table.name]?.types[column.name] else { continue }
                guard type != column.kind.innerName else { continue }
                self.objections.append(
                    "\(table.name).\(column.name) is of the type \(type), not \(column.kind.innerName): bring the "
                        + "database to 1.0.67 or 1.0.97 with the reference first.")
            }
        }
    }

    /// A newer release is known by columns that we have never heard of. Tables of plugins may be there.
    private mutating func lookForNewer(_ catalogue: Catalogue, _ tables: [TableSchema]) {
        if let revision = catalogue.revision, InitialSchema.knownRevisions.contains(revision) { return }
        let unknown = tables.flatMap { table in
            let known = Set(table.columns.map(\.name))
            let there = catalogue.tables[table.name]?.types.keys.filter { !known.contains($0) } ?? []
            return there.sorted().map { "\(table.name).\($0)" }
        }
        guard let first = unknown.first else { return }
        let others = unknown.count == 1 ? "" : " and \(unknown.count - 1) more"
        self.objections.append(
            "The database is of a release of the reference that is newer than this server knows "
                + "(revision \(catalogue.revision ?? "none"): it has \(first)\(others)). Use a newer Tsubame.")
    }

    private mutating func addTables(_ catalogue: Catalogue, _ tables: [TableSchema]) {
        let missing = tables.filter { catalogue.tables[$0.name] == nil }
        guard !missing.isEmpty else { return }
        let names = missing.map(\.name).joined(separator: ", ")
        let script = missing.script(for: .postgres, knownTypes: catalogue.enumerations)
        self.steps.append(Step(line: "add \(missing.count == 1 ? "the table" : "the tables") \(names)", script: script))
    }

    private mutating func addColumns(_ table: TableSchema, _ there: Catalogue.Table, _ catalogue: Catalogue) {
        let missing = table.columns.filter { there.types[$0.name] == nil }
        for column in missing {
            var statements = table.statements(adding: column)
            if case .enumeration(let type, _) = column.kind, !catalogue.enumerations.contains(type) {
                self.objections.append("The type \(type) of \(table.name).\(column.name) is missing.")
            }
            statements = statements.map { $0 + ";\n" }
            self.steps.append(Step(line: "add the column \(table.name).\(column.name)", script: statements.joined()))
        }
        // A rule about new columns holds for every row; one about old ones is not ours to make.
        let names = Set(missing.map(\.name))
        for unique in table.uniques where !names.isDisjoint(with: unique.columns) {
            let line = "add the constraint \(unique.name)"
            self.steps.append(Step(line: line, script: table.statement(adding: unique) + ";"))
        }
    }

    private mutating func addIndexes(_ table: TableSchema, _ there: Catalogue.Table) {
        for index in table.indexes where !there.has(index) {
            if index.isUnique, index.columns.allSatisfy({ there.types[$0] != nil }) { continue }
            self.steps.append(Step(line: "add the index \(index.name)", script: table.statement(making: index) + ";"))
        }
    }
}

extension Catalogue.Table {
    /// Under this name or another: an index of the same columns.
    fileprivate func has(_ wanted: TableSchema.Index) -> Bool {
        self.indexes.contains { index in
            index.name == wanted.name
                || index.columns == wanted.columns && index.isPartial == (wanted.condition != nil)
                    && (index.isUnique || !wanted.isUnique)
        }
    }
}

extension ColumnSchema.Kind {
    /// As `information_schema` tells a column's `udt_name`.
    fileprivate var innerName: String {
        switch self {
        case .boolean: "bool"
        case .integer: "int4"
        case .bigint: "int8"
        case .double: "float8"
        case .varchar: "varchar"
        case .varcharArray: "_varchar"
        case .jsonArray: "_jsonb"
        case .bytesArray: "_bytea"
        default: self.postgres
        }
    }
}
