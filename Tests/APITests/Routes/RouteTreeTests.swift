import API
import HTTPTypes
import Testing

@Suite struct RouteTreeTests {
    private static let tree = RouteTree([
        route(.get, "/"), route(.get, "/data/tasks"), route(.post, "/data/tasks"),
        route(.get, "/data/tasks/{id}"), route(.put, "/data/tasks/{task_id}"), route(.get, "/data/tasks/open"),
        route(.get, "/data/tasks/{id}/comments"), route(.get, "/data/tasks/open/tasks"),
        route(.get, "/data/{kind}/open/{name}/all"),
        route(.get, "/pictures/{id}.png"), route(.get, "/pictures/{id}"), route(.get, "/pictures/square-{id}.png"),
        route(.get, "/movies/{id}.{extension}"), route(.post, "/login"),
    ])

    @Test("A literal goes before a parameter")
    func literals() {
        #expect(Self.found("/data/tasks/open") == "/data/tasks/open []")
        #expect(Self.found("/data/tasks/opened") == "/data/tasks/{id} [id=opened]")
    }

    @Test("A literal that leads nowhere gives way to a parameter, whose values are the way's own")
    func backtracking() {
        #expect(Self.found("/data/tasks/open/comments") == "/data/tasks/{id}/comments [id=open]")
        #expect(Self.found("/data/tasks/open/x/all") == "/data/{kind}/open/{name}/all [kind=tasks, name=x]")
        #expect(Self.found("/data/tasks/open/x/none") == nil)
    }

    @Test("The longer literal part of a segment goes before the shorter")
    func suffixes() {
        #expect(Self.found("/pictures/1.png") == "/pictures/{id}.png [id=1]")
        #expect(Self.found("/pictures/square-1.png") == "/pictures/square-{id}.png [id=1]")
        #expect(Self.found("/pictures/1.jpg") == "/pictures/{id} [id=1.jpg]")
        #expect(Self.found("/pictures/.png") == "/pictures/{id} [id=.png]")
    }

    @Test("A name and its extension part at the last dot")
    func extensions() {
        #expect(Self.found("/movies/a.b.mp4") == "/movies/{id}.{extension} [extension=mp4, id=a.b]")
        #expect(Self.found("/movies/mp4") == nil)
        #expect(Self.found("/movies/.mp4") == nil)
    }

    @Test("Each method's address names its own parameters, at one place")
    func names() throws {
        let place = try #require(Self.tree.place(at: "/data/tasks/7"))

        #expect(place.methods == [.get, .head, .options, .put])
        #expect(place.parameters(.get) == ["id": "7"])
        #expect(place.parameters(.put) == ["task_id": "7"])
        #expect(place.parameters(.delete) == [:])
    }

    @Test(
        "Slashes at the start count once, one at the end does not count, and none may be missing between",
        arguments: [
            ("/", "/ []"), ("", "/ []"), ("//", "/ []"), ("///data/tasks", "/data/tasks []"),
            ("/data/tasks/", "/data/tasks []"), ("/data//tasks", nil), ("/data/tasks//", nil), ("/data", nil),
            ("/Data/tasks", nil), ("/data/tasks;x=1", nil), ("/data/tasks/../tasks", nil),
        ] as [(String, String?)])
    func slashes(_ path: String, _ expected: String?) {
        #expect(Self.found(path) == expected)
    }

    @Test(
        "Percent signs are decoded before segments are told apart",
        arguments: [
            ("/data/%74asks", "/data/tasks []"), ("/data%2Ftasks", "/data/tasks []"),
            ("/data/tasks/a%20b+c", "/data/tasks/{id} [id=a b+c]"), ("/data/tasks/%zz%", "/data/tasks/{id} [id=%zz%]"),
            ("/data/tasks/%+f", "/data/tasks/{id} [id=%+f]"), ("/data/tasks/%ff", "/data/tasks/{id} [id=%FF]"),
            ("/data/tasks/%00", "/data/tasks/{id} [id=\0]"), ("/data/tasks/%C3%A9", "/data/tasks/{id} [id=é]"),
        ])
    func percents(_ path: String, _ expected: String) {
        #expect(Self.found(path) == expected)
    }

    @Test("HEAD is offered where GET is, and nowhere else")
    func head() {
        #expect(Self.tree.place(at: "/login")?.methods == [.options, .post])
        #expect(Self.tree.place(at: "/")?.methods == [.get, .head, .options])
    }

    private static func found(_ path: String) -> String? {
        guard let place = self.tree.place(at: Substring(path)), let route = place[.get] else { return nil }
        let values = place.parameters(.get).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return "\(route.path) [\(values.joined(separator: ", "))]"
    }

    private static func route(_ method: HTTPRequest.Method, _ path: String) -> Route {
        .errand(method, path, "A test's.", allow: .anyone, answers: .nothing) { _ in Response(Head()) }
    }
}
