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
        "GET /", "GET /auth/email-otp", "GET /auth/fido", "GET /auth/oidc/callback", "GET /auth/oidc/login",
        "GET /auth/refresh-token", "GET /auth/saml/login", "GET /config", "GET /docs", "GET /openapi.json",
        "GET /status", "GET /status.txt", "GET /status/influx", "GET /status/resources", "GET /status/test-event",
        "POST /auth/app-login/token", "POST /auth/login", "POST /auth/register", "POST /auth/reset-password",
        "POST /auth/saml/sso", "PUT /auth/reset-password",
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

    @Test("Every operation has a name of its own, and declares each parameter of its path once")
    func names() throws {
        let paths = try #require(try JSONValue(parsing: Documents.text)["paths"]?.objectValue)
        var seen: Set<String> = []

        for (path, item) in paths.entries {
            for (method, operation) in item.objectValue?.entries ?? [] {
                let id = try #require(operation["operationId"]?.stringValue)
                let parameters = operation["parameters"]?.arrayValue ?? []
                let declared = parameters.filter { $0["in"] == "path" }
                let keys = parameters.map { "\($0["in"]?.text ?? "") \($0["name"]?.text ?? "")" }

                #expect(seen.insert(id).inserted, "\(id)")
                #expect(
                    declared.compactMap { $0["name"]?.stringValue }.sorted() == RoutePattern(path).names.sorted(),
                    "\(method) \(path)")
                #expect(declared.allSatisfy { $0["required"] == true }, "\(method) \(path)")
                #expect(Set(keys).count == keys.count, "\(method) \(path)")
            }
        }
    }

    @Test("No two paths differ in the names of their parameters only")
    func shapes() throws {
        let paths = try #require(try JSONValue(parsing: Documents.text)["paths"]?.objectValue)

        let shapes = Dictionary(grouping: paths.keys) { RoutePattern($0).segments.map(\.nameless) }

        #expect(shapes.values.filter { $0.count > 1 } == [])
    }

    @Test("Every reference leads somewhere")
    func references() throws {
        let document = try JSONValue(parsing: Documents.text)

        let dangling = Set(Self.references(in: document)).filter { reference in
            var value: JSONValue? = document
            for part in reference.dropFirst(2).split(separator: "/") { value = value?[String(part)] }
            return !reference.hasPrefix("#/") || value == nil
        }

        #expect(dangling.isEmpty)
    }

    private static func references(in value: JSONValue) -> [String] {
        switch value {
        case .object(let object):
            object.entries.flatMap { key, value in
                key == "$ref" ? [value.stringValue ?? ""] : self.references(in: value)
            }
        case .array(let values): values.flatMap { self.references(in: $0) }
        default: []
        }
    }

    private static let root: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(4)
        return "/" + parts.joined(separator: "/")
    }()
}
