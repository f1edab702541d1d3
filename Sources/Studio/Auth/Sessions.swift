import API
import Credentials
import Database
import FoundationEssentials
import JSONBytes
import Settings

extension Transaction {
    /// Makes a token worthless. The row may go once the token would have expired, in seconds since 1970.
    package func revoke(_ token: String, until expires: Int64) throws {
        try self.run(
            """
            INSERT INTO tsubame_revoked_token (jti, expires_at)
            VALUES (\(token), \(Timestamp(microseconds: expires * 1_000_000)))
            ON CONFLICT (jti) DO NOTHING
            """)
        try self.run("DELETE FROM tsubame_revoked_token WHERE expires_at < \(self.now)")
    }

    /// Ends all sessions of a person, but perhaps one: `kept` is a ``Token/session``. To be called when the person's row
    /// is locked, that is after a change of it: a login waits for the lock, and is over or after the end then.
    func endSessions(of person: UUID, keeping kept: String? = nil) throws {
        let end = self.world.now().seconds
        try self.run(
            """
            INSERT INTO tsubame_session_end (person_id, ended_at, kept)
            VALUES (\(person), \(end), \(kept))
            ON CONFLICT (person_id) DO UPDATE SET ended_at = excluded.ended_at, kept = excluded.kept
            """)
    }

    /// The moment that a new session's tokens are issued at, in seconds since 1970: after the end of those before, also
    /// within the same second.
    fileprivate func sessionStart(of person: UUID) throws -> Int64 {
        let end = try self.one(
            "SELECT ended_at FROM tsubame_session_end WHERE person_id = \(person)", Int64.self)
        return max(self.now.seconds, end.map { $0 + 1 } ?? 0)
    }
}

/// The tokens of a new login, signed.
struct NewSession {
    let access: String
    let refresh: String
    /// Whether a second factor must be set up before anything else.
    let lacksFactor: Bool
    /// With cookies for those who use them.
    let head: Head

    init(of person: UUID, _ call: Writing) throws {
        let tx = call.data
        self.lacksFactor = try Self.lacksFactor(person, call)
        let pair = Token.pair(
            for: person.text, accessID: tx.world.newID().text, refreshID: tx.world.newID().text,
            now: try tx.sessionStart(of: person), lifetimes: call.dependencies.lifetimes, lacksFactor: self.lacksFactor)
        self.access = call.dependencies.tokens.sign(pair.access)
        self.refresh = call.dependencies.tokens.sign(pair.refresh)
        var head = Head.json()
        if call.arrival.isBrowser {
            head.setCookie(TokenCookies.setting(.access, to: self.access, now: tx.now.seconds))
            head.setCookie(TokenCookies.setting(.refresh, to: self.refresh, now: tx.now.seconds))
        }
        self.head = head
    }

    /// Writes the members `access_token` and `refresh_token` into an open object.
    func write(to output: Output) {
        output.json.key("access_token")
        output.json.string(self.access)
        output.json.key("refresh_token")
        output.json.string(self.refresh)
    }

    private static func lacksFactor(_ person: UUID, _ call: Writing) throws -> Bool {
        let accounts = call.dependencies.settings.accounts
        guard accounts.enforcesFactor else { return false }
        let row = try call.data.first(
            """
            SELECT email, totp_enabled IS TRUE OR email_otp_enabled IS TRUE OR fido_enabled IS TRUE
            FROM \(PersonRow.self) WHERE id = \(person)
            """
        ) { (email: try $0.value(0, as: String?.self), hasFactor: try $0.bool(1)) }
        guard let row, !row.hasFactor else { return false }
        return !accounts.factorExempt.contains(row.email?.lowercased() ?? "")
    }
}
