import Crypto
import JSONBytes

/// The studio's secret, to sign tokens and to read them. The algorithm is HMAC with SHA-256 and nothing else, whatever a token asks for.
package struct TokenKey: Sendable {
    private let key: SymmetricKey
    private let memory = TokenMemory()

    /// Seconds by which another server's clock may be ahead of ours.
    private static var leeway: Int64 { 10 }
    private static let header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"

    package init(secret: String) {
        self.key = SymmetricKey(data: Array(secret.utf8))
    }

    package func sign(_ token: Token) -> String {
        let signed = Self.header + "." + Base64URL.encode(Array(token.claims.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: self.key)
        return signed + "." + Base64URL.encode(Array(code))
    }

    /// What is kept of a one-time secret, in hexadecimal digits: without the studio's secret nobody finds out from it
    /// even a short one.
    package func seal(_ secret: String, for purpose: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("one-time\0\(purpose)\0\(secret)".utf8), using: self.key)
        return code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Reads a token of the expected kind at a moment in seconds since 1970. That it was not revoked, and that its bearer exists, is for
    /// the caller to ask the database.
    package func read(_ text: String, as kind: Token.Kind, now: Int64) throws(TokenError) -> Token {
        if let known = self.memory.token(text, as: kind, now: now) { return known }
        let token = try self.check(text, as: kind, now: now)
        self.memory.remember(text, token)
        return token
    }

    private func check(_ text: String, as kind: Token.Kind, now: Int64) throws(TokenError) -> Token {
        let segments = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard segments.count >= 3 else { throw .malformed("Not enough segments") }
        try self.checkHeader(try Self.object(segments[0], "header"))
        guard segments.count == 3 else { throw .malformed("Invalid payload padding") }
        let claims = try Self.object(segments[1], "payload")
        guard let code = Base64URL.decode(segments[2]) else { throw .malformed("Invalid crypto padding") }
        let signed = Array(text.utf8.prefix(upTo: segments[1].endIndex))
        guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: self.key) else {
            throw .wrongSignature
        }
        return try Self.token(claims, as: kind, now: now)
    }

    private func checkHeader(_ header: JSONObject) throws(TokenError) {
        guard let algorithm = header["alg"] else { throw .malformed("Algorithm not specified") }
        guard algorithm == "HS256" else { throw .malformed("The specified alg value is not allowed") }
        guard header["kid"].map({ $0.stringValue != nil }) ?? true else {
            throw .malformed("Key ID header parameter must be a string")
        }
        // Extensions that a reader must understand; this one understands none.
        guard header["crit"] == nil, header["b64"] == nil else {
            throw .malformed("Critical header extensions are not supported")
        }
    }

    private static func object(_ segment: Substring.UTF8View, _ name: String) throws(TokenError) -> JSONObject {
        guard let bytes = Base64URL.decode(segment) else { throw .malformed("Invalid \(name) padding") }
        let limits = JSONLimits(maxDepth: 8, maxBytes: 8192)
        let value: Result<JSONValue, JSONError> = bytes.withUnsafeBytes { bytes in
            Result { () throws(JSONError) in try JSONValue(parsing: bytes, limits: limits) }
        }
        switch value {
        case .success(.object(let object)): return object
        case .success: throw .malformed("Invalid \(name) string: must be a json object")
        case .failure(let error): throw .malformed("Invalid \(name) string: \(error)")
        }
    }
}

// From claims to tokens. The order decides which sentence a token with several faults gets.
extension TokenKey {
    private static func token(_ claims: JSONObject, as kind: Token.Kind, now: Int64) throws(TokenError) -> Token {
        guard let subject = claims["sub"] else { throw .malformed("Missing claim: sub") }
        guard let subject = subject.stringValue else { throw .malformed("Subject must be a string") }
        let id = claims["jti"]
        guard id.map({ $0.stringValue != nil }) ?? true else { throw .malformed("JWT ID must be a string") }
        let issued = try Self.seconds(claims["iat"], "Issued At claim (iat)")
        guard issued ?? 0 <= now + Self.leeway else { throw .notYetValid("iat") }
        let start = try Self.seconds(claims["nbf"], "Not Before claim (nbf)")
        guard start ?? 0 <= now + Self.leeway else { throw .notYetValid("nbf") }
        let expires = try Self.seconds(claims["exp"], "Expiration Time claim (exp)")
        guard expires.map({ $0 > now }) ?? true else { throw .expired }
        guard let holder = (claims["identity_type"]?.stringValue).flatMap(Token.Holder.init(rawValue:)) else {
            throw .revoked
        }
        guard let id = id?.stringValue else { throw .revoked }
        guard claims["type"]?.stringValue == kind.rawValue else { throw .wrongKind(expected: kind) }
        guard expires != nil || holder == .bot else { throw .malformed("Missing claim: exp") }
        return Token(
            id: id, kind: kind, subject: subject, holder: holder, issued: issued ?? 0, expires: expires,
            refresh: claims["refresh_jti"]?.stringValue, lacksFactor: claims["requires_2fa_setup"] == true)
    }

    private static func seconds(_ claim: JSONValue?, _ name: String) throws(TokenError) -> Int64? {
        switch claim {
        case nil: return nil
        case .int(let seconds): return seconds
        case .double(let seconds) where abs(seconds) < 1e15: return Int64(seconds)
        default: throw .malformed("\(name) must be an integer.")
        }
    }
}

extension Token {
    /// The claims as JSON, in the order of the reference.
    var claims: String {
        var writer = JSONWriter(capacity: 384)
        writer.beginObject()
        writer.key("fresh")
        writer.bool(false)
        writer.key("iat")
        writer.int(self.issued)
        writer.key("jti")
        writer.string(self.id)
        writer.key("type")
        writer.string(self.kind.rawValue)
        writer.key("sub")
        writer.string(self.subject)
        writer.key("nbf")
        writer.int(self.issued)
        if let expires = self.expires {
            writer.key("exp")
            writer.int(expires)
        }
        writer.key("identity_type")
        writer.string(self.holder.rawValue)
        if self.lacksFactor {
            writer.key("requires_2fa_setup")
            writer.bool(true)
        }
        if let refresh = self.refresh {
            writer.key("refresh_jti")
            writer.string(refresh)
        }
        writer.endObject()
        return writer.takeText()
    }
}
