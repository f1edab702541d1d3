import Database
import StudioTesting
import Testing

@Suite struct TableSchemaTests {
    private static let tables = [
        TableSchema(
            "house",
            [.id, .varchar("name", 5, nullable: false), .reference("keeper_id", to: "keeper", onDelete: .setNull)],
            uniques: [.on("name")],
            indexes: [.named("one_keeper", on: "keeper_id", unique: true, where: "keeper_id IS NOT NULL")]),
        TableSchema(
            "keeper",
            [
                .id, .reference("house_id", to: "house", nullable: false, onDelete: .cascade),
                .boolean("awake", nullable: false, default: true), .enumeration("mood", "mood", ["calm", "cross"]),
                .integer("age"),
            ],
            checks: [.named("keeper_age", "age > 0")]),
        TableSchema(
            "visit", [.reference("house_id", to: "house", nullable: false), .uuid("guest_id", nullable: false)],
            primaryKey: ["house_id", "guest_id"], uniques: [.named("visit_uc", on: "house_id", "guest_id")]),
    ]
    private static let migration = Migration("0001-houses") { try $0.create(Self.tables) }

    private static let house = "00000000-0000-0000-0000-000000000001"
    private static let keeper = "00000000-0000-0000-0000-000000000002"

    private static let rows = [
        "INSERT INTO house (id, name) VALUES ('\(house)', 'north')",
        "INSERT INTO keeper (id, house_id) VALUES ('\(keeper)', '\(house)')",
        "UPDATE house SET keeper_id = '\(keeper)'",
        "INSERT INTO visit (house_id, guest_id) VALUES ('\(house)', '\(keeper)')",
    ]

    private func withRows(on dialect: Dialect, _ body: (Database) async throws -> Void) async throws {
        try await withDatabase(on: dialect, migrations: [Self.migration]) { database in
            _ = try await database.write { tx in for row in Self.rows { try tx.run(SQL(verbatim: row)) } }
            try await body(database)
        }
    }

    @Test("Tables that point to each other hold rows and their defaults", arguments: Dialect.allCases)
    func circle(_ dialect: Dialect) async throws {
        try await withRows(on: dialect) { database in
            let awake = try await database.read { try $0.one("SELECT awake FROM keeper", Bool.self) }

            #expect(awake == true)
        }
    }

    struct Refusal: CustomTestStringConvertible {
        let dialect: Dialect
        let statement: String
        let kinds: Set<DatabaseError.Kind>

        var testDescription: String { "\(self.dialect): \(self.statement)" }

        static let all = Dialect.allCases.flatMap { dialect in
            [
                ("UPDATE house SET name = 'too long'", [.check, .invalidValue]),
                ("UPDATE house SET name = NULL", [.notNull]),
                ("UPDATE keeper SET mood = 'sad'", [.check, .invalidValue]),
                ("UPDATE keeper SET age = 0", [.check]),
                ("UPDATE keeper SET house_id = id", [.foreignKey]),
                ("INSERT INTO house (id, name) VALUES ('\(TableSchemaTests.keeper)', 'north')", [.unique]),
                ("INSERT INTO visit (house_id, guest_id) SELECT house_id, guest_id FROM visit", [.unique]),
                ("DELETE FROM house", [.foreignKey]),
            ].map { Refusal(dialect: dialect, statement: $0.0, kinds: $0.1) }
        }
    }

    @Test("What the tables forbid is refused, for the same reason on both databases", arguments: Refusal.all)
    func refusals(_ refusal: Refusal) async throws {
        try await withRows(on: refusal.dialect) { database in
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await database.write { try $0.run(SQL(verbatim: refusal.statement)) }
            }

            #expect(error.map { refusal.kinds.contains($0.kind) } == true, "\(String(describing: error))")
        }
    }

    @Test("Rows that a row takes along go, and those that it leaves forget it", arguments: Dialect.allCases)
    func rules(_ dialect: Dialect) async throws {
        try await withRows(on: dialect) { database in
            _ = try await database.write { try $0.run("DELETE FROM keeper") }
            let keeper = try await database.read { try $0.one("SELECT keeper_id FROM house", String?.self) }

            _ = try await database.write { tx in
                try tx.run(
                    SQL(verbatim: "INSERT INTO keeper (id, house_id) VALUES ('\(Self.keeper)', '\(Self.house)')"))
                try tx.run("DELETE FROM visit")
                try tx.run("DELETE FROM house")
            }
            let left = try await database.read { try $0.count("SELECT COUNT(*) FROM keeper") }

            #expect(keeper == .some(nil))
            #expect(left == 0)
        }
    }
}
