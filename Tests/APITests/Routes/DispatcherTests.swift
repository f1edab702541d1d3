import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Testing

@Suite struct DispatcherTests {
    @Test("An unknown path is 404 without a login, a known one with another method 405 without a list of methods")
    func strangers() async throws {
        try await Bench.run { bench in
            let unknown = await bench.send(.get, "/data/nothing")
            let wrong = await bench.send(.patch, "/data/books")

            #expect(unknown.status == 404)
            #expect(unknown.message?.hasPrefix("404 Not Found: The requested URL was not found") == true)
            #expect(wrong.status == 405)
            #expect(wrong.message == "The method is not allowed for the requested URL.")
            #expect(wrong.headers[.allow] == nil)
        }
    }

    @Test("OPTIONS tells the methods without a login")
    func options() async throws {
        try await Bench.run { bench in
            let answer = await bench.send(.options, "/data/books")

            #expect(answer.status == 200)
            #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS, POST")
            #expect(answer.text.isEmpty)
        }
    }

    @Test("HEAD is let through and refused as GET is")
    func head() async throws {
        try await Bench.run { bench in
            let person = try await bench.person(.user)

            #expect(await bench.send(.head, "/data/books", as: person).status == 200)
            #expect(await bench.send(.head, "/data/books").status == 401)
            #expect(await bench.send(.head, "/data/nothing").status == 404)
        }
    }

    @Test("The database's refusals outside of generic CRUD are messages, without a word of SQL")
    func databaseRefusals() async throws {
        let routes: [Route] = [
            .post("/twice", "", allow: .loggedIn, answers: .nothing) { call in
                try call.data.insert(ShelfRow.self, ["name": .text("a")])
                try call.data.insert(ShelfRow.self, ["name": .text("a")])
                return .nothing
            },
            .post("/wrong", "", allow: .loggedIn, answers: .nothing) { call in
                try call.data.run("SELECT nothing FROM nowhere")
                return .nothing
            },
        ]
        try await Bench.run(routes) { bench in
            let person = try await bench.person(.user)

            let twice = await bench.post("/twice", [:], as: person)
            let wrong = await bench.post("/wrong", [:], as: person)

            #expect(twice.status == 400)
            #expect(twice.json == ["error": true, "message": "A record with the same unique values already exists."])
            #expect(wrong.status == 500)
            #expect(wrong.json == ["error": true, "message": "Internal server error."])
            #expect(try await bench.count("shelf") == 0)
        }
    }

    @Test("An answer that fails before its first chunk is the failure's, one that fails later breaks off")
    func streams() async throws {
        let routes = [1, 20_000].map { count in
            Route.get("/stream/\(count)", "", allow: .anyone, answers: .objects("")) { _ in
                .json { _, output in
                    for _ in 0..<count {
                        output.json.string("0123456789")
                        try output.flushIfFull()
                    }
                    throw Problem.invalid("At the end.")
                }
            }
        }
        try await Bench.run(routes) { bench in
            let early = await bench.send(.get, "/stream/1")
            let late = await bench.send(.get, "/stream/20000")

            #expect(early.status == 400)
            #expect(late.status == 200)
            #expect(late.text.contains("broken off"))
        }
    }
}

/// What is refused first when several things are wrong.
@Suite struct RefusalOrderTests {
    private static let routes: [Route] = [
        .post(
            "/projects/{project_id}/books/{book_id}", "", .path("project_id"), .path("book_id"),
            .field("title", ""), allow: .manager, answers: .nothing
        ) { (_, _: Identifier<BookRow>, _: Identifier<BookRow>, _: String) in .nothing },
        .post("/count", "", .field("number", ""), allow: .manager, answers: .nothing) { (_, _: Int) in .nothing },
        .errand(.post, "/errand", "", .field("number", ""), allow: .manager, answers: .nothing) { (_, _: Int) in
            Response(.json(), .whole(JSONValue.string("done").bytes()))
        },
    ]

    @Test("No token before everything, then a malformed address, the permission, and the body last")
    func order() async throws {
        try await Bench.run(Self.routes) { bench in
            let (user, manager) = (try await bench.person(.user), try await bench.person(.manager))
            let (good, bad) = ("/projects/\(UUID().text)/books/\(UUID().text)", "/projects/x/books/\(UUID().text)")
            let half = "/projects/\(UUID().text)/books/x"

            #expect(await bench.send(.post, bad, .malformed("x")).status == 401)
            #expect(await bench.send(.post, bad, .malformed("x"), as: user).message == "Malformed ID.")
            #expect(await bench.send(.post, half, .malformed("x"), as: user).message == "Malformed ID.")
            #expect(await bench.send(.post, good, .malformed("x"), as: user).status == 403)
            #expect(await bench.send(.post, good, .malformed("x"), as: manager).status == 400)
            #expect(await bench.send(.post, good, .none, as: manager).status == 415)
            #expect(await bench.send(.post, "/count", .json([:]), as: user).status == 403)
            #expect(await bench.send(.post, "/count", .json([:]), as: manager).refusals == ["number: Field required"])
        }
    }

    @Test("An errand refuses in the same order, and does nothing for whoever may not call it")
    func errands() async throws {
        try await Bench.run(Self.routes) { bench in
            let (user, manager) = (try await bench.person(.user), try await bench.person(.manager))
            let gone = try await bench.person(.manager, isActive: false)

            #expect(await bench.send(.post, "/errand", .json([:])).status == 401)
            #expect(await bench.send(.post, "/errand", .json([:]), as: user).status == 403)
            #expect(await bench.send(.post, "/errand", .json([:]), as: manager).status == 400)
            #expect(await bench.send(.post, "/errand", .json(["number": 1]), as: user).status == 403)
            #expect(await bench.send(.post, "/errand", .json(["number": 1]), as: gone).status == 401)
            #expect(await bench.send(.post, "/errand", .json(["number": 1]), as: manager).text == "\"done\"")
        }
    }

    @Test("An errand is let through anew at each visit to the database")
    func visits() async throws {
        let route = Route.errand(.post, "/leave", "", allow: .loggedIn, answers: .nothing) { errand in
            let id = try await errand.write { call in
                try call.data.run("UPDATE person SET active = \(false) WHERE id = \(call.caller.id)")
                return try call.caller.id
            }
            try await errand.write { call in _ = try call.data.run("DELETE FROM person WHERE id = \(id)") }
            return Response(Head())
        }
        try await Bench.run([route]) { bench in
            let person = try await bench.person(.user)

            let answer = await bench.send(.post, "/leave", as: person)

            #expect(answer.status == 401)
            #expect(try await bench.count("person") == 1)
        }
    }
}
