import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Testing

/// Inputs as routes read them, each echoed.
@Suite struct InputTests {
    private static let routes: [Route] = [
        .get(
            "/query", "", .query("number", "") as Input<Int?>, .query("text", "") as Input<String?>,
            .query("flag", "", default: false), .query("page", "", default: 7), .queries("many", ""),
            allow: .anyone, answers: .object("")
        ) { (_, number: Int?, text: String?, flag: Bool, page: Int, many: [Int]) in
            .value([
                "number": number.map { .int(Int64($0)) } ?? .null, "text": text.map(JSONValue.string) ?? .null,
                "flag": .bool(flag), "page": .int(Int64(page)), "many": many.json,
            ])
        },
        .get("/required", "", .required("number", ""), allow: .anyone, answers: .object("")) { (_, number: Int) in
            .value(.int(Int64(number)))
        },
        .get("/segment/{number}", "", .segment("number"), allow: .anyone, answers: .object("")) { (_, number: Int) in
            .value(.int(Int64(number)))
        },
        .get(
            "/shelf/{shelf_id}", "", .path("shelf_id", malformed: .notFound()), allow: .anyone, answers: .object("")
        ) { (_, id: ShelfRow.ID) in .value(.string(id.uuid.text)) },
        .post(
            "/fields", "", .field("title", ""), .field("pages", ""), .field(optional: "note", ""),
            .field("count", "", default: 3), allow: .anyone, answers: .object("")
        ) { (_, title: String, pages: Int, note: String?, count: Int) in
            .value([
                "title": .string(title), "pages": .int(Int64(pages)), "note": note.map(JSONValue.string) ?? .null,
                "count": .int(Int64(count)),
            ])
        },
        .post(
            "/options", "", .field(optional: "note", ""), .field("count", "", default: 3),
            allow: .anyone, answers: .object("")
        ) { (_, note: String?, count: Int) in
            .value(["note": note.map(JSONValue.string) ?? .null, "count": .int(Int64(count))])
        },
        .post("/object", "", .object(""), allow: .anyone, answers: .object("")) { (_, object) in
            .value(.object(object))
        },
        .post("/list", "", .list(""), allow: .anyone, answers: .object("")) { (_, values: [JSONValue]) in
            .value(.array(values))
        },
        .post("/json", "", .json(""), allow: .anyone, answers: .object("")) { (_, json: JSONValue) in .value(json) },
        .post("/json-or-not", "", .json(optional: ""), allow: .anyone, answers: .object("")) { (_, json: JSONValue?) in
            .value(json ?? "nothing")
        },
    ]

    @Test("Query parameters that are left out or empty mean their default, and the first of a repeated one counts")
    func queries() async throws {
        try await Bench.run(Self.routes) { bench in
            let none = await bench.send(.get, "/query")
            let empty = await bench.send(.get, "/query?number=&text=&flag=&page=")
            let full = await bench.send(.get, "/query?number=5&number=6&text=a+b&flag=True&page=-1&many=1&many=2")

            #expect(none.text == #"{"number":null,"text":null,"flag":false,"page":7,"many":[]}"#)
            #expect(empty.text == #"{"number":null,"text":"","flag":false,"page":7,"many":[]}"#)
            #expect(full.text == #"{"number":5,"text":"a b","flag":true,"page":-1,"many":[1,2]}"#)
        }
    }

    @Test("A query parameter that is no such value is refused with a sentence")
    func wrongQueries() async throws {
        try await Bench.run(Self.routes) { bench in
            #expect(await bench.send(.get, "/query?page=x").message == "page must be an integer.")
            #expect(await bench.send(.get, "/query?page=2147483648").status == 400)
            #expect(await bench.send(.get, "/query?many=1&many=x").message == "many must be an integer.")
            #expect(await bench.send(.get, "/required").message == "number is required.")
            #expect(await bench.send(.get, "/required?number=1").text == "1")
        }
    }

    @Test("A part of the path that is no such value is not found, or what the route says of it")
    func paths() async throws {
        try await Bench.run(Self.routes) { bench in
            let id = UUID().text

            #expect(await bench.send(.get, "/segment/12").text == "12")
            #expect(await bench.send(.get, "/segment/x").status == 404)
            #expect(await bench.send(.get, "/shelf/\(id.uppercased())").text == "\"\(id)\"")
            #expect(await bench.send(.get, "/shelf/x").status == 404)
        }
    }

