import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Testing

@Suite struct TableCreationTests {
    @Test("A new row gets what its body says and what is usual, and tells of itself", arguments: Dialect.allCases)
    func create(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)
            let shelf = try await bench.shelf("a")
            let body: JSONValue = [
                "title": "Ash", "pages": .null, "price": 1.5, "due": "2024-02-29", "read_at": "2024-02-29T01:02:03",
                "data": ["a": [1, .null]], "words": ["x", "y"], "shelves": [.string(shelf.uuid.text)],
            ]

            let answer = await bench.post("/data/books", body, as: manager)

            #expect(answer.status == 201, "\(answer.text)")
            #expect(
                answer.text.hasPrefix(
                    #"{"title":"Ash","kind":"novel","pages":1,"price":1.5,"is_lent":false,"due":"2024-02-29","#
                        + #""read_at":"2024-02-29T01:02:03","data":{"a": [1, null]},"words":["x","y"],"stamp":null,"#)
                    || answer["data"] == ["a": [1, .null]])
            #expect(answer["pages"] == 1)
            #expect(answer["words"] == ["x", "y"])
            #expect(answer["shelves"] == .array([.string(shelf.uuid.text)]))
            #expect(answer["type"] == "Book")
            #expect(bench.events == ["book:counted", "book:new"])
        }
    }

    @Test("Only the server sets ids, stamps and read-only fields", arguments: Dialect.allCases)
    func serverFields(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)
            let id = UUID().text
            let body: JSONValue = [
                "title": "Ash", "id": .string(id), "created_at": "2000-01-01T00:00:00", "stamp": "forged",
            ]

            let answer = await bench.post("/data/books", body, as: manager)

            #expect(answer.status == 201)
            #expect(answer["id"]?.stringValue != id)
            #expect(answer["created_at"]?.stringValue?.hasPrefix("2000") == false)
            #expect(answer["stamp"] == .null)
        }
    }

    @Test(
        "A body that does not fit is refused and leaves nothing", arguments: Dialect.allCases,
        [
            ([:], "A required field is missing."), (["title": .null], "A required field is missing."),
            (["title": "a", "foo": 1], "'foo' is an invalid keyword argument for Book"),
            (["title": .array([])], "One of the provided values has an invalid format."),
            (["title": "123456789012345678901"], "One of the provided values has an invalid format."),
            (["title": "a\0b"], "One of the provided values has an invalid format."),
            (["title": "a", "kind": "song"], "One of the provided values has an invalid format."),
            (["title": "a", "pages": 2_147_483_648], "One of the provided values has an invalid format."),
            (["title": "a", "pages": "x"], "One of the provided values has an invalid format."),
            (["title": "a", "price": "x"], "One of the provided values has an invalid format."),
            (["title": "a", "is_lent": "yes"], "One of the provided values has an invalid format."),
            (["title": "a", "due": "x"], "One of the provided values has an invalid format."),
            (["title": "a", "read_at": 5], "One of the provided values has an invalid format."),
            (["title": "a", "words": [1]], "One of the provided values has an invalid format."),
            (["title": "a", "shelf_id": "x"], "One of the provided values has an invalid format."),
            (["title": "a", "shelves": ["x"]], "One of the provided values has an invalid format."),
            (
                ["title": "a", "shelf_id": "6a0bb0dc-4ce8-4b42-8d4c-3f5b5e0e27e1"],
                "The change conflicts with records referencing this one."
            ),
            (["title": "refused"], "No such title."), (["title": "late"], "Too late."),
        ] as [(JSONValue, String)])
    func refusals(_ dialect: Dialect, _ refusal: (body: JSONValue, message: String)) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)

            let answer = await bench.post("/data/books", refusal.body, as: manager)

            #expect(answer.status == 400)
            #expect(answer.message == refusal.message)
            #expect(bench.events.isEmpty)
            #expect(try await bench.count("book") == 0)
            #expect(try await bench.count("api_event") == 0)
        }
    }

    @Test("A unique value that is taken is refused in CRUD's own form", arguments: Dialect.allCases)
    func unique(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let admin = try await bench.person(.admin)
            let (first, second) = (try await bench.shelf("a"), try await bench.shelf("b"))

            let created = await bench.post("/data/shelves", ["name": "a"], as: admin)
            let changed = await bench.put("/data/shelves/\(second)", ["name": "a"], as: admin)
            let same = await bench.put("/data/shelves/\(first)", ["name": "a"], as: admin)

            #expect(created.json == ["message": "A record with the same unique values already exists."])
            #expect(changed.json == created.json)
            #expect((created.status, changed.status, same.status) == (400, 400, 200))
            #expect(bench.events == ["shelf:update"])
        }
    }

    @Test("A body is completed before its fields are read, and ids of rows that are gone are left out of relations")
    func hooks() async throws {
        try await Bench.run { bench in
            let manager = try await bench.person(.manager)
            let body: JSONValue = ["title": "default", "shelves": [.string(UUID().text)]]

            let answer = await bench.post("/data/books", body, as: manager)

            #expect(answer["title"] == "untitled")
            #expect(answer["shelves"] == .array([]))
        }
    }

    @Test("Whoever is logged in hears of the body first, and only those who may of its fields")
    func order() async throws {
        try await Bench.run { bench in
            let user = try await bench.person(.user)

            #expect(await bench.send(.post, "/data/books", .malformed("x")).status == 401)
            #expect(await bench.send(.post, "/data/books", .malformed("x"), as: user).status == 400)
            #expect(await bench.send(.post, "/data/books", .foreign, as: user).status == 415)
            #expect(await bench.send(.post, "/data/books", .json(.null), as: user).status == 400)
            #expect(await bench.send(.post, "/data/books", .json([]), as: user).status == 400)
            #expect(await bench.post("/data/books", [:], as: user).status == 403)
        }
    }
}

