import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import Testing

@Suite struct PermissionTests {
    private static let reach: [(permission: Permission, allowed: Set<Role>)] = [
        (.loggedIn, Set(Role.allCases)), (.admin, [.admin]), (.manager, [.admin, .manager]),
        (.supervisor, [.admin, .manager, .supervisor]), (.all([.manager, .admin]), [.admin]),
        (.any([.admin, .supervisor]), [.admin, .manager, .supervisor]),
        (.rule("users") { caller, _, _ in caller.role == .user }, [.user]), (.all([]), Set(Role.allCases)),
        (.any([]), []),
    ]

    @Test("The studio's roles reach as far as they are named", arguments: reach.indices)
    func roles(_ index: Int) async throws {
        let (permission, allowed) = Self.reach[index]
        try await Bench.run { bench in
            for role in Role.allCases {
                let caller = bench.caller(UUID(), role)
                let status = await Self.status(permission, caller, .none, bench)

                #expect((status == nil) == allowed.contains(role), "\(role)")
                #expect(status == nil || status == 403)
            }
            #expect(await Self.status(permission, nil, .none, bench) == 401)
        }
    }

    @Test("A member is whoever is on the team, and every administrator", arguments: Dialect.allCases)
    func members(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let (inside, outside) = (try await bench.person(.user), try await bench.person(.manager))
            let project = try await bench.project([inside])
            let book = try await bench.book("x", ["project_id": .uuid(project)])
            let object = RouteObject(project: BookRow.project(of: book.uuid), id: book.uuid)

            #expect(await Self.status(.member, bench.caller(inside, .user), object, bench) == nil)
            #expect(await Self.status(.member, bench.caller(outside, .manager), object, bench) == 403)
            #expect(await Self.status(.member, bench.caller(UUID(), .admin), object, bench) == nil)
            #expect(await Self.status(.projectManager, bench.caller(inside, .user), object, bench) == 403)
            #expect(await Self.status(.projectManager, bench.caller(inside, .manager), object, bench) == nil)
        }
    }

    @Test("A role in the team goes before the role in the studio", arguments: Dialect.allCases)
    func teamRoles(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let (lead, guest) = (try await bench.person(.user), try await bench.person(.manager))
            let led = try await bench.project([lead], role: "manager")
            let visited = try await bench.project([guest], role: "client")
            let mine = RouteObject(project: "SELECT id FROM project WHERE id = \(led)", id: led)
            let theirs = RouteObject(project: "SELECT id FROM project WHERE id = \(visited)", id: visited)

            #expect(await Self.status(.projectManager, bench.caller(lead, .user), mine, bench) == nil)
            #expect(await Self.status(.projectManager, bench.caller(guest, .manager), theirs, bench) == 403)
            #expect(await Self.status(.projectManager, bench.caller(lead, .user), theirs, bench) == 403)
        }
    }

    @Test("An object that does not exist is 404, and one without a project is the administrators'")
    func absentProjects() async throws {
        try await Bench.run { bench in
            let person = try await bench.person(.manager)
            let book = try await bench.book("of nobody")
            let missing = RouteObject(project: BookRow.project(of: UUID()), id: UUID())
            let loose = RouteObject(project: BookRow.project(of: book.uuid), id: book.uuid)

            #expect(await Self.status(.member, bench.caller(person, .manager), missing, bench) == 404)
            #expect(await Self.status(.member, bench.caller(person, .admin), missing, bench) == 404)
            #expect(await Self.status(.member, bench.caller(person, .manager), loose, bench) == 403)
            #expect(await Self.status(.member, bench.caller(person, .admin), loose, bench) == nil)
            #expect(await Self.status(.member, bench.caller(person, .manager), .none, bench) == 403)
        }
    }

    @Test("A row's permission finds out about the row first")
    func rows() async throws {
        try await Bench.run { bench in
            let shelf = try await bench.shelf("a").uuid
            let user = bench.caller(UUID(), .user)
            let permission = Permission.rowOf(ShelfRow.self, .admin)

            #expect(await Self.status(permission, user, RouteObject(project: nil, id: UUID()), bench) == 404)
            #expect(await Self.status(permission, user, RouteObject(project: nil, id: shelf), bench) == 403)
            #expect(await Self.status(permission, nil, RouteObject(project: nil, id: UUID()), bench) == 401)
            #expect("\(permission)" == "administrators")
        }
    }

    @Test("A composition stops at the first part that decides")
    func shortCircuit() async throws {
        try await Bench.run { bench in
            let user = bench.caller(UUID(), .user)
            let fails = Permission.rule("fails") { _, _, _ in throw Problem.notFound() }

            #expect(await Self.status(.all([.admin, fails]), user, .none, bench) == 403)
            #expect(await Self.status(.any([.loggedIn, fails]), user, .none, bench) == nil)
            #expect(await Self.status(.any([.admin, fails]), user, .none, bench) == 404)
        }
    }

    /// Nil when the caller is let through.
    private static func status(
        _ permission: Permission, _ caller: Caller?, _ object: RouteObject, _ bench: Bench
    ) async -> Int? {
        do {
            try await bench.database.read { try permission.check(caller, in: $0, on: object) }
            return nil
        } catch {
            return (error as? Problem)?.status.code ?? 500
        }
    }
}

/// Whom a token lets in.
@Suite struct CallerTests {
    @Test("A token counts as long as its person is there and active and it is not revoked", arguments: Dialect.allCases)
    func tokens(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let (active, gone) = (try await bench.person(.user), try await bench.person(.user, isActive: false))
            let revoked = bench.token(of: active)
            try await bench.database.write {
                try $0.run("INSERT INTO tsubame_revoked_token (jti) VALUES (\(revoked.id))")
            }

            let unknown = await bench.send(.get, "/data/shelves", as: UUID())
            let again = await bench.send(.get, "/data/shelves", token: revoked)

            #expect(await bench.send(.get, "/data/shelves", as: active).status == 200)
            #expect(await bench.send(.get, "/data/shelves", as: gone).status == 401)
            #expect(unknown.status == 401)
            #expect(unknown.message?.hasPrefix("The server could not verify") == true)
            #expect(again.status == 401)
            #expect(again.text == #"{"msg":"Token has been revoked"}"#)
        }
    }

    @Test("A bot comes with its own token only")
    func bots() async throws {
        try await Bench.run { bench in
            let bot = try await bench.person(.user)
            let token = Token.bot(bot.text, id: "its own", now: Timestamp.now().seconds, expires: nil)
            let other = Token.bot(bot.text, id: "another", now: Timestamp.now().seconds, expires: nil)
            try await bench.database.write { try $0.run("UPDATE person SET is_bot = \(true), jti = \("its own")") }

            #expect(await bench.send(.get, "/data/shelves", token: token).status == 200)
            #expect(await bench.send(.get, "/data/shelves", token: other).status == 401)
            #expect(await bench.send(.get, "/data/shelves", as: bot).status == 401)
        }
    }
}
