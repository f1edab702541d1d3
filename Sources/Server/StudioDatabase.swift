import Database
import DatabasePostgres
import DatabaseSQLite
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
                throw SettingsFaults(lines: [
                    "The database \(settings.storage.database.shown) belongs to a newer version of Tsubame (it has seen "
                        + "the schema's step \(step)): start that version."
                ])
            }
            for name in try await database.migrate(Migrations.all) {
                logger.info("the schema was changed", metadata: ["migration": "\(name)"])
            }
            return StudioDatabase(database: database, feed: feed, listener: try await listen())
        } catch {
            await database.close()
            throw error
        }
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