@Suite struct TableChangeTests {
    @Test("A change answers the row as it is now, moves its stamp and tells of it", arguments: Dialect.allCases)
    func update(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)
            let project = try await bench.project([manager])
            let past = Timestamp(microseconds: 1_700_000_000_000_000)
            let book = try await bench.book(
                "Ash", ["project_id": .uuid(project), "created_at": .timestamp(past), "updated_at": .timestamp(past)])

            let answer = await bench.put(
                "/data/books/\(book)", ["title": "Elm", "price": .null, "unknown": 1, "stamp": "forged"], as: manager)

            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer["title"] == "Elm")
            #expect(answer["created_at"] == "2023-11-14T22:13:20")
            #expect(answer["updated_at"] != "2023-11-14T22:13:20")
            #expect(answer["stamp"] == .null)
            #expect(answer["shelves"] == nil)
            #expect(bench.events == ["book:update"])
        }
    }

    @Test(
        "A change that does not fit is refused and leaves nothing", arguments: Dialect.allCases,
        [
            (["title": .null], "A required field is missing."), (["kind": .null], "A required field is missing."),
            (["title": "Elm", "pages": 2], "pages cannot be changed."),
            (["title": "Elm", "shelf_id": "6a0bb0dc-4ce8-4b42-8d4c-3f5b5e0e27e1"], "shelf_id cannot be changed."),
            (["title": "Elm", "project_id": .null], "project_id cannot be changed."),
            (["title": "Elm", "kind": "song"], "One of the provided values has an invalid format."),
            (["title": "Elm", "shelves": 5], "One of the provided values has an invalid format."),
        ] as [(JSONValue, String)])
    func refusals(_ dialect: Dialect, _ refusal: (body: JSONValue, message: String)) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            let project = try await bench.project([user])
            let book = try await bench.book("Ash", ["project_id": .uuid(project)])

            let answer = await bench.put("/data/books/\(book)", refusal.body, as: user)

            #expect(answer.status == 400)
            #expect(answer.message == refusal.message)
            #expect(bench.events.isEmpty)
            #expect(await bench.get("/data/books/\(book)", as: user)["title"] == "Ash")
        }
    }

    @Test("A locked field may be told as it is", arguments: Dialect.allCases)
    func locks(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            let project = try await bench.project([user])
            let book = try await bench.book("Ash", ["project_id": .uuid(project), "pages": .int(3)])
            let body: JSONValue = ["project_id": .string(project.text), "shelf_id": .null, "pages": 3]

            #expect(await bench.put("/data/books/\(book)", body, as: user).status == 200)
        }
    }

    @Test("A relation in the body replaces the links, and is answered; null leaves them", arguments: Dialect.allCases)
    func relations(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            let project = try await bench.project([user])
            let book = try await bench.book("Ash", ["project_id": .uuid(project)])
            let (a, b) = (try await bench.shelf("a").uuid.text, try await bench.shelf("b").uuid.text)
            let path = "/data/books/\(book)"

            let both = await bench.put(path, ["shelves": [.string(a), .string(b), .string(a)]], as: user)
            let one = await bench.put(path, ["shelves": [.string(b)]], as: user)
            let null = await bench.put(path, ["shelves": .null], as: user)

            #expect(Set(both["shelves"]?.arrayValue?.compactMap(\.stringValue) ?? []) == [a, b])
            #expect(one["shelves"] == .array([.string(b)]))
            #expect(null["shelves"] == .array([.string(b)]))
        }
    }

    @Test("The body is looked at before the id, the id before the permission", arguments: ["PUT", "DELETE"])
    func order(_ method: String) async throws {
        try await Bench.run { bench in
            let user = try await bench.person(.user)
            let shelf = try await bench.shelf("a")
            let put = method == "PUT"
            func status(_ id: String, _ body: Arrival.Body, as person: UUID?) async -> Int {
                await bench.send(put ? .put : .delete, "/data/shelves/\(id)", body, as: person).status
            }

            #expect(await status("x", .malformed("x"), as: nil) == 401)
            #expect(await status("x", .foreign, as: user) == (put ? 415 : 400))
            #expect(await status("x", .json([:]), as: user) == 400)
            #expect(await status(UUID().text, .json([:]), as: user) == 404)
            #expect(await status(shelf.uuid.text, .json([:]), as: user) == 403)
            #expect(bench.events.isEmpty)
        }
    }
}