    @Test("Every field that does not fit is told at once")
    func refusals() async throws {
        try await Bench.run(Self.routes) { bench in
            let nothing = await bench.send(.post, "/fields", .json([:]))
            let wrong = await bench.send(
                .post, "/fields", .json(["title": 1, "pages": "x", "note": false, "count": .null]))

            #expect(nothing.message == "Validation error.")
            #expect(nothing.refusals == ["title: Field required", "pages: Field required"])
            #expect(
                wrong.refusals == [
                    "title: Input should be a valid string",
                    "pages: Input should be a valid integer, unable to parse string as an integer",
                    "note: Input should be a valid string", "count: Input should be a valid integer",
                ])
        }
    }

    @Test("JSON that cannot be read lacks every field, and is no list")
    func unreadable() async throws {
        try await Bench.run(Self.routes) { bench in
            let fields = await bench.send(.post, "/fields", .malformed("why"))
            let options = await bench.send(.post, "/options", .malformed("why"))
            let list = await bench.send(.post, "/list", .malformed("why"))
            let object = await bench.send(.post, "/list", .json([:]))

            #expect(fields.refusals == ["title: Field required", "pages: Field required"])
            #expect(options.message?.hasPrefix("The browser (or proxy) sent a request") == true)
            #expect([list.message, object.message] == Array(repeating: "Request body must be a JSON array.", count: 2))
            #expect(await bench.send(.post, "/list", .json([1, "a"])).text == #"[1,"a"]"#)
        }
    }

    @Test("Fields come from JSON and from forms alike")
    func forms() async throws {
        try await Bench.run(Self.routes) { bench in
            let json = await bench.send(.post, "/fields", .json(["title": "a", "pages": 2, "note": .null]))
            let form = await bench.send(
                .post, "/fields", .form(fields: [("title", "a"), ("pages", "2"), ("pages", "9")], files: []))

            #expect(json.text == #"{"title":"a","pages":2,"note":null,"count":3}"#)
            #expect(form.text == json.text)
        }
    }

    @Test(
        "A body that no field can be read from is refused once, by what it is",
        arguments: [
            (Arrival.Body.none, 415), (.foreign, 415), (.malformed("why"), 400), (.malformed(""), 400),
        ])
    func bodies(_ body: Arrival.Body, _ status: Int) async throws {
        try await Bench.run(Self.routes) { bench in
            for path in ["/fields", "/object", "/json"] {
                #expect(await bench.send(.post, path, body).status == status, "\(path)")
            }
        }
    }

    @Test("JSON that is no object has no fields, which is said once")
    func lists() async throws {
        try await Bench.run(Self.routes) { bench in
            for body: JSONValue in [[], "x", 1] {
                #expect(
                    await bench.send(.post, "/fields", .json(body)).refusals == [": Input should be a valid dictionary"]
                )
                #expect(
                    await bench.send(.post, "/options", .json(body)).refusals == [
                        ": Input should be a valid dictionary"
                    ])
                #expect(await bench.send(.post, "/object", .json(body)).status == 400)
            }
        }
    }

    @Test("Fields that may all be left out need no body, but a broken one is told")
    func options() async throws {
        try await Bench.run(Self.routes) { bench in
            for body: Arrival.Body in [.none, .foreign, .malformed(""), .json(.null), .json([:])] {
                #expect(await bench.send(.post, "/options", body).text == #"{"note":null,"count":3}"#)
            }
            #expect(await bench.send(.post, "/options", .malformed("why")).status == 400)
            #expect(await bench.send(.post, "/json-or-not", .malformed("why")).status == 400)
            #expect(await bench.send(.post, "/json-or-not").text == "\"nothing\"")
        }
    }

    @Test("The whole body may be null where any JSON may, and counts as empty where an object must be")
    func null() async throws {
        try await Bench.run(Self.routes) { bench in
            #expect(await bench.send(.post, "/json", .json(.null)).text == "null")
            #expect(await bench.send(.post, "/object", .json(.null)).message?.hasPrefix("Data are empty.") == true)
        }
    }
}
