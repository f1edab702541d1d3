import Database

/// Opens SQLite files: one thread that writes, several that read.
package enum SQLiteDatabase {
    /// Opens the file, or makes it in a folder that exists. So many `readers` read at once; those that wait for a slow
    /// client do not count.
    ///
    /// `announce` hears the events of each transaction after its commit, in the order of commits, on the writer's
    /// thread.
    ///
    /// - Returns: The database, which has been reached.
    /// - Throws: ``DatabaseError`` when SQLite cannot use the file.
    package static func open(
        path: String, readers: Int = 4, world: World = World(), announce: (@Sendable ([Event]) -> Void)? = nil
    ) async throws -> Database {
        let writing = Pool("SQLite writer", size: 1, maximum: 1) { try SQLiteSession(path: path, .writing) }
        let reading = Pool("SQLite readers", size: readers, maximum: readers + 64) {
            try SQLiteSession(path: path, .reading)
        }
        let database = Database(
            dialect: .sqlite, readers: reading, writers: writing, world: world, announce: announce)
        do {
            // Makes the file and its log before a reader looks for them, and finds out what is wrong with them.
            try await database.write { _ in }
        } catch {
            await database.close()
            throw error
        }
        return database
    }
}
