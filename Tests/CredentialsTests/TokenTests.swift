import Crypto
import Testing

@testable import Credentials

@Suite struct TokenTests {
    private let key = TokenKey(secret: Recorded.secret)

    /// A well-signed token of any header and payload.
    private func signed(
        _ payload: String, header: String = #"{"alg":"HS256","typ":"JWT"}"#, secret: String = Recorded.secret
    ) -> String {
        let text = [header, payload].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
        return text + "." + Base64URL.encode(Array(code))
    }

    private func claims(_ changes: [String: String?] = [:]) -> String {
        var claims: [(String, String?)] = [
            ("iat", "1000"), ("jti", "\"j\""), ("type", "\"access\""), ("sub", "\"s\""), ("nbf", "1000"),
            ("exp", "2000"),
            ("identity_type", "\"person\""),
        ]
        for (name, value) in changes {
            claims.removeAll { $0.0 == name }
            claims.append((name, value))
        }
        let members = claims.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
        return "{\(members.joined(separator: ","))}"
    }

    private func failure(_ text: String, as kind: Token.Kind = .access, now: Int64 = 1500) -> TokenError? {
        do throws(TokenError) {
            _ = try self.key.read(text, as: kind, now: now)
            return nil
        } catch {
            return error
        }
    }

    @Test("The reference's access token is read, and signing what it says gives the same text")
    func access() throws {
        let token = try self.key.read(Recorded.access, as: .access, now: Recorded.now)

        let again = self.key.sign(token)

        #expect(token.subject == Recorded.person)
        #expect(token.expires == Recorded.now + 7 * 86_400)
        #expect(token.refresh == "8ba2fd60-eb7e-4bf8-b4a4-f48e00cbe2fc")
        #expect(again == Recorded.access)
    }

    @Test("The reference's refresh token is read, and signing what it says gives the same text")
    func refresh() throws {
        let token = try self.key.read(Recorded.refresh, as: .refresh, now: Recorded.now)

        let again = self.key.sign(token)

        #expect(token.expires == Recorded.now + 15 * 86_400)
        #expect(again == Recorded.refresh)
    }

    @Test("A bot's token of the reference never expires, and signing what it says gives the same text")
    func bot() throws {
        let token = try self.key.read(Recorded.bot, as: .access, now: Recorded.now + 100 * 365 * 86_400)

        let again = self.key.sign(token)

        #expect(token.holder == .bot)
        #expect(token.expires == nil)
        #expect(again == Recorded.bot)
    }

    @Test("A login gives two tokens that know each other")
    func pair() throws {
        let pair = Token.pair(for: "p", accessID: "a", refreshID: "r", now: 1000, lifetimes: TokenLifetimes())

        let access = try self.key.read(self.key.sign(pair.access), as: .access, now: 1001)
        let refresh = try self.key.read(self.key.sign(pair.refresh), as: .refresh, now: 1001)

        #expect(access == pair.access)
        #expect(refresh == pair.refresh)
        #expect(access.refresh == refresh.id)
        #expect(access.expires == 605_800)
        #expect(refresh.expires == 1_297_000)
    }

    @Test("A token lives until its last second and not a second longer")
    func expiry() {
        let token = self.signed(self.claims())

        #expect(self.failure(token, now: 1999) == nil)
        #expect(self.failure(token, now: 2000) == .expired)
    }

    @Test("A token of another secret, or with one bit changed, is badly signed")
    func signature() throws {
        let other = self.signed(self.claims(["exp": "1"]), secret: "another")
        let good = self.signed(self.claims())
        let dot = try #require(good.lastIndex(of: "."))
        let first = good.index(after: dot)
        let changed = good[..<first] + (good[first] == "A" ? "B" : "A") + good[good.index(after: first)...]

        #expect(self.failure(other) == .wrongSignature)
        #expect(self.failure(String(changed)) == .wrongSignature)
        #expect(self.failure(String(good[...dot])) == .wrongSignature)
    }

