/// Why a request's token is not taken, with the answer clients know.
package enum TokenError: Error, Hashable, Sendable {
    /// Neither a cookie nor a header. `withoutBearer`: there is a header, but of another kind.
    case missing(Token.Kind, withoutBearer: Bool)
    /// `Bearer` followed by nothing or by several words.
    case badHeader
    /// Not a token at all, or one with claims of wrong types: a sentence that says what is wrong.
    case malformed(String)
    case wrongSignature
    /// Issued in the future; the name of the claim that says so.
    case notYetValid(String)
    case expired
    case wrongKind(expected: Token.Kind)
    case revoked
    /// Well signed, but for nobody who may log in.
    case unknownBearer

    package var status: Int {
        switch self {
        case .missing, .expired, .revoked, .unknownBearer: 401
        case .badHeader, .malformed, .wrongSignature, .notYetValid, .wrongKind: 422
        }
    }

    /// Whether the answer is `{"error": true, "message": …}`; otherwise it is `{"msg": …}`.
    package var isMessage: Bool { self == .expired || self == .unknownBearer }

    package var sentence: String {
        switch self {
        case .missing(let kind, let withoutBearer):
            "Missing JWT in cookies or headers (Missing cookie \"\(TokenCookies.name(kind))\"; "
                + (withoutBearer
                    ? "Missing 'Bearer' type in 'Authorization' header. Expected 'Authorization: Bearer <JWT>')"
                    : "Missing Authorization Header)")
        case .badHeader: "Bad Authorization header. Expected 'Authorization: Bearer <JWT>'"
        case .malformed(let sentence): sentence
        case .wrongSignature: "Signature verification failed"
        case .notYetValid(let claim): "The token is not yet valid (\(claim))"
        // Compat: gazu renews its token when it reads exactly this.
        case .expired: "Signature has expired"
        case .wrongKind(expected: .access): "Only non-refresh tokens are allowed"
        case .wrongKind(expected: .refresh): "Only refresh tokens are allowed"
        case .revoked: "Token has been revoked"
        case .unknownBearer:
            "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong "
                + "credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required."
        }
    }
}
