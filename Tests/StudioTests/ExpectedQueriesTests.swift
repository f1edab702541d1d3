import API
import Database
import DatabaseSQLite
import FoundationEssentials
import Studio
import StudioTesting
import Synchronization
import Testing

/// Reads of one row say beforehand what they ask: whoever forgets a query makes PostgreSQL do the visit twice.
@Suite struct ExpectedQueriesTests {
    @Test("A second look at a row asks for nothing but what was expected, whoever looks")
    func exact() async throws {
        try await Self.withWatchedStudio { studio, watch in
            let desk = try await Desk(studio)
            let preview = try await studio.insert(
                PreviewFileRow.self, ["name": .text("p"), "task_id": .uuid(desk.task.uuid), "revision": .int(1)])
            let (project, person) = (desk.project.uuid.text, desk.artist.id.text)
            let type = try await studio.insert(TaskTypeRow.self, ["name": .text("Inking"), "color": .text("#000000")])
            let paths = [
                "/data/tasks/\(desk.task.uuid.text)", "/data/tasks/\(desk.task.uuid.text)?relations=false",
                "/data/projects/\(project)", "/data/projects/\(project)?relations=false",
                "/data/persons/\(person)", "/data/preview-files/\(preview.uuid.text)",
                "/data/entities/\(desk.asset.uuid.text)", "/data/task-types/\(type.uuid.text)",
            ]
            let people = [
                studio.admin, desk.manager, desk.supervisor, desk.artist, desk.vendor, desk.client, desk.outsider,
            ]

            for person in people {
                // Until he has been seen, nobody knows what he will ask.
                _ = await studio.get("/data/task-types/\(type.uuid.text)", as: person)
                for path in paths {
                    watch.forget()
                    let reply = await studio.get(path, as: person)

                    let visits = watch.visits
                    #expect(reply.status == 200 || reply.status == 403, "\(path) \(person.role)")
                    #expect(visits.first?.expected.isEmpty == false, "\(path) \(person.role)")
                    if reply.status == 200 { #expect(visits.count == 1, "\(path) \(person.role)") }
                }
            }
        }
    }

    @Test("A caller whose role has changed gets what his new role gives him")
    func changedRole() async throws {
        try await Self.withWatchedStudio { studio, watch in
            let person = try await studio.person(.client)
            let path = "/data/persons/\(person.id.text)"
            let before = [await studio.get(path, as: person), await studio.get(path, as: person)]

            try await studio.database.write { tx in
                try tx.run("UPDATE person SET role = 'manager' WHERE id = \(person.id)")
            }
            let after = [await studio.get(path, as: person), await studio.get(path, as: person)]

            #expect(before.map(\.status) == [403, 403] && after.map(\.status) == [200, 200])
            #expect(after.allSatisfy { $0["email"] != nil })
        }
    }

    /// A studio on a database that holds visits to what they expect, as PostgreSQL's does, and tells of them.
    private static func withWatchedStudio(_ body: (TestStudio, Watch) async throws -> Void) async throws {
        let steps = Migrations.all + [Migration("9999-initial-data") { try InitialData.insert($0, for: .animation3D) }]
        try await withTestDatabase(on: .sqlite, migrations: steps) { test in
            guard case .file(let path) = test.place else { return }
            let (watch, folder) = (Watch(), try TemporaryFolder())
            defer { folder.remove() }
            let readers = Pool("watched", size: 1, maximum: 1) {
                WatchedSession(try SQLiteSession(path: path, .reading), watch)
            }
            let writers = Pool("writer", size: 1, maximum: 1) { try SQLiteSession(path: path, .writing) }
            let database = Database(dialect: .sqlite, readers: readers, writers: writers)
            do {
                try await body(
                    try await TestStudio(database: database, dependencies: try .forTests(in: folder.path)), watch)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }
}

/// The snapshots that were begun, in order.
private final class Watch: Sendable {
    struct Visit {
        var expected: [SQL] = []
    }

    private let state = Mutex<[Visit]>([])

    var visits: [Visit] { self.state.withLock { $0 } }
    func forget() { self.state.withLock { $0 = [] } }
    func begin() { self.state.withLock { $0.append(Visit()) } }
    func expect(_ queries: [SQL]) { self.state.withLock { $0[$0.count - 1].expected = queries } }
}

/// Refuses what was not expected.
private final class WatchedSession: Session {
    private let session: SQLiteSession
    private let watch: Watch
    private var left: [SQL]?

    init(_ session: SQLiteSession, _ watch: Watch) {
        self.session = session
        self.watch = watch
    }

    var dialect: Dialect { self.session.dialect }
    var isUsable: Bool { self.session.isUsable }

    func begin(_ mode: TransactionMode) throws {
        self.left = nil
        self.watch.begin()
        try self.session.begin(mode)
    }

    func expect(_ queries: () -> [SQL]) throws {
        let queries = queries()
        if queries.isEmpty { return }
        self.left = queries
        self.watch.expect(queries)
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        if let left = self.left {
            guard let index = left.firstIndex(of: sql) else { throw DatabaseError(.unexpected, "\(sql)") }
            self.left = Array(left[(index + 1)...])
        }
        try self.session.each(sql, body)
    }

    func commit() throws { try self.session.commit() }
    func rollback() { self.session.rollback() }
    func run(_ sql: SQL) throws -> Int { try self.session.run(sql) }
    func runScript(_ text: String) throws { try self.session.runScript(text) }
    func close() { self.session.close() }
}
