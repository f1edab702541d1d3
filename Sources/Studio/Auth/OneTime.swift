import Credentials
import Database
import FoundationEssentials
import JSONBytes

/// A secret that opens something once and for a while. The database keeps its seal only.
enum OneTime: String, Sendable {
    /// A link to choose a password by.
    case password
    /// Six digits by mail, the second factor.
    case mailCode = "mail-code"
    /// What a security key signs when it is registered.
    case registration
    /// What a security key signs at a login.
    case assertion
    /// A code that an application gets a login for.
    case application
}

extension Transaction {
    /// Keeps a secret's seal. With `replacing`, the person's earlier ones of the kind open nothing any more.
    ///
    /// - Parameter lifetime: In seconds.
    func issue(
        _ secret: String, _ kind: OneTime, for person: UUID, lifetime: Int64, detail: String? = nil,
        replacing: Bool = true, key: TokenKey
    ) throws {
        try self.run("DELETE FROM tsubame_one_time WHERE expires_at <= \(self.now)")
        if replacing { try self.withdraw(kind, of: person) }
        try self.run(
            """
            INSERT INTO tsubame_one_time (purpose, seal, person_id, detail, expires_at)
            VALUES (\(kind.rawValue), \(key.seal(secret, for: kind.rawValue)), \(person), \(detail),
                \(self.now.advanced(bySeconds: lifetime)))
            ON CONFLICT (purpose, seal, person_id) DO NOTHING
            """)
    }

    /// Uses a secret up. Of several who try at once, one gets true.
    func redeem(_ secret: String, _ kind: OneTime, of person: UUID, key: TokenKey) throws -> Bool {
        try self.run(
            """
            DELETE FROM tsubame_one_time WHERE purpose = \(kind.rawValue) AND person_id = \(person)
                AND seal = \(key.seal(secret, for: kind.rawValue)) AND expires_at > \(self.now)
            """) > 0
    }

    /// Uses a secret up that says by itself whose it is.
    ///
    /// - Returns: Nil when it is unknown, used or too old.
    func redeem(_ secret: String, _ kind: OneTime, key: TokenKey) throws -> (person: UUID, detail: String?)? {
        let seal = key.seal(secret, for: kind.rawValue)
        let found = try self.first(
            """
            SELECT person_id, detail FROM tsubame_one_time
            WHERE purpose = \(kind.rawValue) AND seal = \(seal) AND expires_at > \(self.now)
            """
        ) { (person: try $0.uuid(0), detail: try $0.value(1, as: String?.self)) }
        guard let found, try self.redeem(secret, kind, of: found.person, key: key) else { return nil }
        return found
    }

    func withdraw(_ kind: OneTime, of person: UUID) throws {
        try self.run("DELETE FROM tsubame_one_time WHERE purpose = \(kind.rawValue) AND person_id = \(person)")
    }
}

extension Reader {
    /// Whether a secret would open something now. Only ``Transaction/redeem(_:_:of:key:)`` says that it did.
    func holds(_ secret: String, _ kind: OneTime, of person: UUID, now: Timestamp, key: TokenKey) throws -> Bool {
        try self.exists(
            """
            SELECT 1 FROM tsubame_one_time WHERE purpose = \(kind.rawValue) AND person_id = \(person)
                AND seal = \(key.seal(secret, for: kind.rawValue)) AND expires_at > \(now)
            """)
    }
}
