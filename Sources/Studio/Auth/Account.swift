import Credentials
import Database
import FoundationEssentials

/// What a login needs to know of a person.
struct Account: Sendable {
    let id: UUID
    let isActive: Bool
    /// Nil for an account without a usable password.
    let hash: PasswordHash?
    let record: LockOut.Record

    /// The account of an e-mail address or a desktop login. Bots and guests have none.
    static func named(_ name: String, in reader: Reader) throws -> Account? {
        guard !name.utf8.contains(0) else { return nil }
        let name = name.lowercased()
        return try reader.first(
            """
            SELECT id, active, password, login_failed_attemps, last_login_failed FROM \(PersonRow.self)
            WHERE (lower(email) = \(name) OR (desktop_login <> '' AND lower(desktop_login) = \(name)))
                AND is_bot = \(false) AND is_guest = \(false)
            ORDER BY CASE WHEN lower(email) = \(name) THEN 0 ELSE 1 END, id
            """, Self.read)
    }

    static func read(_ row: Row) throws -> Account {
        let failures = try row.value(3, as: Int?.self) ?? 0
        return Account(
            id: try row.uuid(0), isActive: try row.value(1, as: Bool?.self) ?? false,
            hash: try row.value(2, as: String?.self).flatMap(PasswordHash.init),
            record: LockOut.Record(failures: failures, last: try row.value(4, as: Timestamp?.self)?.seconds))
    }

    /// Counts a wrong password, from what the row says by now.
    func fail(_ lockOut: LockOut, in tx: Transaction) throws {
        guard let record = try self.current(in: tx), !lockOut.isClosed(record, now: tx.now.seconds) else { return }
        let failed = lockOut.failed(record, now: tx.now.seconds)
        try tx.run(
            """
            UPDATE \(PersonRow.self) SET login_failed_attemps = \(failed.failures), last_login_failed = \(tx.now)
            WHERE id = \(self.id)
            """)
    }

    /// Forgets wrong passwords after the right one.
    ///
    /// - Throws: ``Problem`` when the account was closed meanwhile.
    func succeed(_ lockOut: LockOut, in tx: Transaction) throws {
        guard let record = try self.current(in: tx) else { throw LoginProblem.wrong }
        guard !lockOut.isClosed(record, now: tx.now.seconds) else { throw LoginProblem.closed }
        guard record.failures > 0 else { return }
        try tx.run(
            """
            UPDATE \(PersonRow.self) SET login_failed_attemps = 0, last_login_failed = \(Timestamp?.none)
            WHERE id = \(self.id)
            """)
    }

    private func current(in tx: Transaction) throws -> LockOut.Record? {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        return try tx.first(
            """
            SELECT id, active, password, login_failed_attemps, last_login_failed FROM \(PersonRow.self)
            WHERE id = \(self.id)\(lock)
            """
        ) { try Self.read($0).record }
    }
}

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
}
