import Database
import DatabasePostgres
import DatabaseSQLite
import FoundationEssentials
import Glibc
import Testing

/// A database that one test has for itself.
package struct TestDatabase: Sendable {
    package enum Place: Sendable {
        case file(String)
        case server(PostgresAddress)
    }

    package let database: Database
    /// Where it is: for a second pool on it, or a look from outside.
    package let place: Place
    private let listener: PostgresListener?

    fileprivate init(_ database: Database, _ place: Place, _ listener: PostgresListener?) {
        self.database = database
        self.place = place
        self.listener = listener
    }

    /// Returns once the events of every transaction that is committed by now have been announced.
    package func announced() async { await self.listener?.catchUp() }

    /// Opens another pool on the same data, as a second server would.
    package func open(
        connections: Int = 8, limit: Int = 60, world: World = World(), announce: (@Sendable ([Event]) -> Void)? = nil
    ) async throws -> Database {
        try await self.place.open(connections: connections, limit: limit, world: world, announce: announce)
    }
}

extension TestDatabase.Place {
    fileprivate func open(
        connections: Int = 8, limit: Int = 60, world: World, announce: (@Sendable ([Event]) -> Void)?
    ) async throws -> Database {
        switch self {
        case .file(let path): try await SQLiteDatabase.open(path: path, world: world, announce: announce)
        case .server(let address):
            try await PostgresDatabase.open(address, connections: connections, limit: limit, world: world)
        }
    }
}

extension TestDatabase.Place {
    /// SQLite's database announces by itself.
    fileprivate func listen(_ announce: (@Sendable ([Event]) -> Void)?) async throws -> PostgresListener? {
        guard case .server(let address) = self, let announce else { return nil }
        return try await PostgresListener.start(address, announce: announce)
    }
}

/// Runs a test on a fresh database that has seen `migrations`, and removes it afterwards.
///
/// Where no PostgreSQL server is set up, its cases are skipped and say so.
package func withDatabase<Result>(
    on dialect: Dialect, migrations: [Migration] = [], world: World = World(),
    announce: (@Sendable ([Event]) -> Void)? = nil, _ body: (Database) async throws -> Result
) async throws -> Result {
    try await withTestDatabase(on: dialect, migrations: migrations, world: world, announce: announce) { test in
        try await body(test.database)
    }
}

/// As ``withDatabase(on:migrations:world:announce:_:)``, for tests that must know where the database is.
package func withTestDatabase<Result>(
    on dialect: Dialect, migrations: [Migration] = [], world: World = World(),
    announce: (@Sendable ([Event]) -> Void)? = nil, _ body: (TestDatabase) async throws -> Result
) async throws -> Result {
    switch dialect {
    case .sqlite:
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let place = TestDatabase.Place.file(folder.path + "/studio.sqlite")
        return try await use(place, world, announce) { test in
            try await test.database.migrate(migrations)
            return try await body(test)
        }
    case .postgres:
        let server = try PostgresTestServer.forThisRun()
        let address = try await server.makeDatabase(migrations)
        let result = await Swift.Result {
            try await use(.server(address.address), world, announce, body)
        }
        try await server.drop(address.name)
        return try result.get()
    }
}

private func use<Result>(
    _ place: TestDatabase.Place, _ world: World, _ announce: (@Sendable ([Event]) -> Void)?,
    _ body: (TestDatabase) async throws -> Result
) async throws -> Result {
    let database = try await place.open(world: world, announce: announce)
    let result = await Swift.Result {
        let listener = try await place.listen(announce)
        let result = await Swift.Result { try await body(TestDatabase(database, place, listener)) }
        await listener?.stop()
        return try result.get()
    }
    await database.close()
    return try result.get()
}

extension Swift.Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

/// A folder that goes when its test does.
package struct TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let parent = FileManager.default.temporaryDirectory.path
        var template = Array("\(parent)/tsubame-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw DatabaseError(.unavailable, "no temporary folder: errno \(errno)")
        }
        self.path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package func remove() { try? FileManager.default.removeItem(atPath: self.path) }
}
