import Database
import NIOCore
import Studio
import StudioTesting
import Testing

/// A studio that moves in with the PostgreSQL database that the compatible server has made.
@Suite struct AdoptionTests {
    private static let columnsQuery: SQL = """
        SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'
        """

    /// A database as a release has left it, with rows in every table.
    private func withStudio(of release: String, _ body: (Database) async throws -> Void) async throws {
        let script = try Facts.database(of: release)
        try await withDatabase(on: .postgres) { database in
            try await database.write { try $0.session.runScript(script) }
            try await body(database)
        }
    }

    private func run(_ script: String, on database: Database) async throws {
        try await database.write { try $0.session.runScript(script) }
    }

    private func texts(_ query: SQL, on database: Database) async throws -> [String] {
        try await database.read { reader in try reader.all(query) { try $0.text(0) } }
    }

    /// What every row has in the columns that are there now: a line for each table.
    private func contents(
        _ columns: [String], on database: Database
    ) async throws -> [String: String] {
        let byTable = Dictionary(grouping: columns.sorted(), by: { $0.split(separator: ".")[0] })
        return try await database.read { reader in
            var contents: [String: String] = [:]
            for (table, columns) in byTable {
                let list = columns.map { "\"\($0.split(separator: ".")[1])\"" }.joined(separator: ", ")
                let row = "CAST(ROW(\(list)) AS text)"
                let query = "SELECT string_agg(\(row), ';' ORDER BY \(row)) FROM public.\"\(table)\""
                let text = try reader.first(SQL(verbatim: query)) { try $0.value(0, as: String?.self) ?? "" }
                contents[String(table)] = text ?? ""
            }
            return contents
        }
    }

    @Test(
        "A studio's own database gets every column that it lacks and keeps every row", arguments: ["1.0.67", "1.0.97"])
    func adopted(_ release: String) async throws {
        let expected = try await withDatabase(on: .postgres, migrations: Migrations.all) { database in
            Set(try await self.texts(Self.columnsQuery, on: database))
        }
        try await self.withStudio(of: release) { database in
            let columns = try await self.texts(Self.columnsQuery, on: database)
                .filter { !$0.hasPrefix("tsubame") }
            let before = try await self.contents(columns, on: database)

            let reports = try await database.migrate(Migrations.all)
            let after = try await self.contents(columns, on: database)

            #expect(reports.map(\.name) == Migrations.all.map(\.name))
            #expect(before.count >= 78 && before.values.allSatisfy { !$0.isEmpty })
            #expect(after == before)
            let found = Set(try await self.texts(Self.columnsQuery, on: database))
            #expect(found.symmetricDifference(expected) == [])
        }
    }

    @Test("The plan tells each addition, and planning changes nothing")
    func planned() async throws {
        try await self.withStudio(of: "1.0.67") { database in
            let columns = try await self.texts(Self.columnsQuery, on: database)

            let plan = try await database.plan(Migrations.all)

            let lines = try #require(plan.first).lines
            #expect(lines.first == "take over the tables that are there")
            #expect(lines.contains("add the column person.saml_issuer"))
            #expect(lines.contains { $0.hasPrefix("add the tables ") && $0.contains("stored_file") })
            #expect(lines.contains("add the index ix_entity_created_by"))
            #expect(try await self.texts(Self.columnsQuery, on: database).count == columns.count)
            #expect(try await database.appliedMigrations() == [])
        }
    }

    @Test("A database of the release that is spoken here lacks nothing")
    func complete() async throws {
        try await self.withStudio(of: "1.0.97") { database in
            let plan = try await database.plan(Migrations.all)

            #expect(plan.first?.lines == ["take over the tables that are there, which lack nothing"])
        }
    }

    @Test("The revision that the other server's migrations have recorded stays", arguments: ["1.0.67", "1.0.97"])
    func revision(_ release: String) async throws {
        try await self.withStudio(of: release) { database in
            let query: SQL = "SELECT version_num FROM alembic_version"
            let before = try await self.texts(query, on: database)

            _ = try await database.migrate(Migrations.all)

            #expect(before.count == 1)
            #expect(try await self.texts(query, on: database) == before)
        }
    }

    @Test("Every shape can be read from a studio that has moved in", arguments: ["1.0.67", "1.0.97"])
    func readable(_ release: String) async throws {
        try await self.withStudio(of: release) { database in
            let tables = try await self.texts("SELECT tablename FROM pg_tables", on: database)
            _ = try await database.migrate(Migrations.all)

            for shape in Shapes.all where tables.contains(shape.table) {
                let bytes = try await database.read { reader in
                    let output = Output()
                    let query: SQL = "SELECT \(columns: shape.columns) FROM \(SQL(verbatim: shape.table))"
                    try reader.writeArray(query, as: shape.columns, to: output)
                    return output.takeRest().readableBytes
                }
                #expect(bytes > 2, "\(shape.name)")
            }
        }
    }

    @Test("A newer release's database is refused in words, and nothing is added to it")
    func newer() async throws {
        try await self.withStudio(of: "1.0.97") { database in
            try await self.run(
                "UPDATE alembic_version SET version_num = 'ffff00000000'; ALTER TABLE task ADD COLUMN mood text;",
                on: database)

            let refusal = await #expect(throws: SchemaRefusal.self) { try await database.migrate(Migrations.all) }

            #expect(refusal?.lines.count == 1)
            #expect(refusal?.lines.first?.contains("task.mood") == true)
            #expect(try await database.appliedMigrations() == [])
        }
    }

    @Test("A revision that is not known is taken as long as every column is, and the tables of plugins are let be")
    func between() async throws {
        try await self.withStudio(of: "1.0.67") { database in
            try await self.run(
                """
                UPDATE alembic_version SET version_num = 'eeee00000000';
                CREATE TABLE plugin_weather (id uuid PRIMARY KEY, sun boolean);
                """, on: database)

            _ = try await database.migrate(Migrations.all)

            #expect(try await self.texts(Self.columnsQuery, on: database).contains("plugin_weather.sun"))
        }
    }

    @Test("A column of another type is refused in words")
    func otherType() async throws {
        try await self.withStudio(of: "1.0.97") { database in
            try await self.run("ALTER TABLE task ALTER COLUMN data TYPE json;", on: database)

            let refusal = await #expect(throws: SchemaRefusal.self) { try await database.plan(Migrations.all) }

            #expect(refusal?.lines.first?.hasPrefix("task.data is of the type json, not jsonb") == true)
        }
    }
}
