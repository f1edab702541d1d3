import Testing

@testable import Credentials

@Suite struct SecretsTests {
    /// Counts up, so that a test knows what comes out.
    private struct Counter: RandomNumberGenerator {
        var value: UInt64 = 0
        mutating func next() -> UInt64 {
            self.value += 1
            return self.value
        }
    }

    @Test(
        "Base64url gives each value one text",
        arguments: [
            ([], ""), ([0], "AA"), ([255], "_w"), ([251, 255], "-_8"), ([102, 111, 111], "Zm9v"),
            ([102, 111, 111, 98], "Zm9vYg"),
        ] as [([UInt8], String)])
    func base64(_ bytes: [UInt8], _ text: String) {
        #expect(Base64URL.encode(bytes) == text)
        #expect(Base64URL.decode(text.utf8) == bytes)
    }

    @Test(
        "Base64url refuses other letters, padding, impossible lengths and left-over bits",
        arguments: [
            "A", "AAAAA", "AA==", "Zm+v", "Zm/v", "AB", "AAB", "Zm 9v",
        ])
    func refusals(_ text: String) {
        #expect(Base64URL.decode(text.utf8) == nil)
    }

    @Test("A secret of 48 bytes has 64 URL-safe letters, and no two are alike")
    func secrets() {
        let first = Secrets.make()
        let second = Secrets.make()

        #expect(first.utf8.count == 64)
        #expect(Base64URL.decode(first.utf8)?.count == 48)
        #expect(first != second)
    }

    @Test("Randomness comes from the generator that is given")
    func generator() {
        var first = Counter()
        var second = Counter()

        #expect(Secrets.make(bytes: 16, using: &first) == Secrets.make(bytes: 16, using: &second))
        #expect(first.value == 16)
    }

    @Test("Texts are equal when all of their bytes are")
    func equality() {
        #expect(Secrets.areEqual("abc", "abc"))
        #expect(!Secrets.areEqual("abc", "abd"))
        #expect(!Secrets.areEqual("abc", "abcd"))
        #expect(!Secrets.areEqual("é", "e\u{301}"))
        #expect(Secrets.areEqual("", ""))
    }

    @Test("Five wrong passwords close an account for a minute, then it opens with its count at zero")
    func lockOut() {
        let rule = LockOut()
        var record = LockOut.Record()

        for second in 1...4 {
            record = rule.failed(record, now: Int64(second))
        }
        let four = record
        record = rule.failed(record, now: 5)
        let after = rule.failed(record, now: 65)

        #expect(!rule.isClosed(four, now: 5))
        #expect(rule.isClosed(record, now: 5))
        #expect(rule.isClosed(record, now: 64))
        #expect(!rule.isClosed(record, now: 65))
        #expect(after == LockOut.Record(failures: 1, last: 65))
    }
}
