import Database
import FoundationEssentials
import JSONBytes
import NIOCore
import Studio
import StudioTesting
import Testing

/// The shapes against both migrated databases.
@Suite struct ShapesOnDatabasesTests {
    /// A column as a database describes it.
    private struct Column {
        let type: String
        let isNullable: Bool
    }

    private static let columnQuery: SQL = """
        \(sqlite: """
            SELECT m.name, p.name, p.type, NOT p."notnull" FROM sqlite_schema m, pragma_table_info(m.name) p
            WHERE m.type = 'table'
            """, postgres: """
            SELECT c.relname, a.attname, format_type(a.atttypid, NULL), NOT a.attnotnull
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
            """)
        """

    private func tables(on dialect: Dialect) async throws -> [String: [String: Column]] {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            try await database.read { reader in
                var tables: [String: [String: Column]] = [:]
                try reader.each(Self.columnQuery) { row in
                    tables[try row.text(0), default: [:]][try row.text(1)] = Column(
                        type: try row.text(2), isNullable: try row.bool(3))
                }
                return tables
            }
        }
    }

    /// How a kind of field may be stored.
    private func types(_ kind: Field.Kind, on dialect: Dialect) -> Set<String> {
        switch (kind, dialect) {
        case (.bool, .sqlite), (.int, .sqlite): ["INTEGER"]
        case (.double, .sqlite): ["REAL"]
        case (_, .sqlite): ["TEXT"]
        case (.uuid, .postgres): ["uuid"]
        case (.text, .postgres): ["character varying", "text", "import_source_enum"]
        case (.int, .postgres): ["integer", "bigint"]
        case (.double, .postgres): ["double precision"]
        case (.bool, .postgres): ["boolean"]
        case (.json, .postgres): ["jsonb", "jsonb[]"]
        case (.date, .postgres): ["date"]
        case (.timestamp, .postgres): ["timestamp without time zone"]
        case (.bytes, .postgres): ["bytea"]
        case (.textArray, .postgres): ["character varying[]"]
        case (.bytesArray, .postgres): ["bytea[]"]
        case (.inet, .postgres): ["inet"]
        }
    }

    @Test("Every stored field has a column of its kind, and every column a field", arguments: Dialect.allCases)
    func columns(_ dialect: Dialect) async throws {
        let tables = try await self.tables(on: dialect)

        for shape in Shapes.all {
            let columns = try #require(tables[shape.table], "\(shape.name)")
            let stored = shape.fields.filter(\.isStored)
            #expect(Set(stored.map(\.column)) == Set(columns.keys), "\(shape.name)")
            for field in stored {
                let column = try #require(columns[field.column], "\(shape.name).\(field.name)")
                let types = self.types(field.kind, on: dialect)
                #expect(types.contains(column.type), "\(shape.name).\(field.name)")
                #expect(field.isNullable == column.isNullable, "\(shape.name).\(field.name)")
            }
        }
    }

    @Test("Every relation joins columns that are there", arguments: Dialect.allCases)
    func relations(_ dialect: Dialect) async throws {
        let tables = try await self.tables(on: dialect)

        for relation in Shapes.all.flatMap({ $0.relations }) {
            let between = try #require(tables[relation.table], "\(relation.name)")
            #expect(between[relation.own]?.type == between["id"]?.type ?? between[relation.own]?.type)
            #expect(between[relation.own] != nil && between[relation.other] != nil, "\(relation.name)")
            #expect(tables[relation.target] != nil, "\(relation.name)")
            #expect(relation.kind == .children || relation.linksHaveID == (between["id"] != nil), "\(relation.name)")
        }
        for shape in Shapes.all {
            for nested in shape.nested { #expect(shape.field(nested.field) != nil, "\(nested.name)") }
        }
    }

    @Test("Every shape's select list and project query is SQL that runs", arguments: Dialect.allCases)
    func queries(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            for shape in Shapes.all {
                let rows = try await database.read { reader in
                    let table = SQL(verbatim: "\(shape.table) row_of_it")
                    let rows = try reader.all("SELECT \(columns: shape.columns, "row_of_it") FROM \(table)") { _ in 1 }
                    let projects = try shape.project(of: UUID()).map { try reader.all($0) { _ in 1 } } ?? []
                    return rows + projects
                }
                // The migrations themselves leave no row that a shape could show.
                #expect(rows.isEmpty, "\(shape.name)")
            }
        }
    }

    @Test("A row that only says what it must gets every initial value", arguments: Dialect.allCases)
    func initialValues(_ dialect: Dialect) async throws {
        let world = World(now: { Timestamp(microseconds: 1_767_225_600_123_456) })
        try await withDatabase(on: dialect, migrations: Migrations.all, world: world) { database in
            let answer = try await database.write { tx in
                let id = try tx.insert(
                    PersonRow.self, ["first_name": .text("Ada"), "last_name": .text(""), "password": .bytes([36, 50])])
                let output = Output()
                let query: SQL = "SELECT \(columns: PersonRow.self, "p") FROM person p WHERE id = \(id)"
                _ = try tx.writeObject(query, as: PersonRow.columns, to: output)
                return output.takeRest()
            }

            let person = try answer.withUnsafeReadableBytes { try JSONValue(parsing: $0) }

            #expect(person.objectValue?.keys.suffix(5) == ["full_name", "id", "created_at", "updated_at", "type"])
            #expect(person["full_name"] == .string("Ada"))
            #expect(person["active"] == .bool(true))
            #expect(person["role"] == .string("user"))
            #expect(person["created_at"] == .string("2026-01-01T00:00:00"))
            #expect(person["password"] == nil)
        }
    }

    @Test(
        "A notification's kind is kept in the column `type` and sent beside the object's type",
        arguments: Dialect.allCases)
    func notification(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            let body = try await database.write { tx in
                let person = try tx.insert(PersonRow.self, ["first_name": .text("Ada"), "last_name": .text("Li")])
                let id = try tx.insert(
                    NotificationRow.self,
                    ["person_id": person.bound, "author_id": person.bound, "notification_type": .text("mention")])
                try tx.update(id, ["notification_type": .text("reply")])
                let output = Output()
                let query: SQL = "SELECT \(columns: NotificationRow.self) FROM notification WHERE type = 'reply'"
                _ = try tx.writeObject(query, as: NotificationRow.columns, to: output)
                return output.takeRest()
            }

            let notification = try body.withUnsafeReadableBytes { try JSONValue(parsing: $0) }

            #expect(notification.objectValue?.keys.prefix(3) == ["read", "change", "type"])
            #expect(notification.objectValue?.keys.last == "notification_type")
            #expect(notification["type"] == .string("Notification"))
            #expect(notification["notification_type"] == .string("reply"))
        }
    }

    @Test("Mixed entities each say what they are", arguments: Dialect.allCases)
    func entityKinds(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            let body = try await database.write { tx in
                try InitialData.insert(tx)
                let project = try tx.insert(ProjectRow.self, ["name": .text("Swallow")])
                for kind in ["Shot", "Prop", "ConceptFolder"] {
                    let type = try tx.one("SELECT id FROM entity_type WHERE name = \(kind)", EntityTypeRow.ID.self)
                    try tx.insert(
                        EntityRow.self,
                        [
                            "name": .text(kind), "project_id": project.bound,
                            "entity_type_id": try #require(type).bound,
                        ])
                }
                let output = Output()
                let query: SQL = "SELECT \(columns: EntityRow.self, "e") FROM entity e ORDER BY name"
                try tx.writeArray(query, as: EntityRow.columns, to: output)
                return output.takeRest()
            }

            let entities = try body.withUnsafeReadableBytes { try JSONValue(parsing: $0) }

            #expect(entities.arrayValue?.map { $0["type"]?.stringValue } == ["ConceptFolder", "Asset", "Shot"])
        }
    }

    @Test("A text that is longer than its column is refused", arguments: Dialect.allCases)
    func length(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            let name = String(repeating: "é", count: 80)

            _ = try await database.write { tx in
                try tx.insert(DepartmentRow.self, ["name": .text(name), "color": .text("#FFFFFF")])
            }
            let refusal = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    _ = try tx.insert(DepartmentRow.self, ["name": .text(name + "x"), "color": .text("#FFFFFF")])
                }
            }

            #expect(refusal?.kind == .invalidValue || refusal?.kind == .check)
        }
    }
}
