import Database
import JSONBytes
import Testing

@Suite struct JSONColumnsTests {
    private enum Notice: Shape {
        static let name = "Notice"
        static let table = "notice"
        static let fields = [
            Field("read", .bool),
            Field("person_id", .uuid),
            Field("secret", .text, visibility: .hidden),
            Field("notice_type", .text, column: "type"),
            Field.computed("label", .text, "", as: "{}first || '-' || {}last"),
        ]
        static let fieldAfterType: String? = "person_id"
        static let columns = JSONColumns(of: Self.self)
    }

    /// A row whose every column holds the same number.
    private final class Ones: RowSource {
        func cell(_ index: Int) -> Cell { .int(1) }
    }

    private func text(_ columns: JSONColumns) -> String {
        var json = JSONWriter()
        columns.writeObject(Row(Ones()), into: &json)
        return json.takeText()
    }

    @Test("A select list takes each field from its column or its expression, and leaves secrets out")
    func selectList() {
        let plain = Notice.columns.selectList().rendered(for: .sqlite).text
        #expect(plain == "read, person_id, type, first || '-' || last")
        let aliased = Notice.columns.selectList("n").rendered(for: .sqlite).text
        #expect(aliased == "n.read, n.person_id, n.type, n.first || '-' || n.last")
    }

    @Test("The type stands before the field that the shape names")
    func typeInside() {
        #expect(text(Notice.columns) == #"{"read":true,"type":"Notice","person_id":1,"notice_type":1,"label":1}"#)
    }

    @Test("The type stands last when the shape names no field")
    func typeLast() {
        let columns = JSONColumns([Field("id", .int)], type: "Thing")

        #expect(text(columns) == #"{"id":1,"type":"Thing"}"#)
    }

    @Test("The type keeps its place when fields are left out")
    func filtered() {
        #expect(text(Notice.columns.only(["read", "label"])) == #"{"read":true,"type":"Notice","label":1}"#)
        #expect(text(Notice.columns.without(["read", "label"])) == #"{"type":"Notice","person_id":1,"notice_type":1}"#)
    }

    @Test("A computed field is never written")
    func computed() throws {
        let label = try #require(Notice.field("label"))

        #expect(!label.isStored && label.isReadOnly && !label.isRequired)
    }
}
