import API
import Database
import FoundationEssentials
import JSONBytes
import Testing

@Suite struct InputValueTests {
    @Test(
        "A whole number fits 32 bits, in a query",
        arguments: [
            ("0", 0), (" 7 ", 7), ("-2147483648", Int(Int32.min)), ("2147483647", Int(Int32.max)), ("2147483648", nil),
            ("9223372036854775808", nil), ("1.0", nil), ("1e3", nil), ("", nil), ("x", nil), ("١", nil), ("NaN", nil),
        ] as [(String, Int?)])
    func integers(_ text: String, _ expected: Int?) {
        #expect(Int(text: text) == expected)
    }

    @Test("A whole number in a body is told apart from what only looks like one")
    func bodyIntegers() {
        #expect(Self.read(Int.self, .int(2_147_483_647)) == "2147483647")
        #expect(Self.read(Int.self, .int(2_147_483_648)) == "Input should be between -2147483648 and 2147483647")
        #expect(Self.read(Int.self, .double(5)) == "5")
        #expect(
            Self.read(Int.self, .double(5.5))
                == "Input should be a valid integer, got a number with a fractional part")
        #expect(Self.read(Int.self, .string("12")) == "12")
        #expect(
            Self.read(Int.self, .string("x"))
                == "Input should be a valid integer, unable to parse string as an integer")
        #expect(Self.read(Int.self, .bool(true)) == "Input should be a valid integer")
        #expect(Self.read(Int.self, .null) == "Input should be a valid integer")
    }

    @Test(
        "A text that is no id is told what is wrong with it",
        arguments: [
            ("not-a-uuid", "invalid character: found `n` at 1"),
            ("0123z", "invalid character: found `z` at 5"),
            ("0123", "invalid length: expected length 32 for simple format, found 4"),
            ("01-23", "invalid group count: expected 5, found 2"),
            (
                "00000000-0000-0000-000-000000000000",
                "invalid group length in group 3: expected 4, found 3"
            ),
        ])
    func ids(_ text: String, _ fault: String) {
        #expect(Self.read(UUID.self, .string(text)) == "Input should be a valid UUID, \(fault)")
        #expect(Self.read(UUID.self, 1) == "UUID input should be a string, bytes or UUID object")
    }

    @Test(
        "A number is decimal and finite",
        arguments: [
            ("1.5", 1.5), ("-2e3", -2000), (" 1 ", 1), ("1e400", nil), ("nan", nil), ("inf", nil), ("0x1p3", nil),
            ("", nil), ("1,5", nil),
        ] as [(String, Double?)])
    func numbers(_ text: String, _ expected: Double?) {
        #expect(Double(text: text) == expected)
    }

    @Test("In a query only true and 1 mean yes; a body says what it means")
    func truth() {
        #expect(["true", "True", "1"].allSatisfy { Bool(text: $0) == true })
        #expect(["false", "0", "yes", ""].allSatisfy { Bool(text: $0) == false })
        #expect(Self.read(Bool.self, .string("yes")) == "true")
        #expect(Self.read(Bool.self, .int(0)) == "false")
        #expect(Self.read(Bool.self, .int(2)) == "Input should be a valid boolean")
        #expect(Self.read(Bool.self, .string("x")) == "Input should be a valid boolean, unable to interpret input")
    }

    @Test(
        "An id is 36 characters, in any case",
        arguments: [
            ("6a0bb0dc-4ce8-4b42-8d4c-3f5b5e0e27e1", true), ("6A0BB0DC-4CE8-4B42-8D4C-3F5B5E0E27E1", true),
            ("6a0bb0dc4ce84b428d4c3f5b5e0e27e1", false), ("{6a0bb0dc-4ce8-4b42-8d4c-3f5b5e0e27e}", false),
            ("", false), ("6a0bb0dc-4ce8-4b42-8d4c-3f5b5e0e27eg", false),
        ])
    func ids(_ text: String, _ isID: Bool) {
        #expect((UUID(text: text) != nil) == isID)
        #expect(Self.read(UUID.self, .string(text)).hasPrefix("Input should be a valid UUID") == !isID)
    }

    @Test("A day may be told as a moment of it, and a moment as its day")
    func times() {
        #expect(Day(text: "2024-02-29")?.text == "2024-02-29")
        #expect(Day(text: "2024-02-29T23:59:59")?.text == "2024-02-29")
        #expect(Day(text: "2023-02-29") == nil)
        #expect(Timestamp(text: "2024-02-29T01:02:03")?.text == "2024-02-29T01:02:03.000000")
        #expect(Timestamp(text: "2024-02-29")?.text == "2024-02-29T00:00:00.000000")
        #expect(Timestamp(text: "yesterday") == nil)
        #expect(Self.read(Day.self, .int(3)) == "Input should be a valid date")
        #expect(Self.read(Timestamp.self, .string("x")) == "Input should be a valid datetime")
    }

    @Test("A list is read as a whole or refused with its first fault")
    func lists() {
        #expect([Int](text: "1,2") == [1, 2])
        #expect([Int](text: "1,x") == nil)
        #expect([Int](text: "") == [])
        #expect(Self.read([Int].self, .array([.int(1), .int(2)])) == "[1, 2]")
        #expect(Self.read([Int].self, .string("[1,2]")) == "[1, 2]")
        #expect(Self.read([Int].self, .string("1,2")) == "Input should be a valid list")
        #expect(Self.read([Int].self, .array([.int(1), .null])) == "Input should be a valid integer")
        #expect(Self.read([Int].self, .object([:])) == "Input should be a valid list")
    }

    @Test("An object may come as its text in a form")
    func objects() {
        #expect(Self.read(JSONObject.self, .string("{}")) != "Input should be a valid dictionary")
        #expect(Self.read(JSONObject.self, .string("[]")) == "Input should be a valid dictionary")
        #expect(Self.read(JSONObject.self, .array([])) == "Input should be a valid dictionary")
    }

    @Test("A text is a text")
    func texts() {
        #expect(Self.read(String.self, .string("x")) == "x")
        #expect(Self.read(String.self, .int(1)) == "Input should be a valid string")
        #expect(Self.read(String.self, .null) == "Input should be a valid string")
    }

    private static func read<Value: InputValue>(_: Value.Type, _ json: JSONValue) -> String {
        switch Value.read(json) {
        case .success(let value): "\(value)"
        case .failure(let refusal): refusal.message
        }
    }
}
