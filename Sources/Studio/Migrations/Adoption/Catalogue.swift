import Database

/// The tables of a PostgreSQL database as they are, whoever made them.
struct Catalogue: Sendable {
    struct Table: Sendable {
        /// The type of each column, as PostgreSQL names it inside: `varchar`, `int4`, `_jsonb`.
        var types: [String: String] = [:]
        var indexes: [Index] = []
    }

    struct Index: Sendable {
        let name: String
        let columns: [String]
        let isUnique: Bool
        /// Only some rows are in it.
        let isPartial: Bool
    }

    var tables: [String: Table] = [:]
    /// The types that are lists of words.
    var enumerations: Set<String> = []
    /// What the reference's own migrations have recorded; nil where they never ran.
    var revision: String?

    /// - Returns: Nil on SQLite, and where nobody has made a studio's tables yet.
    static func read(_ reader: Reader) throws -> Catalogue? {
        guard reader.dialect == .postgres else { return nil }
        var catalogue = Catalogue()
        try reader.each(
            """
            SELECT CAST(table_name AS text), CAST(column_name AS text), CAST(udt_name AS text)
            FROM information_schema.columns WHERE table_schema = current_schema()
            """
        ) { row in
            catalogue.tables[try row.text(0), default: Table()].types[try row.text(1)] = try row.text(2)
        }
        guard catalogue.tables["person"] != nil, catalogue.tables["project"] != nil else { return nil }
        try catalogue.readIndexes(reader)
        let enumerations = try reader.all("SELECT CAST(typname AS text) FROM pg_type WHERE typtype = 'e'") {
            try $0.text(0)
        }
        catalogue.enumerations = Set(enumerations)
        if catalogue.tables["alembic_version"] != nil {
            catalogue.revision = try reader.first("SELECT version_num FROM alembic_version") { try $0.text(0) }
        }
        return catalogue
    }

    private mutating func readIndexes(_ reader: Reader) throws {
        var found: [(table: String, Index)] = []
        try reader.each(
            """
            SELECT CAST(t.relname AS text), CAST(i.relname AS text), x.indisunique, x.indpred IS NOT NULL,
                (SELECT string_agg(CAST(a.attname AS text), ',' ORDER BY k.place)
                    FROM unnest(x.indkey) WITH ORDINALITY AS k(number, place)
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number)
            FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = current_schema() AND t.relkind = 'r'
            """
        ) { row in
            let columns = try row.value(4, as: String?.self) ?? ""
            let index = Index(
                name: try row.text(1), columns: columns.split(separator: ",").map(String.init),
                isUnique: try row.value(2, as: Bool.self), isPartial: try row.value(3, as: Bool.self))
            found.append((try row.text(0), index))
        }
        for (table, index) in found { self.tables[table]?.indexes.append(index) }
    }
}
