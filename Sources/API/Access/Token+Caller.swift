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
        guard let id = UUID(strict: token.subject), let query = Self.query(token) else {
            throw Problem(TokenError.unknownBearer)
        }
        let isOfBot = token.holder == .bot
        let found = try reader.first(query) { row -> Caller in
            let isBot = try row.value(2, as: Bool?.self) ?? false
            guard try !row.bool(4), isOfBot == isBot, try !isOfBot || row.value(3, as: String?.self) == token.id else {
                throw Problem(TokenError.revoked)
            }
            guard try row.value(1, as: Bool?.self) == true, let role = Role(rawValue: try row.text(0)) else {
                throw Problem(TokenError.unknownBearer)
            }
            return Caller(id: id, role: role, isBot: isOfBot, token: token)
        }
        guard let found else { throw Problem(TokenError.unknownBearer) }
        return found
    }

    /// What ``load(_:from:)`` asks; nil for a token that names nobody.
    static func query(_ token: Token) -> SQL? {
        guard let id = UUID(strict: token.subject) else { return nil }
        let isOver: SQL = token.holder == .bot ? "false" : Self.isOver(id, issued: token.issued, session: token.session)
        return """
            SELECT role, active, is_bot, jti,
                EXISTS (SELECT 1 FROM tsubame_revoked_token WHERE jti = \(token.id)) OR \(isOver)
            FROM person WHERE id = \(id)
            """
    }

    /// A condition: that the person's sessions of that moment, in seconds since 1970, have been ended, but perhaps not
    /// this one.
    package static func isOver(_ person: UUID, issued: Int64, session: String) -> SQL {
        """
        EXISTS (
            SELECT 1 FROM tsubame_session_end WHERE person_id = \(person) AND ended_at >= \(issued)
                AND (kept IS NULL OR kept <> \(session)))
        """
    }
}
