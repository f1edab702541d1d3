import JSONBytes

/// How tokens travel: in a cookie of their own or in the `Authorization` header.
package enum TokenCookies {
    package static func name(_ kind: Token.Kind) -> String { "\(kind.rawValue)_token_cookie" }

    private static func path(_ kind: Token.Kind) -> String { kind == .access ? "/" : "/auth/refresh-token" }

    /// Seconds that browsers keep the cookies; the tokens in them live shorter.
    private static var maxAge: Int64 { 31_540_000 }

    /// The token of a request as its client sent it. A cookie that is not empty goes before the header.
    ///
    /// `authorization` is the value of that header, `cookies` are the values of all `Cookie` headers.
    package static func token(
        _ kind: Token.Kind, authorization: String?, cookies: [String]
    ) throws(TokenError) -> String {
        for header in cookies {
            if let value = self.value(of: self.name(kind), in: header), !value.isEmpty { return value }
        }
        guard let authorization else { throw .missing(kind, withoutBearer: false) }
        let words = authorization.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard let scheme = words.first, scheme.elementsEqual("Bearer".utf8) else {
            throw .missing(kind, withoutBearer: true)
        }
        guard words.count == 2, !words[1].isEmpty else { throw .badHeader }
        return String(Substring(words[1]))
    }

    private static func value(of name: String, in header: String) -> String? {
        for pair in header.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { continue }
            return String(parts[1])
        }
        return nil
    }

    /// The value of a `Set-Cookie` header that hands over `token`. `now` is in seconds since 1970; browsers send a secure cookie over
    /// TLS only.
    package static func setting(_ kind: Token.Kind, to token: String, now: Int64, isSecure: Bool = false) -> String {
        let lifetime = "Expires=\(HTTPDate.text(now + self.maxAge)); Max-Age=\(self.maxAge)"
        return "\(self.name(kind))=\(token); \(lifetime); \(self.attributes(kind, isSecure))"
    }

    /// The value of a `Set-Cookie` header that makes a browser forget the token.
    package static func clearing(_ kind: Token.Kind, isSecure: Bool = false) -> String {
        "\(self.name(kind))=; Expires=\(HTTPDate.text(0)); \(self.attributes(kind, isSecure))"
    }

    private static func attributes(_ kind: Token.Kind, _ isSecure: Bool) -> String {
        "\(isSecure ? "Secure; " : "")HttpOnly; Path=\(self.path(kind)); SameSite=Lax"
    }
}

/// A moment as HTTP writes it.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds are counted from 1970, and not before.
    static func text(_ seconds: Int64) -> String {
        let seconds = max(0, Int(seconds))
        let day = seconds / 86_400
        let date = CivilTime.civil(days: day)
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(Self.twoDigits).joined(separator: ":")
        let month = self.months[date.month - 1]
        return "\(self.days[day % 7]), \(Self.twoDigits(date.day)) \(month) \(date.year) \(time) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
