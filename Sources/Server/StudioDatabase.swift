import Database
import DatabasePostgres
import DatabaseSQLite
import FoundationEssentials
import Logging
import Settings
import Studio

/// The studio's database, ready for use, and the events of everyone who changes it.
package struct StudioDatabase: Sendable {
    package let database: Database
    /// Every committed event, whichever server it happened on.
    package let feed: EventFeed
    private let listener: PostgresListener?

    /// Opens the database that the settings name and brings its schema up to date. With `listening` the feed hears the
    /// events of other servers too.
    ///
    /// - Throws: ``SettingsFaults`` when the database cannot be reached, or is a newer server's.
    package static func open(_ settings: Settings, listening: Bool, logger: Logger) async throws -> StudioDatabase {
        let feed = EventFeed()
        do {
            switch settings.storage.database {
            case .sqlite(let path):
                let database = try await SQLiteDatabase.open(
                    path: path, readers: settings.storage.readers, announce: { feed.announce($0) })
                return try await self.migrated(database, settings, feed, logger) { nil }
            case .postgres(let connection, _):
                let address = PostgresAddress(url: connection)
                let database = try await PostgresDatabase.open(
                    address, connections: settings.storage.connections, limit: settings.storage.statementTimeout)
                return try await self.migrated(database, settings, feed, logger) {
                    guard listening else { return nil }
                    return try await PostgresListener.start(
                        address, announce: { feed.announce($0) },
                        report: { logger.warning("the events' connection broke", metadata: ["error": "\($0)"]) })
                }
            }
        } catch let error as DatabaseError where error.kind == .unavailable {
            let place = settings.storage.database.shown
            throw SettingsFaults(lines: ["The database \(place) cannot be opened: \(error.detail)"])
        }
    }

    private static func migrated(
        _ database: Database, _ settings: Settings, _ feed: EventFeed, _ logger: Logger,
        _ listen: () async throws -> PostgresListener?
    ) async throws -> StudioDatabase {
        do {
            if let step = try await database.unknownMigrations().first {
                throw self.newer(settings.storage.database.shown, step)
            }
            for step in try await database.migrate(Migrations.all) {
                logger.info("the schema was changed", metadata: ["migration": "\(step.name)"])
                for line in step.lines { logger.info("\(line)", metadata: ["migration": "\(step.name)"]) }
            }
            return StudioDatabase(database: database, feed: feed, listener: try await listen())
        } catch let refusal as SchemaRefusal {
            await database.close()
            throw SettingsFaults(lines: refusal.lines)
        } catch {
            await database.close()
            throw error
        }
    }

    /// What ``open(_:listening:logger:)`` would change in the schema, a line each; empty when it is up to date. Changes
    /// nothing: a SQLite file that does not exist is not made.
    ///
    /// - Throws: ``SettingsFaults`` as `open` does.
    package static func plan(_ settings: Settings) async throws -> [String] {
        let place = settings.storage.database
        do {
            let database: Database
            switch place {
            case .sqlite(let path):
                guard FileManager.default.fileExists(atPath: path) else {
                    return ["make \(path) and the tables of a new studio"]
                }
                database = try await SQLiteDatabase.open(path: path, readers: 1)
            case .postgres(let connection, _):
                database = try await PostgresDatabase.open(PostgresAddress(url: connection), connections: 1)
            }
            let plan: Result<[String], any Error>
            do { plan = .success(try await self.plan(database, place.shown)) } catch { plan = .failure(error) }
            await database.close()
            return try plan.get()
        } catch let error as DatabaseError where error.kind == .unavailable {
            throw SettingsFaults(lines: ["The database \(place.shown) cannot be opened: \(error.detail)"])
        }
    }

    private static func plan(_ database: Database, _ shown: String) async throws -> [String] {
        if let step = try await database.unknownMigrations().first { throw self.newer(shown, step) }
        do {
            return try await database.plan(Migrations.all).flatMap { step in
                step.lines.isEmpty ? [step.name] : step.lines.map { "\(step.name): \($0)" }
            }
        } catch let refusal as SchemaRefusal {
            throw SettingsFaults(lines: refusal.lines)
        }
    }

    private static func newer(_ shown: String, _ step: String) -> SettingsFaults {
        SettingsFaults(lines: [
            "The database \(shown) belongs to a newer version of Tsubame (it has seen the schema's step \(step)): "
                + "start that version."
        ])
    }

    /// Finishes what is under way and closes every connection.
    package func close() async {
        await self.listener?.stop()
        self.feed.finish()
        await self.database.close()
    }
}

extension Database {
    /// Steps of the schema that this database has seen and that this server does not know.
    func unknownMigrations() async throws -> [String] {
        let known = Set(Migrations.all.map(\.name))
        return try await self.appliedMigrations()?.filter { !known.contains($0) } ?? []
    }
}
