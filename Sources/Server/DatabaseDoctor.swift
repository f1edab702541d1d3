import Database
import DatabasePostgres
import DatabaseSQLite
import FoundationEssentials
import Media
import Settings
import Studio

/// The checks that need more than the settings and the machine: the database and the library of pictures.
package enum DatabaseDoctor {
    private static let name = "database"
    /// The oldest PostgreSQL that this server is tested with.
    private static let oldestPostgres = 15

    /// Changes nothing: a database that does not exist is not made, and a schema that is old stays so. The check of a
    /// large SQLite file takes some seconds.
    package static func checks(_ settings: Settings) async -> [DoctorCheck] {
        do {
            switch settings.storage.database {
            case .sqlite(let path):
                guard FileManager.default.fileExists(atPath: path) else {
                    return [.ok(self.name, "\(path) does not exist yet; the first start makes it.")]
                }
                return await self.checks(try await SQLiteDatabase.open(path: path, readers: 1), self.integrity)
            case .postgres(let connection, _):
                let database = try await PostgresDatabase.open(PostgresAddress(url: connection), connections: 2)
                return await self.checks(database, self.version)
            }
        } catch {
            return [self.unreachable(settings, error)]
        }
    }

    /// What opens pictures. Blocks.
    package static func pictures() -> DoctorCheck {
        guard let failure = PictureLibrary.failure else { return .ok("libvips", "Pictures can be opened.") }
        return .failed("libvips", "Pictures cannot be opened: \(failure).", "Install libvips (Debian: libvips42).")
    }

    private static func checks(
        _ database: Database, _ own: (Database) async throws -> DoctorCheck
    ) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        do {
            checks.append(try await own(database))
            checks.append(try await self.schema(database))
        } catch {
            checks.append(.failed(self.name, "The database cannot be read: \(error)", "See the database's own log."))
        }
        await database.close()
        return checks
    }

    private static func unreachable(_ settings: Settings, _ error: any Error) -> DoctorCheck {
        let detail = (error as? DatabaseError)?.detail ?? "\(error)"
        return .failed(
            self.name, "\(settings.storage.database.shown) cannot be opened: \(detail)",
            "Start it, or set DATABASE_URL.")
    }

    private static func integrity(_ database: Database) async throws -> DoctorCheck {
        let found = try await database.read { try $0.all("PRAGMA quick_check(1)") { try $0.text(0) } }
        guard let fault = found.first, fault != "ok" else { return .ok(self.name, "The file is sound.") }
        return .failed(self.name, "The file is damaged: \(fault)", "Restore the last backup.")
    }

    private static func version(_ database: Database) async throws -> DoctorCheck {
        let number = try await database.read { reader in
            try reader.count("SELECT CAST(current_setting('server_version_num') AS integer)")
        }
        guard number / 10_000 >= self.oldestPostgres else {
            return .warning(
                self.name,
                "PostgreSQL \(number / 10_000) answers, which is older than what this server is tested with.",
                "Upgrade it to \(self.oldestPostgres) or newer.")
        }
        return .ok(self.name, "PostgreSQL \(number / 10_000) answers.")
    }

    private static func schema(_ database: Database) async throws -> DoctorCheck {
        let name = "schema"
        if let step = try await database.unknownMigrations().first {
            return .failed(
                name, "The database belongs to a newer version of Tsubame (it has seen the step \(step)).",
                "Start that version.")
        }
        let applied = try await database.appliedMigrations() ?? []
        do {
            let plan = try await database.plan(Migrations.all)
            if applied.isEmpty, let first = plan.first?.lines.first {
                return .ok(name, "The first start will \(first); `tsubame migrate --dry-run` tells all of it.")
            }
        } catch let refusal as SchemaRefusal {
            return .failed(name, refusal.lines.joined(separator: " "), "See `tsubame migrate --dry-run`.")
        }
        let missing = Migrations.all.count - applied.count
        if missing == 0 { return .ok(name, "The schema is up to date.") }
        return .warning(
            name, "The schema lacks \(missing) of \(Migrations.all.count) steps.",
            "The next start takes them; `tsubame migrate` takes them now. Make a backup first.")
    }
}
