import Credentials
import Database
import FoundationEssentials
import HTTPTypes

extension Problem {
    /// A token that is not taken, in the words that clients know.
    package init(_ error: TokenError) {
        let status = HTTPResponse.Status(code: error.status)
        self.init(status, error.isMessage ? .message(error.sentence) : .token(error.sentence))
    }
}

extension Arrival {
    /// The token that the request shows, its signature, life and kind checked.
    ///
    /// - Throws: ``Problem`` 401 or 422.
    package func token(_ kind: Token.Kind, _ key: TokenKey, now: Timestamp) throws -> Token {
        do {
            let text = try TokenCookies.token(
                kind, authorization: self.headers[.authorization], cookies: self.headers[values: .cookie])
            return try key.read(text, as: kind, now: now.seconds)
        } catch {
            throw Problem(error)
        }
    }
}

extension Caller {
    /// The person behind a token, as the database knows him now.
    ///
    /// - Throws: ``Problem`` 401 when the token is revoked, or its person gone or no longer active.
    package static func load(_ token: Token, from reader: Reader) throws -> Caller {
        guard let id = UUID(strict: token.subject) else { throw Problem(TokenError.unknownBearer) }
        let found = try reader.one(
            """
            SELECT role, active, is_bot, jti, EXISTS (SELECT 1 FROM tsubame_revoked_token WHERE jti = \(token.id))
            FROM person WHERE id = \(id)
            """, String.self, Bool?.self, Bool?.self, String?.self, Bool.self)
        guard let (role, isActive, isBot, botToken, isRevoked) = found else {
            throw Problem(TokenError.unknownBearer)
        }
        let isOfBot = token.holder == .bot
        guard !isRevoked, isOfBot == (isBot ?? false), !isOfBot || botToken == token.id else {
            throw Problem(TokenError.revoked)
        }
        guard isActive == true, let role = Role(rawValue: role) else { throw Problem(TokenError.unknownBearer) }
        return Caller(id: id, role: role, isBot: isOfBot, token: token)
    }
}
