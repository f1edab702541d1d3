import Database
import FoundationEssentials
import HTTPTypes

/// What a token says once its signature has been checked: not yet believed that its person is still welcome.
package struct Token: Sendable, Hashable {
    package let person: UUID
    /// The token's own id (`jti`), by which it is revoked.
    package let id: String
    package let expires: Timestamp

    package init(person: UUID, id: String, expires: Timestamp) {
        self.person = person
        self.id = id
        self.expires = expires
    }
}

extension Caller {
    /// The person behind a token, as the database knows him now.
    ///
    /// - Parameter isRequired: False where an unknown caller counts as anonymous.
    /// - Throws: ``Problem`` 401 when the token is revoked, or its person gone or no longer active.
    static func load(_ token: Token, from reader: Reader, isRequired: Bool) throws -> Caller? {
        let found = try reader.one(
            """
            SELECT role, active, is_bot, EXISTS (SELECT 1 FROM tsubame_revoked_token WHERE jti = \(token.id))
            FROM person WHERE id = \(token.person)
            """, String.self, Bool.self, Bool?.self, Bool.self)
        guard let (role, isActive, isBot, isRevoked) = found else {
            if isRequired { throw Problem.unauthorized }
            return nil
        }
        if isRevoked {
            if isRequired { throw Problem(.unauthorized, .token("Token has been revoked")) }
            return nil
        }
        guard isActive, let role = Role(rawValue: role) else {
            if isRequired { throw Problem.unauthorized }
            return nil
        }
        return Caller(id: token.person, role: role, isBot: isBot ?? false, token: token)
    }
}
