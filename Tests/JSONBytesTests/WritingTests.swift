import JSONBytes
import Testing

@Suite struct WritingTests {
    @Test("An object is written with its commas, and text is escaped")
    func object() {
        var writer = JSONWriter()

        writer.beginObject()
        writer.key("name")
        writer.string("a \"frog\"\n")
        writer.key("frames")
        writer.int(24)
        writer.endObject()

        #expect(writer.takeText() == #"{"name":"a \"frog\"\n","frames":24}"#)
    }

    @Test("What is not JSON is refused", arguments: ["", "{", "[1,]", "NaN", "[1] 2", "\"\\ud800\""])
    func refusal(_ text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }
}
