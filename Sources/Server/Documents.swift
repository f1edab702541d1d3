import API
import Database
import HTTPTypes
import JSONBytes
import NIOCore
import Settings
import Studio

/// What the server tells of its own API.
package enum Documents {
    package static let routes: [Route] = [
        .errand(
            .get, "/openapi.json", "The description of this API, OpenAPI 3.1.", allow: .anyone,
            answers: .object("The document."), handler: openAPI),
        .errand(
            .get, "/docs", "The handbook of this API, for people.", allow: .anyone,
            answers: .file("text/html", "The page."), handler: page),
    ]

    /// The document as it is served and committed: indented, keys in the order of the document.
    package static let text: String = {
        let document = OpenAPI.document(of: Server.routes, title: "Tsubame", version: Version.api)
        var writer = IndentedJSON()
        writer.write(document)
        return writer.text + "\n"
    }()

    /// The answer to `/` on the port that serves events only.
    static let index = JSONValue.object(["api": "Zou", "version": .string(Version.api)]).bytes()

    private static let bytes = ByteBuffer(string: text)

    /// Makes the document, which takes a moment, so that no request has to.
    static func prepare() { _ = self.bytes }
}

extension Documents {
    private static func openAPI(_ errand: Errand) -> Response { Response(.json(), .whole(self.bytes)) }

    private static func page(_ errand: Errand) -> Response {
        Response(Head(headers: [.contentType: "text/html; charset=utf-8"]), .whole(DocsPage.html))
    }
}

/// JSON for people: two blanks a level, so that a change of the document is a line of a diff.
private struct IndentedJSON {
    private(set) var text = ""
    private var depth = 0

    mutating func write(_ value: JSONValue) {
        switch value {
        case .array(let values) where !values.isEmpty:
            self.block("[", "]", values) { $0.write($1) }
        case .object(let object) where !object.isEmpty:
            self.block("{", "}", object.entries) { writer, entry in
                writer.text += JSONValue.string(entry.key).text + ": "
                writer.write(entry.value)
            }
        default: self.text += value.text
        }
    }

    private mutating func block<Element>(
        _ open: String, _ close: String, _ elements: [Element], _ write: (inout IndentedJSON, Element) -> Void
    ) {
        self.text += open
        self.depth += 1
        for (index, element) in elements.enumerated() {
            self.text += index == 0 ? "\n" : ",\n"
            self.text += String(repeating: "  ", count: self.depth)
            write(&self, element)
        }
        self.depth -= 1
        self.text += "\n" + String(repeating: "  ", count: self.depth) + close
    }
}
