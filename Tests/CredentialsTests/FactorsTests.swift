import Testing

@testable import Credentials

@Suite struct FactorsTests {
    // RFC 6238, appendix B: the secret of its tests in base 32, and the last six digits of its codes.
    private static let secret = Base32.encode(Array("12345678901234567890".utf8))

    @Test(
        "Time codes are those of RFC 6238",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func timeCodes(_ now: Int64, _ code: String) throws {
        let codes = try #require(TimeCode(secret: Self.secret))

        #expect(codes.code(at: now) == code)
    }

    @Test(
        "A code is taken half a minute early and late, and no longer",
        arguments: [
            (-60, false), (-30, true), (0, true), (30, true), (60, false),
        ] as [(Int64, Bool)])
    func tolerance(_ shift: Int64, _ isTaken: Bool) throws {
        let codes = try #require(TimeCode(secret: Self.secret))
        let now: Int64 = 1_800_000_000

        #expect(codes.accepts(codes.code(at: now + shift), now: now) == isTaken)
    }

    @Test("A code of another length is wrong", arguments: ["", "12345", "1234567", "abcdef"])
    func wrongLength(_ code: String) throws {
        let codes = try #require(TimeCode(secret: Self.secret))

        #expect(!codes.accepts(code, now: 59))
    }

    @Test(
        "Base 32 is that of RFC 4648",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI"),
        ])
    func base32(_ text: String, _ encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
        #expect(Base32.decode(encoded) == Array(text.utf8))
        #expect(Base32.decode("M1") == nil)
    }

    @Test("A new secret has 32 letters, and differs from the last")
    func newSecret() {
        let secrets = (TimeCode.newSecret(), TimeCode.newSecret())

        #expect(secrets.0.count == 32)
        #expect(secrets.0 != secrets.1)
    }

    @Test(
        "CBOR that is not exactly one value in its shortest form is refused",
        arguments: [
            [], [0x18, 0x01], [0x19, 0x00, 0xFF], [0x01, 0x01], [0x5F, 0x41, 0x00, 0xFF], [0x42, 0x00],
            [0xA2, 0x01, 0x01, 0x01, 0x02], [0xA1, 0x01], [0x61, 0xFF],
            [0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x81, 0x81, 0x81, 0x81, 0x81, 0x01], [0xC0, 0x01], [0xF9, 0x00, 0x00], [0x1C],
        ] as [[UInt8]])
    func malformed(_ bytes: [UInt8]) {
        #expect(CBOR(bytes) == nil)
    }

    @Test("CBOR's numbers, texts, lists and maps are read")
    func wellFormed() {
        let value = CBOR([0xA3, 0x01, 0x38, 0x63, 0x61, 0x61, 0x82, 0xF5, 0xF6, 0x03, 0x42, 0x01, 0x02])

        #expect(value?[.int(1)] == .int(-100))
        #expect(value?["a"] == .array([.bool(true), .null]))
        #expect(value?[.int(3)]?.bytesValue == [1, 2])
    }

    @Test("A limit lets so many tries through in its window, each key for itself")
    func throttle() {
        let throttle = Throttle()
        let limit = Throttle.Limit(2, in: 60)
        let (ada, bob) = (Throttle.Key("login", of: "ada"), Throttle.Key("login", of: "bob"))

        for _ in 1...2 { throttle.count(ada, limit, now: 1000) }

        #expect(throttle.wait(ada, limit, now: 1010) == 50)
        #expect(throttle.wait(bob, limit, now: 1010) == nil)
        #expect(throttle.wait(ada, limit, now: 1060) == nil)
    }

    @Test("A full memory forgets what ends first, and never grows")
    func throttleIsBounded() {
        let throttle = Throttle(capacity: 10)
        let limit = Throttle.Limit(1, in: 60)

        for number in 0..<100 { throttle.count(.init("login", of: "\(number)"), limit, now: Int64(1000 + number / 2)) }

        #expect(throttle.wait(.init("login", of: "99"), limit, now: 1050) != nil)
        #expect(throttle.wait(.init("login", of: "0"), limit, now: 1050) == nil)
    }

    @Test("A name that nobody has is closed after as many wrong passwords as an account")
    func strangers() {
        let (strangers, lockOut) = (Strangers(), LockOut())

        for _ in 1...5 { strangers.fail("nobody", lockOut, now: 1000) }

        #expect(lockOut.isClosed(strangers.record("nobody"), now: 1059))
        #expect(!lockOut.isClosed(strangers.record("nobody"), now: 1060))
        #expect(!lockOut.isClosed(strangers.record("somebody"), now: 1000))
    }

    @Test("A seal tells purposes and studios apart")
    func seal() {
        let (ours, theirs) = (TokenKey(secret: "one"), TokenKey(secret: "two"))

        #expect(ours.seal("123456", for: "a") == ours.seal("123456", for: "a"))
        #expect(ours.seal("123456", for: "a") != ours.seal("123456", for: "b"))
        #expect(ours.seal("123456", for: "a") != theirs.seal("123456", for: "a"))
        #expect(ours.seal("123456", for: "a").count == 64)
    }
}
