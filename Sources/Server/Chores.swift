import API
import Credentials
import Database
import Logging
import Settings
import Studio

/// What an operator does on the command line with a studio's data.
package enum Chores {
    /// Brings the schema up to date.
    package static func migrate(_ settings: Settings, logger: Logger) async throws {
        try await self.withDatabase(settings, logger) { _ in }
    }

    /// Adds the rows of a new studio that are missing.
    ///
    /// - Returns: Whether anything was missing.
    package static func insertInitialData(
        _ settings: Settings, _ domain: InitialData.Domain, logger: Logger
    ) async throws -> Bool {
        try await self.withDatabase(settings, logger) { database in
            try await database.write { try InitialData.insert($0, for: domain) }
        }
    }

    /// Makes a person who may do everything. Compat: called Super Admin, as scripts expect.
    ///
    /// - Throws: ``SettingsFaults`` when the address is taken or the password no good.
    package static func createAdmin(
        _ settings: Settings, email: String, password: String, logger: Logger
    ) async throws {
        let email = email.lowercased()
        guard email.contains("@"), email.utf8.count <= 255 else {
            throw SettingsFaults(lines: ["\(email) is not an e-mail address."])
        }
        do {
            try PasswordRules(minimumLength: settings.accounts.minimumPasswordLength).check(password)
        } catch {
            throw SettingsFaults(lines: ["\(error)"])
        }
        let hash = try await PasswordPool(threads: 1, cost: settings.accounts.passwordCost).hash(password)
        try await self.withDatabase(settings, logger) { database in
            try await database.write { tx in
                guard try !tx.exists("SELECT 1 FROM \(PersonRow.self) WHERE lower(email) = \(email)") else {
                    throw SettingsFaults(lines: ["Somebody with the address \(email) is there already."])
                }
                let id = try tx.insert(
                    PersonRow.self,
                    [
                        "first_name": .text("Super"), "last_name": .text("Admin"), "email": .text(email),
                        "role": .text("admin"), "active": .bool(true), "phone": .text(""), "desktop_login": .text(""),
                        "password": .bytes(Array(hash.text.utf8)),
                        "locale": .text(settings.frontend.defaultLocale),
                        "timezone": .text(settings.frontend.defaultTimezone),
                    ])
                try tx.emit(.create, PersonRow.self, id.uuid)
            }
        }
    }

    private static func withDatabase<Result>(
        _ settings: Settings, _ logger: Logger, _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try settings.storage.makeFolders()
        let studio = try await StudioDatabase.open(settings, listening: false, logger: logger)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(studio.database)) } catch { result = .failure(error) }
        await studio.close()
        return try result.get()
    }
}