    @Test(
        "Only HS256 is believed, whatever the header asks for",
        arguments: [
            #""none""#, #""HS512""#, #""hs256""#, #""RS256""#, "null", "5", #"["HS256"]"#,
        ])
    func algorithm(_ algorithm: String) {
        let token = self.signed(self.claims(), header: #"{"alg":\#(algorithm)}"#)

        #expect(self.failure(token) == .malformed("The specified alg value is not allowed"))
    }

    @Test(
        "What is no token is refused with the sentence of its fault",
        arguments: [
            ("", "Not enough segments"), ("abc", "Not enough segments"), ("a.b", "Not enough segments"),
            ("a.b.c", "Invalid header padding"), ("!!!.e30.e30", "Invalid header padding"),
            ("WzFd.e30.e30", "Invalid header string: must be a json object"),
            ("e30.e30.e30", "Algorithm not specified"),
            ("eyJhbGciOiJIUzI1NiJ9.!.e30", "Invalid payload padding"),
            ("eyJhbGciOiJIUzI1NiJ9.e30.e30.e30", "Invalid payload padding"),
            ("eyJhbGciOiJIUzI1NiJ9.WzFd.e30", "Invalid payload string: must be a json object"),
            ("eyJhbGciOiJIUzI1NiJ9.e30.e", "Invalid crypto padding"),
            ("eyJhbGciOiJIUzI1NiJ9.e30.e30=", "Invalid crypto padding"),
            ("..", "Invalid header string: unexpected end of the text at byte 0"),
        ])
    func malformed(_ text: String, _ sentence: String) {
        let failure = self.failure(text)

        #expect(failure == .malformed(sentence))
        #expect(failure?.status == 422)
    }

    @Test(
        "Well-signed claims that make no sense are refused with the sentence of their fault",
        arguments: [
            ("sub", nil, "Missing claim: sub"), ("sub", "5", "Subject must be a string"),
            ("jti", "5", "JWT ID must be a string"),
            ("exp", "\"x\"", "Expiration Time claim (exp) must be an integer."),
            ("exp", "1e300", "Expiration Time claim (exp) must be an integer."),
            ("nbf", "[]", "Not Before claim (nbf) must be an integer."),
            ("iat", "\"x\"", "Issued At claim (iat) must be an integer."), ("exp", nil, "Missing claim: exp"),
        ] as [(String, String?, String)])
    func claimTypes(_ name: String, _ value: String?, _ sentence: String) {
        let token = self.signed(self.claims([name: value]))

        #expect(self.failure(token) == .malformed(sentence))
    }

    @Test("A token from the future is not yet valid, but for a few seconds of another server's clock")
    func future() {
        #expect(self.failure(self.signed(self.claims(["iat": "1600"]))) == .notYetValid("iat"))
        #expect(self.failure(self.signed(self.claims(["nbf": "1600"]))) == .notYetValid("nbf"))
        #expect(self.failure(self.signed(self.claims(["iat": "1505", "nbf": "1505"]))) == nil)
    }

    @Test(
        "A token without an id or of an unknown holder counts as revoked",
        arguments: [
            ("jti", nil), ("identity_type", nil), ("identity_type", "\"x\""),
        ] as [(String, String?)])
    func holders(_ name: String, _ value: String?) {
        #expect(self.failure(self.signed(self.claims([name: value]))) == .revoked)
    }

    @Test("Access and refresh tokens do not pass for each other, and expiry is told first")
    func kinds() {
        let access = self.signed(self.claims())
        let refresh = self.signed(self.claims(["type": "\"refresh\""]))

        #expect(self.failure(access, as: .refresh) == .wrongKind(expected: .refresh))
        #expect(self.failure(refresh, as: .access) == .wrongKind(expected: .access))
        #expect(self.failure(self.signed(self.claims(["type": nil]))) == .wrongKind(expected: .access))
        #expect(self.failure(refresh, as: .access, now: 3000) == .expired)
    }

    @Test("Every failure has the status and the body that clients know")
    func answers() {
        #expect(TokenError.wrongKind(expected: .access).sentence == "Only non-refresh tokens are allowed")
        #expect(TokenError.wrongKind(expected: .refresh).sentence == "Only refresh tokens are allowed")
        #expect(TokenError.wrongSignature.status == 422 && !TokenError.wrongSignature.isMessage)
        #expect(TokenError.expired.status == 401 && TokenError.expired.isMessage)
        #expect(TokenError.expired.sentence == "Signature has expired")
        #expect(TokenError.revoked.status == 401 && !TokenError.revoked.isMessage)
        #expect(TokenError.unknownBearer.status == 401 && TokenError.unknownBearer.isMessage)
    }
}
