import Database
import JSONBytes
import Studio
import StudioTesting
import Testing

/// The tables that the first migration makes on PostgreSQL against those of the compatible databases, word by word.
@Suite struct PostgresCatalogueTests {
    private static let initial = Array(Migrations.all.prefix(1))

    /// What `query` answers on a migrated database, its columns joined by blanks.
    private func lines(_ query: SQL, migrations: [Migration] = initial) async throws -> [String] {
        try await withDatabase(on: .postgres, migrations: migrations) { database in
            try await database.read { reader in try reader.all(query) { try $0.text(0) } }
        }
    }

    /// One line for each item that `describe` finds in a table.
    private func facts(_ describe: (_ table: String, JSONValue) -> [String]) -> Set<String> {
        Set(Facts.schema["tables"]?.members.flatMap { describe($0.key, $0.value) } ?? [])
    }

    @Test("Every column has the compatible type, nullability and default")
    func columns() async throws {
        let expected = facts { table, facts in
            (facts["columns"]?.arrayValue ?? []).map { column in
                let nullable = column[2].boolValue == true ? "null" : "not null"
                return "\(table).\(column[0].text) \(column[1].text) \(nullable) \(column[3].stringValue ?? "")"
                    .replacing("\"", with: "")
            }
        }

        let found = try await lines(
            """
            SELECT format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END, pg_get_expr(d.adbin, d.adrelid))
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
                AND NOT a.attisdropped AND c.relname NOT LIKE 'tsubame%'
            """)

        #expect(found.count == 752)
        #expect(expected.symmetricDifference(found) == [])
    }

    @Test("Every primary key and unique constraint has the compatible name and columns")
    func keys() async throws {
        let expected = facts { table, facts in
            ([facts["primary_key"] ?? .null] + (facts["uniques"]?.arrayValue ?? [])).map { key in
                "\(table) \(key[0].stringValue ?? "") (\(key[1].strings.joined(separator: ", ")))"
            }
        }

        let found = try await lines(
            """
            SELECT format('%s %s %s', conrelid::regclass, conname, substring(pg_get_constraintdef(oid) FROM '\\(.*'))
            FROM pg_constraint
            WHERE contype IN ('p', 'u') AND connamespace = 'public'::regnamespace
                AND conname NOT LIKE 'tsubame%'
            """)

        #expect(found.count == expected.count)
        #expect(expected.symmetricDifference(found) == [])
    }

    @Test("Every foreign key has the compatible name, columns, target and rule")
    func foreignKeys() async throws {
        let expected = facts { table, facts in
            (facts["foreign_keys"]?.arrayValue ?? []).map { key in
                let rule = key[3].stringValue ?? ""
                return "\(table) \(key[0].stringValue ?? "") FOREIGN KEY (\(key[1].stringValue ?? "")) "
                    + "REFERENCES \(key[2].stringValue ?? "")(id)" + (rule == "NO ACTION" ? "" : " ON DELETE \(rule)")
            }
        }

        let found = try await lines(
            """
            SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE contype = 'f'
            """)

        #expect(found.count == 158)
        #expect(expected.symmetricDifference(found) == [])
    }

    @Test("Every check has the compatible name and condition")
    func checks() async throws {
        let expected = facts { table, facts in
            (facts["checks"]?.arrayValue ?? []).map { "\(table) \($0[0].stringValue ?? "") \($0[1].stringValue ?? "")" }
        }

        let found = try await lines(
            """
            SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
            """)

        #expect(expected.symmetricDifference(found) == [])
    }

    private static let indexQuery: SQL = """
        SELECT pg_get_indexdef(indexrelid) FROM pg_index
        JOIN pg_class c ON c.oid = indrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'tsubame%'
        """

    @Test("Every index has the compatible name, columns and condition")
    func indexes() async throws {
        let expected = facts { _, facts in facts["indexes"]?.strings ?? [] }

        let found = try await lines(Self.indexQuery)

        #expect(expected.symmetricDifference(found) == [])
    }

    @Test("Later migrations take no index away")
    func laterIndexes() async throws {
        let expected = facts { _, facts in facts["indexes"]?.strings ?? [] }

        let found = try await lines(Self.indexQuery, migrations: Migrations.all)

        #expect(expected.isSubset(of: found))
        #expect(found.count > expected.count)
    }

    @Test("The enumerated types and the revision are the compatible ones")
    func enumerationsAndRevision() async throws {
        let types = Facts.schema["enums"]?.members.map { "\($0.key) \($0.value.strings.joined(separator: " "))" }

        let foundTypes = try await lines(
            """
            SELECT t.typname || ' ' || string_agg(e.enumlabel, ' ' ORDER BY e.enumsortorder)
            FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.typname
            """)
        let revision = try await lines("SELECT version_num FROM alembic_version")

        #expect(foundTypes == types)
        #expect(revision == [Facts.schema["alembic_revision"]?.stringValue])
    }
}
