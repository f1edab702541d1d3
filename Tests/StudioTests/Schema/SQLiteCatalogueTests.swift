import Database
import JSONBytes
import Studio
import StudioTesting
import Testing

/// The tables that the first migration makes on SQLite: the same model in SQLite's words.
@Suite struct SQLiteCatalogueTests {
    private func lines(_ query: SQL) async throws -> [String] {
        try await withDatabase(on: .sqlite, migrations: Array(Migrations.all.prefix(1))) { database in
            try await database.read { reader in try reader.all(query) { try $0.text(0) } }
        }
    }

    private func facts(_ describe: (_ table: String, JSONValue) -> [String]) -> Set<String> {
        Set(Facts.schema["tables"]?.members.flatMap { describe($0.key, $0.value) } ?? [])
    }

    private func sqliteType(_ type: String) -> String {
        switch type {
        case "boolean", "integer", "bigint": "INTEGER"
        case "double precision": "REAL"
        default: "TEXT"
        }
    }

    private static let tables: SQL = "sqlite_schema m WHERE m.type = 'table' AND m.name NOT LIKE 'tsubame%'"

    @Test("Every column is there, in its storage class, with its nullability and default")
    func columns() async throws {
        let expected = facts { table, facts in
            (facts["columns"]?.arrayValue ?? []).map { column in
                let standard = column[3].stringValue?.split(separator: "::").first.map(String.init) ?? "none"
                let nullable = column[2].boolValue == true ? "null" : "not null"
                let type = sqliteType(column[1].stringValue ?? "")
                return "\(table).\(column[0].stringValue ?? "") \(type) \(nullable) \(standard)"
            }
        }

        let found = try await lines(
            """
            SELECT m.name || '.' || p.name || ' ' || p.type || CASE WHEN p."notnull" THEN ' not null ' ELSE ' null ' END
                || COALESCE(p.dflt_value, 'none')
            FROM pragma_table_info(m.name) p, \(Self.tables)
            """)

        #expect(found.count == 752)
        #expect(expected.symmetricDifference(found) == [])
    }

    @Test("Every primary key and unique constraint has the compatible columns")
    func keys() async throws {
        let expected = facts { table, facts in
            let key = "\(table) pk \(facts["primary_key"]?[1].strings.joined(separator: ",") ?? "")"
            return [key]
                + (facts["uniques"]?.arrayValue ?? []).map { "\(table) u \($0[1].strings.joined(separator: ","))" }
        }

        let found = try await lines(
            """
            SELECT m.name || ' ' || l.origin || ' ' || (
                SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))
            FROM pragma_index_list(m.name) l, \(Self.tables) AND l.origin IN ('pk', 'u')
            """)

        // SQLite keeps one index where a unique constraint repeats the primary key.
        let repeated = expected.subtracting(found)
        #expect(repeated.allSatisfy { expected.contains($0.replacing(" u ", with: " pk ")) })
        #expect(Set(found).isSubset(of: expected))
    }

    @Test("Every foreign key has the compatible column, target and rule")
    func foreignKeys() async throws {
        let expected = facts { table, facts in
            (facts["foreign_keys"]?.arrayValue ?? []).map {
                "\(table).\($0[1].stringValue ?? "") \($0[2].stringValue ?? "").id \($0[3].stringValue ?? "")"
            }
        }

        let found = try await lines(
            """
            SELECT m.name || '.' || f."from" || ' ' || f."table" || '.' || f."to" || ' ' || f.on_delete
            FROM pragma_foreign_key_list(m.name) f, \(Self.tables)
            """)

        #expect(found.count == 158)
        #expect(expected.symmetricDifference(found) == [])
    }

    @Test("Every index that no constraint brings has the compatible name, columns and condition")
    func indexes() async throws {
        let expected = facts { _, facts in
            let keys = [facts["primary_key"] ?? .null] + (facts["uniques"]?.arrayValue ?? [])
            let constraints = keys.compactMap { $0[0].stringValue }
            let definitions = (facts["indexes"]?.strings ?? []).filter { definition in
                !constraints.contains { definition.contains(" INDEX \($0) ON ") }
            }
            return definitions.map { self.plain($0.replacing("public.", with: "").replacing("USING btree ", with: "")) }
        }

        let found = try await lines(
            "SELECT m.sql FROM sqlite_schema m WHERE m.type = 'index' AND m.sql IS NOT NULL")

        #expect(found.count == 187)
        #expect(expected.symmetricDifference(found.map(self.plain)) == [])
    }

    /// Without the parentheses that PostgreSQL adds to a condition.
    private func plain(_ definition: String) -> String {
        guard let condition = definition.firstRange(of: " WHERE ") else { return definition }
        return definition[..<condition.upperBound]
            + definition[condition.upperBound...].filter { $0 != "(" && $0 != ")" }
    }

    @Test("A SQLite table that is all key is stored once, and every table keeps to its types")
    func options() async throws {
        let loose = try await lines(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND type = 'table'")
        let clustered = try await lines("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1")

        #expect(Set(loose) == ["sqlite_schema", "tsubame_migration"])
        #expect(clustered.contains("task_person_link"))
        #expect(!clustered.contains("task"))
    }
}
