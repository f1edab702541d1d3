import Database
import JSONBytes
import NIOCore
import Studio
import StudioTesting
import Testing

@Suite struct OrganisationTests {
    @Test("There is no organisation before the first start, and one after it", arguments: Dialect.allCases)
    func firstStart(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Migrations.all) { database in
            let before = try await database.read { try Organisation.id($0) }

            _ = try await database.write { try InitialData.insertAtFirstStart($0) }

            let after = try await database.read { try Organisation.id($0) }
            let body = try await database.read { reader in
                let output = Output()
                _ = try reader.writeObject(Organisation.selection, as: OrganisationRow.columns, to: output)
                return output.takeRest()
            }
            let organisation = try body.withUnsafeReadableBytes { try JSONValue(parsing: $0) }
            #expect(before == nil)
            #expect(after != nil)
            #expect(organisation["name"] == .string("Kitsu"))
            #expect(organisation["hours_by_day"] == .double(8))
            #expect(organisation["type"] == .string("Organisation"))
        }
    }
}
