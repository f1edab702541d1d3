import NIOHTTP1

/// What a client showed of itself: headers of its first request, and what its connect packet carried.
package struct SocketCredentials: Equatable, Sendable {
    /// The bearer of the `Authorization` header.
    package var header: String?
    package var cookie: String?
    /// The token in the connect packet's payload.
    package var payload: String?

    package init(header: String? = nil, cookie: String? = nil, payload: String? = nil) {
        self.header = header
        self.cookie = cookie
        self.payload = payload
    }

    package init(_ headers: HTTPHeaders, cookie name: String) {
        self.init(
            header: headers.first(name: "authorization").flatMap(Self.bearer),
            cookie: Self.cookie(name, in: headers))
    }

    /// The token to judge: the connect packet says more than the header, the header more than the cookie.
    package var token: String? { self.payload ?? self.header ?? self.cookie }

    /// The token of `Bearer x`; nil for another scheme.
    static func bearer(_ header: String) -> String? {
        let words = header.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }

    private static func cookie(_ name: String, in headers: HTTPHeaders) -> String? {
        for line in headers["cookie"] {
            for pair in line.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { continue }
                return String(parts[1].drop(while: { $0 == " " || $0 == "\"" }).prefix { $0 != "\"" && $0 != " " })
            }
        }
        return nil
    }
}

/// Who is connected, as the authorization found.
package struct SocketIdentity: Hashable, Sendable {
    /// The person's id.
    package let subject: String
    /// The id of the token that was shown: one login of several.
    package let token: String
    /// What the tokens of that login have in common.
    package let session: String
    /// When the token was issued, in seconds since 1970.
    package let issued: Int64

    package init(subject: String, token: String, session: String = "", issued: Int64 = .max) {
        self.subject = subject
        self.token = token
        self.session = session
        self.issued = issued
    }
}
