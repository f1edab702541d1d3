import API
import FoundationEssentials
import JSONBytes
import Server
import Testing

@Suite struct DocumentsTests {
    @Test("docs/openapi.json is what the routes say: run `tsubame openapi > docs/openapi.json`")
    func golden() throws {
        let file = Self.root + "/docs/openapi.json"

        let committed = try #require(FileManager.default.contents(atPath: file))

        #expect(String(decoding: committed, as: UTF8.self) == Documents.text)
    }

    @Test("Every part of an address that stands in braces is read, and nothing else is")
    func paths() {
        let mismatches = Server.routes.filter { !$0.pathMismatch.isEmpty }

        #expect(mismatches.map { "\($0.method) \($0.path) \($0.pathMismatch)" } == [])
    }

    @Test("No two routes share method and address")
    func distinct() {
        let addresses = Server.routes.map { "\($0.method) \($0.path)" }

        let twice = Dictionary(grouping: addresses) { $0 }.filter { $0.value.count > 1 }.keys

        #expect(twice.sorted() == [])
    }

    @Test("Only these routes are open to everybody")
    func openRoutes() {
        let open = Server.routes.filter(\.permission.isForAnyone).map { "\($0.method) \($0.path)" }

        #expect(open.sorted() == Self.open)
    }

    private static let open = [
        "GET /", "GET /auth/refresh-token", "GET /config", "GET /docs", "GET /openapi.json", "GET /status",
        "GET /status.txt", "GET /status/influx", "GET /status/resources", "GET /status/test-event",
        "POST /auth/login",
    ]

    @Test("The document is OpenAPI 3.1 with an answer and a permission for each operation")
    func operations() throws {
        let document = try JSONValue(parsing: Documents.text)

        let paths = try #require(document["paths"]?.objectValue)

        #expect(document["openapi"] == "3.1.0")
        for (path, item) in paths.entries {
            for (method, operation) in item.objectValue?.entries ?? [] {
                #expect(operation["responses"]?.objectValue?.isEmpty == false, "\(method) \(path)")
                #expect(operation["x-permission"]?.stringValue?.isEmpty == false, "\(method) \(path)")
            }
        }
    }

    private static let root: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(4)
        return "/" + parts.joined(separator: "/")
    }()
}