@Suite struct TableDeletionTests {
    @Test("A deletion takes the links along and tells of itself", arguments: Dialect.allCases)
    func delete(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)
            let project = try await bench.project([manager])
            let (book, shelf) = (
                try await bench.book("Ash", ["project_id": .uuid(project)]), try await bench.shelf("a")
            )
            try await bench.database.write { try $0.replace(BookRow.relations[0], of: book.uuid, with: [shelf.uuid]) }

            let answer = await bench.send(.delete, "/data/books/\(book)", as: manager)

            #expect(answer.status == 204)
            #expect(answer.text.isEmpty)
            #expect(bench.events == ["book:delete"])
            #expect(try await bench.count("book") + bench.count("book_shelf_link") == 0)
            #expect(await bench.send(.delete, "/data/books/\(book)", as: manager).status == 404)
        }
    }

    @Test("A row that others need stays, and so does one that a rule keeps", arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let admin = try await bench.person(.admin)
            let (used, kept) = (try await bench.shelf("used"), try await bench.shelf("kept"))
            try await bench.book("Ash", ["shelf_id": .uuid(used.uuid)])

            let inUse = await bench.send(.delete, "/data/shelves/\(used)", as: admin)

            #expect(inUse.status == 400)
            #expect(inUse["error"] == nil)
            #expect(await bench.send(.delete, "/data/shelves/\(kept)", as: admin).status == 403)
            #expect(try await bench.count("shelf") == 2)
            #expect(bench.events.isEmpty)
            #expect(try await bench.count("api_event") == 0)
        }
    }

    @Test("Permissions on a row ask about its own project", arguments: Dialect.allCases)
    func projects(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)
            let (mine, theirs) = (try await bench.project([manager]), try await bench.project())
            let book = try await bench.book("Ash", ["project_id": .uuid(theirs)])
            let other = try await bench.book("Elm", ["project_id": .uuid(mine)])

            #expect(await bench.send(.delete, "/data/books/\(book)", as: manager).status == 403)
            #expect(await bench.put("/data/books/\(book)", ["title": "x"], as: manager).status == 403)
            #expect(await bench.get("/data/books/\(book)", as: manager).status == 403)
            #expect(await bench.get("/data/books/\(other)", as: manager).status == 200)
            #expect(try await bench.count("book") == 2)
        }
    }
}
