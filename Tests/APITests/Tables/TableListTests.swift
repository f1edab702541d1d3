import API
import Database
import FoundationEssentials
import JSONBytes
import Testing

@Suite struct TableListTests {
    private static let early = Timestamp(microseconds: 1_700_000_000_000_000)

    /// Three books, each later than the one before.
    private static func fill(_ bench: Bench, in project: UUID? = nil) async throws -> [BookRow.ID] {
        var ids: [BookRow.ID] = []
        for (index, title) in ["Ash", "birch", "Cedar"].enumerated() {
            let moment = Self.early.advanced(bySeconds: Int64(index * 3600))
            ids.append(
                try await bench.book(
                    title,
                    [
                        "pages": .int(Int64(index * 100)), "price": .double(Double(index) + 0.5),
                        "is_lent": .bool(index == 1), "due": .day(Day(moment)), "read_at": .timestamp(moment),
                        "kind": .text(index == 2 ? "poem" : "novel"), "created_at": .timestamp(moment),
                        "updated_at": .timestamp(moment), "secret": .bytes(Array("s".utf8)),
                        "project_id": project.map(Value.uuid) ?? .null,
                    ]))
        }
        return ids
    }

    @Test(
        "A filter matches a field of any kind", arguments: Dialect.allCases,
        [
            ("", ["Ash", "birch", "Cedar"]), ("title=Ash", ["Ash"]), ("title=ash", []), ("kind=poem", ["Cedar"]),
            ("kind=nothing", []), ("pages=100", ["birch"]), ("price=2.5", ["Cedar"]), ("is_lent=true", ["birch"]),
            ("is_lent=0", ["Ash", "Cedar"]), ("due=2023-11-15", ["Cedar"]), ("read_at=2023-11-14T22:13:20", ["Ash"]),
            ("title=[\"Ash\",\"Cedar\"]", ["Ash", "Cedar"]), ("pages=[0,200]", ["Ash", "Cedar"]), ("title=[]", []),
            ("price=[0.5,2.5]", ["Ash", "Cedar"]), ("is_lent=[true]", ["birch"]), ("is_lent=[]", []),
            ("pages=100&title=Ash", []), ("title=Ash&title=birch", ["Ash"]), ("unknown=1", ["Ash", "birch", "Cedar"]),
            ("longer_than=50", ["birch", "Cedar"]), ("longer_than=x", ["Ash", "birch", "Cedar"]),
            ("title=%27%20OR%201=1", []),
        ] as [(String, [String])])
    func filters(_ dialect: Dialect, _ filter: (query: String, titles: [String])) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)
            _ = try await Self.fill(bench)

            let answer = await bench.get("/data/books?\(filter.query)", as: manager)

            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.titles == filter.titles)
        }
    }

    @Test(
        "A filter's value must be one of the field's", arguments: Dialect.allCases,
        [
            ("id=x", "Invalid UUID value: x"), ("id=[1]", "Invalid UUID value: 1"),
            ("is_lent=x", "Invalid boolean value: x"), ("is_lent=", "Invalid boolean value: "),
            ("pages=x", "One of the provided values has an invalid format."),
            ("pages=2147483648", "One of the provided values has an invalid format."),
            ("pages=[2147483648]", "One of the provided values has an invalid format."),
            ("pages=[{}]", "One of the provided values has an invalid format."),
            ("price=1e400", "One of the provided values has an invalid format."),
            ("due=x", "One of the provided values has an invalid format."),
            ("read_at=x", "One of the provided values has an invalid format."),
            ("title=%00", "One of the provided values has an invalid format."),
            ("shelves=x", "One of the provided values has an invalid format."),
            ("secret=s", "Filtering on secret is not allowed."), ("page=x", "page must be an integer."),
            ("page=1&limit=-1", "limit must be a positive integer."),
        ])
    func refusals(_ dialect: Dialect, _ filter: (query: String, message: String)) async throws {
        try await Bench.run(on: dialect) { bench in
            let manager = try await bench.person(.manager)
            _ = try await Self.fill(bench)

            let answer = await bench.get("/data/books?\(filter.query)", as: manager)

            #expect(answer.status == 400)
            #expect(answer.message == filter.message)
            #expect(answer["error"] == true)
        }
    }

    @Test("A name is matched without regard to case, and as LIKE does", arguments: Dialect.allCases)
    func names(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            for name in ["Oak", "oaken"] { try await bench.shelf(name) }

            #expect(await bench.get("/data/shelves?name=OAK", as: user).list.count == 1)
            #expect(await bench.get("/data/shelves?name=oak%25", as: user).list.count == 2)
            #expect(await bench.get("/data/shelves?name=[%22Oak%22]", as: user).list.isEmpty)
        }
    }

    @Test("What a caller does not get he cannot filter by", arguments: Dialect.allCases)
    func hidden(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            _ = try await Self.fill(bench)

            let answer = await bench.get("/data/books?price=0.5", as: user)
            let list = await bench.get("/data/books?relations=true", as: user)

            #expect(answer.status == 400)
            #expect(answer.message == "Filtering on price is not allowed.")
            #expect(list.list.count == 3)
            #expect(!list.text.contains("price") && !list.text.contains("secret"))
        }
    }

    @Test(
        "A rule of visibility holds for the list, its pages, its filters and a single row", arguments: Dialect.allCases)
    func visibility(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let client = try await bench.person(.client)
            let project = try await bench.project([client])
            let books = try await Self.fill(bench, in: project)

            let page = await bench.get("/data/books?page=1", as: client)

            #expect(await bench.get("/data/books", as: client).titles == ["birch"])
            #expect(await bench.get("/data/books?title=Ash", as: client).titles.isEmpty)
            #expect(page["total"] == 1)
            #expect(await bench.get("/data/books/\(books[1])", as: client).status == 200)
            #expect(await bench.get("/data/books/\(books[0])", as: client).status == 403)
            #expect(await bench.get("/data/books/\(UUID().text)", as: client).status == 404)
        }
    }

    @Test("A list is in the order of creation, a page by the last change", arguments: Dialect.allCases)
    func order(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            let books = try await Self.fill(bench)
            try await bench.database.write { _ = try $0.update(books[0], [:]) }

            let pages = await bench.get("/data/books?page=1", as: user)["data"]?.arrayValue ?? []

            #expect(await bench.get("/data/books", as: user).titles == ["Ash", "birch", "Cedar"])
            #expect(pages.compactMap { $0["title"]?.stringValue } == ["Ash", "Cedar", "birch"])
        }
    }

    @Test(
        "Pages carry their numbers, the first, the last and those beyond", arguments: Dialect.allCases,
        [
            ("page=1&limit=2", 2, #""total":3,"nb_pages":2,"limit":2,"offset":0,"page":1}"#),
            ("page=2&limit=2", 1, #""total":3,"nb_pages":2,"limit":2,"offset":2,"page":2}"#),
            ("page=3&limit=2", 0, #""total":3,"nb_pages":2,"limit":2,"offset":4,"page":3}"#),
            ("page=0&limit=2", 0, #""total":3,"nb_pages":2,"limit":2,"offset":-2,"page":0}"#),
            ("page=1", 3, #""total":3,"nb_pages":1,"limit":100,"offset":0,"page":1}"#),
            ("page=1&limit=0", 3, #""total":3,"nb_pages":1,"limit":100,"offset":0,"page":1}"#),
            (
                "page=2147483647&limit=2147483647", 0,
                #""total":3,"nb_pages":1,"limit":2147483647,"offset":4611686011984936962,"page":2147483647}"#
            ),
        ])
    func paging(_ dialect: Dialect, _ page: (query: String, count: Int, numbers: String)) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            _ = try await Self.fill(bench)

            let answer = await bench.get("/data/books?\(page.query)", as: user)

            #expect(answer["data"]?.arrayValue?.count == page.count)
            #expect(answer.text.hasSuffix(page.numbers), "\(answer.text.suffix(120))")
        }
    }

    @Test("Below zero a page is none: the whole list is answered")
    func negativePage() async throws {
        try await Bench.run { bench in
            let user = try await bench.person(.user)
            _ = try await Self.fill(bench)

            #expect(await bench.get("/data/books?page=-5&limit=1", as: user).list.count == 3)
        }
    }

    @Test("Only the fields that are asked for leave, and id and type always", arguments: Dialect.allCases)
    func fields(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            let id = try await bench.shelf("a", ["code": .text("hidden")])

            let one = await bench.get("/data/shelves?fields=name,code,unknown", as: user)

            #expect(one.text == #"[{"name":"a","id":"\#(id)","type":"Shelf"}]"#)
            #expect(await bench.get("/data/shelves?fields=x", as: user).text == #"[{"id":"\#(id)","type":"Shelf"}]"#)
            #expect(await bench.get("/data/shelves?fields=", as: user).list.first?["created_at"] != nil)
        }
    }

    @Test("Relations are lists of ids, children included, on request in lists", arguments: Dialect.allCases)
    func relations(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            let (full, empty) = (try await bench.shelf("full"), try await bench.shelf("empty"))
            let book = try await bench.book("x", ["shelf_id": .uuid(full.uuid)])

            let list = await bench.get("/data/shelves?relations=true", as: user).list
            let plain = await bench.get("/data/shelves", as: user).list
            let one = await bench.get("/data/shelves/\(full)", as: user)

            #expect(list.first { $0["name"] == "full" }?["books"] == .array([.string(book.uuid.text)]))
            #expect(list.first { $0["name"] == "empty" }?["books"] == .array([]))
            #expect(plain.allSatisfy { $0["books"] == nil })
            #expect(one["books"]?.arrayValue?.count == 1)
            #expect(await bench.get("/data/shelves/\(empty)?relations=false", as: user)["books"] == nil)
            #expect(await bench.get("/data/shelves?books=\(book)", as: user).list.count == 1)
        }
    }

    @Test("A list of any length comes whole, in chunks", arguments: Dialect.allCases)
    func long(_ dialect: Dialect) async throws {
        try await Bench.run(on: dialect) { bench in
            let user = try await bench.person(.user)
            try await bench.database.write { tx in
                for index in 0..<1500 { try tx.insert(BookRow.self, ["title": .text("Book \(index)")]) }
            }

            let answer = await bench.get("/data/books", as: user)

            #expect(answer.list.count == 1500)
            #expect(answer.text.utf8.count > 3 * Output.chunk)
        }
    }
}
