import API
import Testing

@Suite struct QueryStringTests {
    /// Pairs as text, so that an expectation fits a line.
    private func read(_ query: String) throws -> String {
        try QueryString.parse(query).map { "[\($0.name)=\($0.value)]" }.joined()
    }

    @Test(
        "A query is read as the reference reads it",
        arguments: [
            ("", ""),
            ("a=1", "[a=1]"),
            ("a=1&b=2&a=3", "[a=1][b=2][a=3]"),
            ("name=a+b%20c", "[name=a b c]"),
            ("project%5Fid=x", "[project_id=x]"),
            ("a=%2B%26%3D", "[a=+&=]"),
            ("a=b=c", "[a=b=c]"),
            ("a=1;b=2", "[a=1;b=2]"),
            ("&&a=1&&", "[a=1]"),
            ("a", "[a=]"),
            ("a&b=", "[a=][b=]"),
            ("=v", "[=v]"),
            ("?a=1", "[?a=1]"),
            ("a=é&b=%C3%A9", "[a=é][b=é]"),
            ("a=%F0%9F%98%80%41", "[a=😀A]"),
            ("a=%0d%0a", "[a=\r\n]"),
            ("a=%25%34%31", "[a=%41]"),
        ])
    func query(_ query: String, _ expected: String) throws {
        let pairs = try self.read(query)

        #expect(pairs == expected)
    }

    @Test(
        "What is no percent sequence, or no UTF-8, stays a sequence",
        arguments: [
            ("a=%zz", "[a=%zz]"),
            ("a=%4", "[a=%4]"),
            ("a=%", "[a=%]"),
            ("a=%u0041", "[a=%u0041]"),
            ("a=%ff%fe", "[a=%FF%FE]"),
            ("a=%c3%a9%c3", "[a=é%C3]"),
            ("a=%c3+%a9", "[a=%C3 %A9]"),
            ("a=%e2%28%a1", "[a=%E2(%A1]"),
            ("a=%e2%82(", "[a=%E2%82(]"),
            ("a=%ed%a0%80", "[a=%ED%A0%80]"),
            ("a=%f0%80%80%80", "[a=%F0%80%80%80]"),
            ("a=%f4%90%80%80x", "[a=%F4%90%80%80x]"),
            ("a%=x", "[a%=x]"),
        ])
    func sloppy(_ query: String, _ expected: String) throws {
        let pairs = try self.read(query)

        #expect(pairs == expected)
    }

    @Test("A NUL is a character like any other")
    func nul() throws {
        let pairs = try QueryString.parse("a=x%00y")

        #expect(pairs.first?.value == "x\u{0}y")
    }

    @Test("A slice of a longer text is read alone")
    func slice() throws {
        let address = "/data/persons?name=a&b=c"

        let pairs = try QueryString.parse(address.split(separator: "?")[1])

        #expect(pairs.map(\.name) == ["name", "b"])
        #expect(pairs.map(\.value) == ["a", "c"])
    }

    @Test("More parameters than the limit are refused")
    func limit() throws {
        let query = Array(repeating: "a=1", count: 5).joined(separator: "&")

        let within = try QueryString.parse(query, limit: 5)

        #expect(within.count == 5)
        #expect(throws: FormError.tooManyParts(limit: 4)) { try QueryString.parse(query, limit: 4) }
    }

    @Test("Random bytes never stop the reader")
    func garbage() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ -> UInt8 in
                Bool.random(using: &generator) ? .random(in: .min ... .max, using: &generator) : Array("%&=+a".utf8)[4]
            }

            let pairs = try bytes.withUnsafeBufferPointer { try QueryString.parse(bytes: $0) }

            #expect(pairs.count <= bytes.count)
        }
    }
}
