import Database
import DatabasePostgres
import FoundationEssentials
import Glibc
import Synchronization
import Testing

/// The PostgreSQL server of a test run: a database for each test, copied from one that has been migrated once.
///
/// `TSUBAME_TEST_POSTGRES` holds the address of a superuser (see `scripts/test-postgres`).
package actor PostgresTestServer {
    private static let shared: PostgresTestServer? = {
        guard let url = ProcessInfo.processInfo.environment["TSUBAME_TEST_POSTGRES"], !url.isEmpty else { return nil }
        return PostgresTestServer(PostgresAddress(url: url))
    }()

    private let address: PostgresAddress
    private let pool: Pool
    private let prefix = "tsubame_test_\(getpid())"
    private var templates: [[String]: Task<String, any Error>] = [:]
    private var cleaning: Task<Void, any Error>?
    private var count = 0

    private init(_ address: PostgresAddress) {
        self.address = address
        self.pool = Pool("test server", size: 4, maximum: 4) {
            let session = try PostgresSession(address, application: "tsubame tests")
            // Databases are made outside of transactions.
            try session.runScript("SET default_transaction_read_only = off")
            return session
        }
    }

    /// The server; ends the test as skipped when there is none, or as failed when `TSUBAME_TEST_REQUIRE_POSTGRES` is 1.
    package static func forThisRun() throws -> PostgresTestServer {
        if let shared { return shared }
        let advice: Comment = "No PostgreSQL: set TSUBAME_TEST_POSTGRES to what scripts/test-postgres start prints."
        if ProcessInfo.processInfo.environment["TSUBAME_TEST_REQUIRE_POSTGRES"] == "1" {
            Issue.record(advice)
            throw DatabaseError(.unavailable, advice.rawValue)
        }
        // Once aloud: a cancelled case of a test that has others is hardly seen.
        if self.warnings.exchange(1, ordering: .relaxed) == 0 { Issue.record(advice, severity: .warning) }
        try Test.cancel(advice)
    }

    private static let warnings = Atomic(0)

    /// A new database that has seen `migrations`, whose names tell the sets of one process apart.
    package func makeDatabase(_ migrations: [Migration]) async throws -> (name: String, address: PostgresAddress) {
        try await self.cleanUp()
        let template = try await self.template(migrations)
        let name = self.nextName()
        try await self.execute("CREATE DATABASE \(name) TEMPLATE \(template)")
        return (name, try self.address(of: name))
    }

    package func drop(_ name: String) async throws {
        try await self.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// Runs a command of the server itself, outside of a transaction.
    package func execute(_ command: String) async throws {
        try await withCheckedThrowingContinuation { continuation in
            self.pool.enqueue { session in
                continuation.resume(with: Swift.Result { try session.get().runScript(command) })
            }
        }
    }

    private func template(_ migrations: [Migration]) async throws -> String {
        let key = migrations.map(\.name)
        if let making = self.templates[key] { return try await making.value }
        let name = self.nextName() + "_template"
        let making = Task {
            try await self.execute("CREATE DATABASE \(name)")
            let database = try await PostgresDatabase.open(try self.address(of: name), connections: 1)
            let result = await Swift.Task { try await database.migrate(migrations) }.result
            await database.close()
            _ = try result.get()
            return name
        }
        self.templates[key] = making
        return try await making.value
    }

    private func nextName() -> String {
        self.count += 1
        return "\(self.prefix)_\(self.count)"
    }

    package func address(of name: String) throws -> PostgresAddress {
        guard let address = self.address.database(name) else {
            throw DatabaseError(.unavailable, "TSUBAME_TEST_POSTGRES holds no address")
        }
        return address
    }

    /// Removes what earlier runs on this machine have left, once a process.
    private func cleanUp() async throws {
        if let cleaning { return try await cleaning.value }
        let cleaning = Task {
            let names = try await self.databases()
            for name in names {
                guard let process = name.split(separator: "_").dropFirst(2).first.flatMap({ pid_t($0) }) else {
                    continue
                }
                if process != getpid(), kill(process, 0) != 0, errno == ESRCH { try await self.drop(name) }
            }
        }
        self.cleaning = cleaning
        try await cleaning.value
    }

    private func databases() async throws -> [String] {
        try await withCheckedThrowingContinuation { continuation in
            self.pool.enqueue { session in
                continuation.resume(
                    with: Swift.Result {
                        var names: [String] = []
                        let query: SQL = "SELECT datname FROM pg_database WHERE datname LIKE 'tsubame\\_test\\_%'"
                        try session.get().each(query) { names.append(try $0.text(0)) }
                        return names
                    })
            }
        }
    }
}
