/// What a signed token says: who its bearer is, and until when.
package struct Token: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case access, refresh }
    package enum Holder: String, Hashable, Sendable { case person, bot }

    /// `jti`: what a logout revokes.
    package let id: String
    package let kind: Kind
    /// The id of the person or bot.
    package let subject: String
    package let holder: Holder
    /// Seconds since 1970; also the moment from which it is valid.
    package let issued: Int64
    /// Seconds since 1970; nil for bots that work for ever.
    package let expires: Int64?
    /// The refresh token that came with this access token: a logout revokes both.
    package let refresh: String?
    /// Whether its bearer was told to set up a second factor before anything else. Written for other servers that read
    /// this studio's tokens; this one asks the database.
    package let lacksFactor: Bool

    package init(
        id: String, kind: Kind, subject: String, holder: Holder, issued: Int64, expires: Int64?, refresh: String? = nil,
        lacksFactor: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.holder = holder
        self.issued = issued
        self.expires = expires
        self.refresh = refresh
        self.lacksFactor = lacksFactor
    }

    /// What all tokens of one login have in common.
    package var session: String { self.refresh ?? self.id }
}

/// How long tokens live, in seconds.
package struct TokenLifetimes: Hashable, Sendable {
    package let access: Int64
    package let refresh: Int64

    package init(access: Int64 = 7 * 86_400, refresh: Int64 = 15 * 86_400) {
        self.access = access
        self.refresh = refresh
    }
}

extension Token {
    /// The two tokens of a login. `accessID` and `refreshID` are fresh random ids.
    package static func pair(
        for person: String, accessID: String, refreshID: String, now: Int64, lifetimes: TokenLifetimes,
        lacksFactor: Bool = false
    ) -> (access: Token, refresh: Token) {
        let refresh = Token(
            id: refreshID, kind: .refresh, subject: person, holder: .person, issued: now,
            expires: now + lifetimes.refresh, lacksFactor: lacksFactor)
        return (refresh.access(id: accessID, now: now, lifetimes: lifetimes), refresh)
    }

    /// Another access token for the bearer of this refresh token.
    package func access(id: String, now: Int64, lifetimes: TokenLifetimes) -> Token {
        Token(
            id: id, kind: .access, subject: self.subject, holder: self.holder, issued: now,
            expires: now + lifetimes.access, refresh: self.id, lacksFactor: self.lacksFactor)
    }

    /// The only token of a bot; it expires so many seconds after 1970, or never.
    package static func bot(_ person: String, id: String, now: Int64, expires: Int64?) -> Token {
        Token(id: id, kind: .access, subject: person, holder: .bot, issued: now, expires: expires)
    }
}
