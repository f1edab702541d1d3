import Database
import Glibc

/// Opens PostgreSQL databases: connections that read and connections that write.
///
/// Few of them read, two for each core: a read keeps a core busy, its connection's or the server's, and more at once
/// only change places (measured on 2 cores: 12 readers answer a third less than 4). Those that write wait for locks
/// and disks, and must not keep anybody from reading.
package enum PostgresDatabase {
    /// Opens the database, which must exist; connections are made as they are needed, up to `connections` that work at
    /// once, and up to twice as many that read when some of them wait for slow clients. `limit` is in seconds: how long
    /// a statement may take.
    ///
    /// Events come from a ``PostgresListener``, not from here.
    ///
    /// - Throws: ``DatabaseError`` of kind `unavailable` when nobody answers there.
    package static func open(
        _ address: PostgresAddress, connections: Int = 8, limit: Int = 60, application: String = "tsubame",
        world: World = World()
    ) async throws -> Database {
        let pool = { (name: String, size: Int, maximum: Int) in
            Pool(name, size: size, maximum: maximum) {
                try PostgresSession(address, application: application, limit: limit)
            }
        }
        let reading = Self.readers(of: connections)
        let readers = pool("PostgreSQL readers", reading, connections * 2)
        let writing = connections - reading
        let writers = writing == 0 ? readers : pool("PostgreSQL writers", writing, writing)
        let database = Database(dialect: .postgres, readers: readers, writers: writers, world: world)
        do {
            _ = try await database.read { try $0.count("SELECT 1") }
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    /// How many of the connections read. All of a few do both.
    static func readers(of connections: Int, cores: Int = sysconf(Int32(_SC_NPROCESSORS_ONLN))) -> Int {
        connections < 4 ? connections : min(connections / 2, max(4, 2 * cores))
    }
}
