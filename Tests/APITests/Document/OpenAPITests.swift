import API
import Database
import JSONBytes
import Testing

@Suite struct OpenAPITests {
    private static let document = OpenAPI.document(
        of: Library.routes + [
            .get(
                "/data/books/{book_id}/notes", "Notes.", .path("book_id"), .required("word", "A word."),
                .queries("kind", "Kinds."), allow: .all([.manager, .member]), answers: .objects("Notes.")
            ) { (_, _: BookRow.ID, _: String, _: [Int]) in .nothing },
            .post(
                "/data/books/{id}/notes", "Add one.", .path("id"), .field("text", "The text."),
                .field("size", "In pages.", default: 2), .file("picture", "A picture."),
                allow: .anyone, answers: .object("The note.")
            ) { (_, _: BookRow.ID, _: String, _: Int, _: UploadedFile?) in .nothing },
        ], title: "Library", version: "1")

    @Test("Addresses that differ in their parameters' names only are one path with one set of names")
    func paths() throws {
        let item = try #require(Self.document["paths"]?["/data/books/{book_id}/notes"])

        let names = ["get", "post"].map { item[$0]?["parameters"]?.arrayValue?.first?["name"] }

        #expect(names == ["book_id", "book_id"])
        #expect(Self.document["paths"]?["/data/books/{id}/notes"] == nil)
    }

    @Test("Parameters tell their place, kind, default and whether they must be there")
    func parameters() throws {
        let notes = try #require(Self.document["paths"]?["/data/books/{book_id}/notes"]?["get"])
        let list = try #require(Self.document["paths"]?["/data/books"]?["get"]?["parameters"]?.arrayValue)

        #expect(
            notes["parameters"]?.arrayValue?[1]
                == [
                    "name": "word", "in": "query", "required": true, "schema": ["type": "string"],
                    "description": "A word.",
                ])
        #expect(list.first { $0["name"] == "page" }?["schema"]?["default"] == -1)
        #expect(list.first { $0["name"] == "filters" }?["style"] == "form")
        #expect(notes["x-permission"] == "managers, who are also the project's team")
    }

    @Test("A body is JSON, or a form where it has files")
    func bodies() throws {
        let operation = try #require(Self.document["paths"]?["/data/books/{book_id}/notes"]?["post"])
        let content = try #require(operation["requestBody"]?["content"]?.objectValue)

        #expect(content.keys == ["application/json", "multipart/form-data"])
        #expect(content["application/json"]?["schema"]?["required"] == ["text"])
        #expect(content["application/json"]?["schema"]?["properties"]?["size"]?["default"] == 2)
        #expect(content["multipart/form-data"]?["schema"]?["properties"]?["picture"]?["format"] == "binary")
        #expect(operation["security"] == nil)
    }

    @Test("A shape's schema hides what is hidden and tells what may be null")
    func schemas() throws {
        let book = try #require(Self.document["components"]?["schemas"]?["Book"]?["properties"])

        #expect(book["secret"] == nil)
        #expect(book["price"]?["type"] == ["number", "null"])
        #expect(book["title"] == ["type": "string", "maxLength": 20])
        #expect(book["kind"]?["enum"] == ["novel", "poem"])
        #expect(book["stamp"]?["readOnly"] == true)
        #expect(book["type"]?["const"] == "Book")
    }
}
