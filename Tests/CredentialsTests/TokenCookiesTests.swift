import Testing

@testable import Credentials

@Suite struct TokenCookiesTests {
    private func found(
        _ authorization: String?, _ cookies: String..., as kind: Token.Kind = .access
    ) -> Result<String, TokenError> {
        Result { () throws(TokenError) in
            try TokenCookies.token(kind, authorization: authorization, cookies: cookies)
        }
    }

    @Test("The cookie goes before the header, unless it is empty")
    func precedence() {
        #expect(self.found("Bearer h", "x=1; access_token_cookie=c; y=2") == .success("c"))
        #expect(self.found("Bearer h", "access_token_cookie=") == .success("h"))
        #expect(self.found(nil, "x=1", "access_token_cookie=c") == .success("c"))
        #expect(self.found("Basic x", "access_token_cookie=c") == .success("c"))
        #expect(self.found(nil, "access_token_cookie=a=b") == .success("a=b"))
    }

    @Test("The refresh token has a cookie of its own")
    func refresh() {
        let cookies = "access_token_cookie=a; refresh_token_cookie=r"

        #expect(self.found(nil, cookies, as: .refresh) == .success("r"))
        #expect(
            self.found(nil, "access_token_cookie=a", as: .refresh) == .failure(.missing(.refresh, withoutBearer: false))
        )
    }

    @Test("A request without a token is told where one is looked for")
    func missing() {
        #expect(
            TokenError.missing(.access, withoutBearer: false).sentence
                == "Missing JWT in cookies or headers (Missing cookie \"access_token_cookie\"; Missing Authorization Header)"
        )
        #expect(
            TokenError.missing(.refresh, withoutBearer: true).sentence
                == "Missing JWT in cookies or headers (Missing cookie \"refresh_token_cookie\"; Missing 'Bearer' type in "
                + "'Authorization' header. Expected 'Authorization: Bearer <JWT>')")
    }

    @Test(
        "A header of another kind is as good as none, and Bearer wants one word",
        arguments: [
            (nil, TokenError.missing(.access, withoutBearer: false)), ("abc", .missing(.access, withoutBearer: true)),
            ("bearer x", .missing(.access, withoutBearer: true)),
            ("Basic eA==", .missing(.access, withoutBearer: true)),
            ("Bearer", .badHeader), ("Bearer ", .badHeader), ("Bearer a b", .badHeader),
        ] as [(String?, TokenError)])
    func headers(_ header: String?, _ error: TokenError) {
        #expect(self.found(header) == .failure(error))
    }

    @Test("Cookies are set and cleared with the attributes that browsers know")
    func setting() {
        #expect(
            TokenCookies.setting(.access, to: "t", now: 1_795_528_223)
                == "access_token_cookie=t; Expires=Wed, 24 Nov 2027 14:57:03 GMT; Max-Age=31540000; HttpOnly; Path=/; "
                + "SameSite=Lax")
        #expect(
            TokenCookies.clearing(.refresh)
                == "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/auth/refresh-token; "
                + "SameSite=Lax")
        #expect(TokenCookies.clearing(.access, isSecure: true).contains("; Secure; HttpOnly;"))
    }
}
