import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Logging
import NIOCore
import StudioTesting
import Testing

/// A library of books: the least that generic tables and permissions need, on a database of its own.
struct Bench: Sendable {
    let database: Database
    let dispatcher: Dispatcher
    let dependencies: Dependencies
    private let heard: Heard

    /// Runs a test on fresh tables with these routes.
    static func run(
        on dialect: Dialect = .sqlite, _ routes: [Route] = Library.routes,
        _ body: (Bench) async throws -> Void
    ) async throws {
        let heard = Heard()
        let world = World(committed: { heard.hear($0) })
        try await withDatabase(on: dialect, migrations: Library.migrations, world: world) { database in
            let folder = try StudioTesting.TemporaryFolder()
            defer { folder.remove() }
            let dependencies = try Dependencies.forTests(in: folder.path)
            let dispatcher = Dispatcher(routes: routes, database: database, dependencies: dependencies)
            try await body(
                Bench(database: database, dispatcher: dispatcher, dependencies: dependencies, heard: heard))
        }
    }

    /// The names of the events so far.
    var events: [String] { self.heard.names }

    func person(_ role: Role, isActive: Bool = true) async throws -> UUID {
        try await self.database.write { tx in
            let id = tx.world.newID()
            try tx.run(
                """
                INSERT INTO person (id, role, active, is_bot) VALUES (\(id), \(role.rawValue), \(isActive), \(false))
                """)
            return id
        }
    }

    func project(_ people: [UUID] = [], role: String? = nil) async throws -> UUID {
        try await self.database.write { tx in
            let id = tx.world.newID()
            try tx.run("INSERT INTO project (id) VALUES (\(id))")
            for person in people {
                try tx.run(
                    "INSERT INTO project_person_link (project_id, person_id, role) VALUES (\(id), \(person), \(role))")
            }
            return id
        }
    }

    @discardableResult
    func shelf(_ name: String, _ more: [String: Value] = [:]) async throws -> ShelfRow.ID {
        let values = more.merging(["name": .text(name)]) { given, _ in given }
        return try await self.database.write { try $0.insert(ShelfRow.self, values) }
    }

    @discardableResult
    func book(_ title: String, _ more: [String: Value] = [:]) async throws -> BookRow.ID {
        let values = more.merging(["title": .text(title)]) { given, _ in given }
        return try await self.database.write { try $0.insert(BookRow.self, values) }
    }

    func count(_ table: String) async throws -> Int {
        try await self.database.read { try $0.count("SELECT count(*) FROM \(SQL(verbatim: table))") }
    }

    func token(of person: UUID) -> Token {
        Token.pair(
            for: person.text, accessID: UUID().text, refreshID: UUID().text, now: Timestamp.now().seconds,
            lifetimes: TokenLifetimes()
        ).access
    }

    func caller(_ person: UUID, _ role: Role) -> Caller {
        Caller(id: person, role: role, isBot: false, token: self.token(of: person))
    }

    /// Any request; `path` may have a query, which is taken as it is.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: Arrival.Body = .none, as person: UUID? = nil,
        token: Token? = nil
    ) async -> Answered {
        let parts = path.split(separator: "?", maxSplits: 1)
        var headers: HTTPFields = [:]
        if let token = token ?? person.map(self.token) {
            headers[.authorization] = "Bearer \(self.dependencies.tokens.sign(token))"
        }
        let query = (try? QueryString.parse(parts.count > 1 ? parts[1] : "")) ?? []
        let arrival = Arrival(
            method: method, path: String(parts[0]), headers: headers,
            query: query.map { (name: $0.name, value: $0.value) }, body: body)
        let place = self.dispatcher.place(at: parts[0])
        let response = await self.dispatcher.respond(to: arrival, at: place, RequestLog(Logger(label: "test")))
        return await Answered(response)
    }

    func get(_ path: String, as person: UUID) async -> Answered { await self.send(.get, path, as: person) }
    func post(_ path: String, _ body: JSONValue, as person: UUID) async -> Answered {
        await self.send(.post, path, .json(body), as: person)
    }
    func put(_ path: String, _ body: JSONValue, as person: UUID) async -> Answered {
        await self.send(.put, path, .json(body), as: person)
    }
}

/// An answer as a test looks at it.
struct Answered: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: Response) async {
        self.status = response.head.status.code
        self.headers = response.head.headers
        switch response.body {
        case .none: self.text = ""
        case .whole(let bytes): self.text = String(buffer: bytes)
        case .stream(let chunks, _):
            var text = ""
            do {
                for try await chunk in chunks { text += String(buffer: chunk) }
            } catch {
                text += "broken off: \(error)"
            }
            self.text = text
        }
    }

    var json: JSONValue { (try? JSONValue(parsing: self.text)) ?? .null }
    var list: [JSONValue] { self.json.arrayValue ?? [] }
    subscript(_ name: String) -> JSONValue? { self.json[name] }
    var message: String? { self["message"]?.stringValue }
    var titles: [String] { self.list.compactMap { $0["title"]?.stringValue } }
    /// `field: message` of each refused field.
    var refusals: [String] {
        (self["data"]?["errors"]?.arrayValue ?? []).map {
            "\($0["field"]?.stringValue ?? "?"): \($0["message"]?.stringValue ?? "?")"
        }
    }
}
