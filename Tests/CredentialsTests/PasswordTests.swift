import Testing

@testable import Credentials

@Suite struct PasswordTests {
    private let pool = PasswordPool()
    /// Enough to be bcrypt, and quick.
    private let quick = PasswordPool(cost: 4)

    @Test("A hash of the reference opens for its password and for no other")
    func recorded() async throws {
        let hash = try #require(PasswordHash(Recorded.hash))

        let right = try await self.pool.verify(Recorded.password, against: hash)
        let wrong = try await self.pool.verify(Recorded.password + "x", against: hash)

        #expect(right)
        #expect(!wrong)
    }

    @Test("What is hashed here has cost 12, a salt of its own and opens again")
    func made() async throws {
        let first = try await self.pool.hash("a long password")
        let second = try await self.pool.hash("a long password")

        let opens = try await self.pool.verify("a long password", against: first)

        #expect(first.text.hasPrefix("$2b$12$"))
        #expect(first != second)
        #expect(opens)
    }

    @Test("The first 72 bytes count and what follows does not, as in every bcrypt", arguments: [72, 73, 600, 100_000])
    func long(_ length: Int) async throws {
        let hash = try await self.quick.hash(String(repeating: "a", count: length))

        let same = try await self.pool.verify(String(repeating: "a", count: 72), against: hash)
        let shorter = try await self.pool.verify(String(repeating: "a", count: 71), against: hash)

        #expect(same)
        #expect(!shorter)
    }

    @Test("Letters outside of ASCII count byte by byte")
    func unicode() async throws {
        let hash = try await self.quick.hash("Überraschung 🐸")

        let same = try await self.pool.verify("Überraschung 🐸", against: hash)
        let other = try await self.pool.verify("Uberraschung 🐸", against: hash)

        #expect(same)
        #expect(!other)
    }

    @Test("A null character ends no password early: it is refused when made and never right")
    func null() async throws {
        let hash = try await self.quick.hash("abc")

        let opens = try await self.pool.verify("abc\u{0}def", against: hash)

        #expect(!opens)
        await #expect(throws: PasswordProblem.null) { try await self.quick.hash("abc\u{0}def") }
    }

    @Test("An unknown account refuses every password in the time of a known one")
    func nobody() async throws {
        let clock = ContinuousClock()
        let known = try #require(PasswordHash(Recorded.hash))

        var opens = true
        let unknownTime = try await clock.measure { opens = try await self.pool.verify("x", against: nil) }
        let knownTime = try await clock.measure { _ = try await self.pool.verify("x", against: known) }

        #expect(!opens)
        // The work of cost 12 is the floor on any machine; a missing verification takes microseconds.
        #expect(unknownTime > knownTime / 20)
    }

    @Test(
        "Rows that are no bcrypt hashes open for nobody",
        arguments: [
            "", "x", "$1$abc$def", "$2b$12$short", "$2b$31$q3fOEMdHXO.oaWiPk5rCj.uRv5s/heqhyw9rarwMQScA5fS1EAxiW",
            "$2b$1x$q3fOEMdHXO.oaWiPk5rCj.uRv5s/heqhyw9rarwMQScA5fS1EAxiW",
            "$2b$12$q3fOEMdHXO.oaWiPk5rCj.uRv5s/heqhyw9rarwMQScA5fS1EAxi!",
            "$2x$12$q3fOEMdHXO.oaWiPk5rCj.uRv5s/heqhyw9rarwMQScA5fS1EAxiW",
        ])
    func strangers(_ text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test("The hash verified for nobody is one that bcrypt really works on", arguments: [4, 12])
    func dummy(_ cost: Int) {
        let nobody = PasswordHash.nobody(cost: cost)

        #expect(PasswordHash(nobody.text) == nobody)
        #expect(!nobody.matches(""))
    }

    @Test("Work whose caller has gone is left out")
    func cancelled() async throws {
        let pool = PasswordPool(threads: 1, waiting: 4, cost: 10)

        async let first = pool.hash("a long password")
        let second = Task { try await pool.hash("a long password") }
        second.cancel()
        let outcome = await second.result

        #expect(throws: CancellationError.self) { try outcome.get() }
        _ = try await first
    }

    @Test("Beyond its queue the pool refuses at once, and takes work again afterwards")
    func busy() async throws {
        let pool = PasswordPool(threads: 1, waiting: 1, cost: 8)

        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        _ = try await pool.hash("a long password")
                        return true
                    } catch {
                        #expect(error as? PasswordProblem == .busy(retryAfter: 2))
                        return false
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        let again = try await pool.hash("a long password")

        #expect(outcomes.contains(true))
        #expect(outcomes.contains(false))
        #expect(again.text.hasPrefix("$2b$08$"))
        #expect(pool.waiting == 0)
    }

    @Test("New passwords have a length and no null character; length is counted in characters")
    func rules() {
        let rules = PasswordRules(minimumLength: 8)

        #expect(throws: PasswordProblem.tooShort) { try rules.check("1234567") }
        #expect(throws: PasswordProblem.tooShort) { try rules.check("éééé") }
        #expect(throws: PasswordProblem.null) { try rules.check("1234\u{0}567") }
        #expect(throws: PasswordProblem.tooShort) { try PasswordRules(minimumLength: 0).check("") }
        #expect(throws: Never.self) { try rules.check("éééééééé") }
    }
}
