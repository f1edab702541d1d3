import Database

/// Opens PostgreSQL databases: one pool of connections for snapshots and transactions alike.
package enum PostgresDatabase {
    /// Opens the database, which must exist; connections are made as they are needed, up to `connections` that work at
    /// once and as many again that wait for slow clients. `limit` is in seconds: how long a statement may take.
    ///
    /// Events come from a ``PostgresListener``, not from here.
    ///
    /// - Throws: ``DatabaseError`` of kind `unavailable` when nobody answers there.
    package static func open(
        _ address: PostgresAddress, connections: Int = 8, limit: Int = 60, application: String = "tsubame",
        world: World = World()
    ) async throws -> Database {
        let pool = Pool("PostgreSQL", size: connections, maximum: connections * 2) {
            try PostgresSession(address, application: application, limit: limit)
        }
        let database = Database(dialect: .postgres, readers: pool, writers: pool, world: world)
        do {
            _ = try await database.read { try $0.count("SELECT 1") }
        } catch {
            await database.close()
            throw error
        }
        return database
    }
}
