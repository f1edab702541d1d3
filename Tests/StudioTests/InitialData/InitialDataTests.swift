import Database
import FoundationEssentials
import JSONBytes
import NIOCore
import Studio
import StudioTesting
import Testing

@Suite struct InitialDataTests {
    struct Case: CustomTestStringConvertible {
        let dialect: Dialect
        let domain: InitialData.Domain

        var testDescription: String { "\(self.domain.rawValue) on \(self.dialect)" }

        static let all = Dialect.allCases.flatMap { dialect in
            InitialData.Domain.allCases.map { Case(dialect: dialect, domain: $0) }
        }
    }

    /// The rows of a table by age, as texts of the columns that the facts know.
    private func rows(
        of table: String, like facts: [JSONValue], on database: Database
    ) async throws -> [[String: JSONValue]] {
        let names = Set(facts.flatMap { $0.objectValue?.keys ?? [] })
        let shape = try #require(Shapes.all.first { $0.table == table })
        let columns = JSONColumns(shape.fields.filter { names.contains($0.name) }, type: nil)
        let body = try await database.read { reader in
            let output = Output()
            let query: SQL = "SELECT \(columns: columns) FROM \(SQL(verbatim: table)) ORDER BY created_at"
            try reader.writeArray(query, as: columns, to: output)
            return output.takeRest()
        }
        let list = try body.withUnsafeReadableBytes { try JSONValue(parsing: $0) }
        return (list.arrayValue ?? []).map(self.dictionary)
    }

    private func dictionary(_ object: JSONValue) -> [String: JSONValue] {
        Dictionary(uniqueKeysWithValues: object.members.map { ($0.key, $0.value) })
    }

    private func departments(on database: Database) async throws -> [String: String] {
        let pairs = try await database.read { reader in
            try reader.all("SELECT id, name FROM department", DepartmentRow.ID.self, String.self)
        }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0.uuid.text, $0.1) })
    }

    @Test("A new studio has the compatible rows, in their order", arguments: Case.all)
    func rows(_ item: Case) async throws {
        try await withDatabase(on: item.dialect, migrations: Migrations.all) { database in
            let facts = try #require(Facts.initialData[item.domain.rawValue])

            _ = try await database.write { try InitialData.insert($0, for: item.domain) }

            let departments = try await self.departments(on: database)
            for table in ["department", "task_type", "task_status", "project_status"] {
                let expected = facts[table]?.arrayValue ?? []
                let found = try await self.rows(of: table, like: expected, on: database).map { row in
                    var row = row
                    if let id = row["department_id"]?.stringValue {
                        row["department_id"] = .string(departments[id] ?? "none")
                    }
                    return row.filter { !$0.value.isNull }
                }
                #expect(found == expected.map(self.dictionary), "\(table)")
            }
        }
    }

    @Test("A new studio has every kind of entity and its asset types", arguments: Case.all)
    func entityTypes(_ item: Case) async throws {
        try await withDatabase(on: item.dialect, migrations: Migrations.all) { database in
            let facts = Facts.initialData[item.domain.rawValue]?["entity_type"]?.arrayValue ?? []

            _ = try await database.write { try InitialData.insert($0, for: item.domain) }

            let names = try await database.read { reader in
                try reader.all("SELECT name FROM entity_type ORDER BY created_at", String.self)
            }
            let expected = facts.compactMap { $0["name"]?.stringValue }
            #expect(names.prefix(7) == ["Shot", "Scene", "Sequence", "Episode", "Edit", "Concept", "ConceptFolder"])
            #expect(Set(names) == Set(expected + ["Scene", "Concept", "ConceptFolder"]))
        }
    }

    @Test("What is new is announced as the compatible API does", arguments: Case.all)
    func events(_ item: Case) async throws {
        try await withDatabase(on: item.dialect, migrations: Migrations.all) { database in
            let expected = Facts.initialData[item.domain.rawValue]?["events"]?.strings ?? []

            let events = try await database.write { tx in
                try InitialData.insert(tx, for: item.domain)
                return tx.events
            }

            #expect(events.map(\.name) == expected)
            let first = try #require(events.first?.payload["asset_type_id"]?.stringValue)
            let isThere = try await database.read { reader in
                try reader.exists("SELECT 1 FROM entity_type WHERE id = \(UUID(uuidString: first))")
            }
            #expect(isThere)
        }
    }

    @Test("A second time changes nothing and says nothing", arguments: Dialect.allCases)
    func twice(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            _ = try await database.write { try InitialData.insert($0, for: .vfx) }
            _ = try await database.write { try $0.run("UPDATE department SET color = '#000000' WHERE name = 'FX'") }

            let (changed, events) = try await database.write { tx in
                (try InitialData.insert(tx, for: .vfx), tx.events)
            }

            let color = try await database.read { reader in
                try reader.one("SELECT color FROM department WHERE name = 'FX'", String.self)
            }
            #expect(!changed)
            #expect(events.isEmpty)
            #expect(color == "#000000")
        }
    }

    @Test("A studio that deleted a department does not get it back at the next start", arguments: Dialect.allCases)
    func nextStart(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            let first = try await database.write { try InitialData.insertAtFirstStart($0) }
            _ = try await database.write { tx in
                try tx.run("DELETE FROM task_type WHERE name = 'FX'")
                try tx.run("DELETE FROM department WHERE name = 'FX'")
            }

            let second = try await database.write { try InitialData.insertAtFirstStart($0) }

            let count = try await database.read { try $0.count("SELECT COUNT(*) FROM department") }
            #expect(first && !second)
            #expect(count == 5)
        }
    }
}
