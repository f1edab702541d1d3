import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Logging
import Media
import NIOCore
import Settings
import Stores
import Studio
import Synchronization

/// A studio on a database of its own, spoken to without a socket: requests go straight to the dispatcher.
package final class TestStudio: Sendable {
    package let database: Database
    package let dependencies: Dependencies
    package let admin: TestPerson
    private let dispatcher: Dispatcher
    private let heard: Heard

    package init(database: Database, dependencies: Dependencies, heard: Heard = Heard()) async throws {
        self.database = database
        self.dependencies = dependencies
        self.heard = heard
        self.dispatcher = Dispatcher(routes: allRoutes, database: database, dependencies: dependencies)
        self.admin = try await database.write { try TestPerson.make(.admin, "Ada", in: $0) }
    }

    /// The names of the events committed since the last ``forget()``, in the order of commits.
    package var events: [String] { self.heard.events.withLock { $0.map(\.name) } }
    package var fullEvents: [Event] { self.heard.events.withLock { $0 } }

    /// Forgets the events so far: what follows is what the act of a test causes.
    package func forget() { self.heard.events.withLock { $0 = [] } }
}

/// The events that a studio's transactions have committed.
package final class Heard: Sendable {
    let events = Mutex<[Event]>([])

    package init() {}

    package func hear(_ events: [Event]) { self.events.withLock { $0 += events } }

    /// In the order of commits.
    package var names: [String] { self.events.withLock { $0.map(\.name) } }
}

/// Runs a test on a studio with its initial rows. `settings` are values of the environment.
package func withStudio<Result>(
    on dialect: Dialect, settings: [String: String] = [:], _ body: (TestStudio) async throws -> Result
) async throws -> Result {
    let heard = Heard()
    let world = World(committed: { heard.hear($0) })
    let steps = Migrations.all + [Migration("9999-initial-data") { try InitialData.insert($0, for: .animation3D) }]
    return try await withDatabase(on: dialect, migrations: steps, world: world) { database in
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let studio = try await TestStudio(
            database: database, dependencies: try .forTests(in: folder.path, settings), heard: heard)
        studio.forget()
        return try await body(studio)
    }
}

extension Dependencies {
    /// Everything in one folder, and passwords that cost little.
    package static func forTests(in folder: String, _ settings: [String: String] = [:]) throws -> Dependencies {
        let cheap = ["TSUBAME_DATA": folder, "BCRYPT_LOG_ROUNDS": "10", "TSUBAME_PASSWORD_THREADS": "1"]
        let reading = SettingsReading(environment: cheap.merging(settings) { $1 }, workingFolder: folder)
        return Dependencies(
            settings: reading.settings, secret: "a secret of at least thirty-two characters",
            store: try LocalStore(folder: folder + "/previews"), media: MediaPool(threads: 1))
    }
}

/// Someone who calls.
package struct TestPerson: Sendable, Hashable {
    package let id: UUID
    package let role: Role

    package var id_: PersonRow.ID { PersonRow.ID(self.id) }

    static func make(_ role: Role, _ name: String, in tx: Transaction) throws -> TestPerson {
        let id = try tx.insert(
            PersonRow.self,
            [
                "first_name": .text(name), "last_name": .text("Test"), "role": .text(role.rawValue),
                "email": .text("\(name.lowercased())-\(tx.world.newID().text)@example.com"), "active": .bool(true),
            ])
        return TestPerson(id: id.uuid, role: role)
    }
}

/// An answer as a test looks at it.
package struct Reply: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let bytes: ByteBuffer

    package var text: String { String(buffer: self.bytes) }
    /// Null when the body is not JSON.
    package var json: JSONValue { (try? JSONValue(parsing: self.bytes)) ?? .null }
    package var list: [JSONValue] { self.json.arrayValue ?? [] }
    package subscript(_ name: String) -> JSONValue? { self.json[name] }
    package var message: String? { self.json["message"]?.stringValue }
    package var id: UUID? { self.json["id"]?.stringValue.flatMap { UUID(uuidString: $0) } }
}

extension TestStudio {
    package func get(_ path: String, as person: TestPerson? = nil) async -> Reply {
        await self.send(.get, path, as: person ?? self.admin)
    }
    package func post(_ path: String, _ body: JSONValue? = nil, as person: TestPerson? = nil) async -> Reply {
        await self.send(.post, path, body.map(Arrival.Body.json) ?? .none, as: person ?? self.admin)
    }
    package func put(_ path: String, _ body: JSONValue? = nil, as person: TestPerson? = nil) async -> Reply {
        await self.send(.put, path, body.map(Arrival.Body.json) ?? .none, as: person ?? self.admin)
    }
    package func delete(_ path: String, as person: TestPerson? = nil) async -> Reply {
        await self.send(.delete, path, as: person ?? self.admin)
    }
    package func anonymous(
        _ method: HTTPRequest.Method, _ path: String, _ body: Arrival.Body = .none
    ) async -> Reply {
        await self.send(method, path, body, as: nil)
    }

    /// Any request: `path` may have a query.
    package func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: Arrival.Body = .none, as person: TestPerson?,
        headers: HTTPFields = [:]
    ) async -> Reply {
        let parts = path.split(separator: "?", maxSplits: 1)
        var headers = headers
        if let person { headers[.authorization] = "Bearer \(self.token(of: person))" }
        guard let query = try? QueryString.parse(parts.count > 1 ? parts[1] : "") else {
            preconditionFailure("a test's query has too many parameters")
        }
        let arrival = Arrival(
            method: method, path: String(parts[0]), headers: headers,
            query: query.map { (name: $0.name, value: $0.value) }, body: body)
        let place = self.dispatcher.place(at: parts[0])
        let response = await self.dispatcher.respond(to: arrival, at: place, RequestLog(Logger(label: "test")))
        return Reply(
            status: response.head.status.code, headers: response.head.headers, bytes: await response.collected())
    }

    /// An access token, as a login would hand it out: one that comes after whatever has ended the person's sessions.
    package func token(of person: TestPerson) -> String {
        let pair = Token.pair(
            for: person.id.text, accessID: UUID().text, refreshID: UUID().text, now: Timestamp.now().seconds + 1,
            lifetimes: TokenLifetimes())
        return self.dependencies.tokens.sign(pair.access)
    }
}

extension Response {
    fileprivate func collected() async -> ByteBuffer {
        switch self.body {
        case .none: return ByteBuffer()
        case .whole(let bytes): return bytes
        case .stream(let stream, _):
            var all = ByteBuffer()
            do {
                for try await chunk in stream { all.writeImmutableBuffer(chunk) }
            } catch {
                all.writeString("the answer broke off: \(error)")
            }
            return all
        }
    }
}
