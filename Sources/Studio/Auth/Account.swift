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
    let factors: Factors

    private static let columns: SQL =
        "id, active, password, login_failed_attemps, last_login_failed, \(Factors.columns)"

    /// The account of an e-mail address or a desktop login. Bots and guests have none.
    static func named(_ name: String, in reader: Reader) throws -> Account? {
        guard !name.utf8.contains(0) else { return nil }
        let name = name.lowercased()
        return try reader.first(
            """
            SELECT \(Self.columns) FROM \(PersonRow.self)
            WHERE (lower(email) = \(name) OR (desktop_login <> '' AND lower(desktop_login) = \(name)))
                AND is_bot = \(false) AND is_guest = \(false)
            ORDER BY CASE WHEN lower(email) = \(name) THEN 0 ELSE 1 END, id
            """, Self.read)
    }

    static func of(_ person: UUID, in reader: Reader) throws -> Account? {
        try reader.first("SELECT \(Self.columns) FROM \(PersonRow.self) WHERE id = \(person)", Self.read)
    }

    private static func read(_ row: Row) throws -> Account {
        let failures = try row.value(3, as: Int?.self) ?? 0
        return Account(
            id: try row.uuid(0), isActive: try row.value(1, as: Bool?.self) ?? false,
            hash: try row.value(2, as: String?.self).flatMap(PasswordHash.init),
            record: LockOut.Record(failures: failures, last: try row.value(4, as: Timestamp?.self)?.seconds),
            factors: try Factors(row, from: 5))
    }

    /// Counts a wrong password, from what the row says by now.
    func fail(_ lockOut: LockOut, in tx: Transaction) throws {
        guard let record = try self.locked(in: tx)?.record, !lockOut.isClosed(record, now: tx.now.seconds) else {
            return
        }
        let failed = lockOut.failed(record, now: tx.now.seconds)
        try tx.run(
            """
            UPDATE \(PersonRow.self) SET login_failed_attemps = \(failed.failures), last_login_failed = \(tx.now)
            WHERE id = \(self.id)
            """)
    }

    /// Forgets wrong passwords after the right one.
    ///
    /// - Throws: ``Problem`` when the account was closed meanwhile, or its password is another by now.
    func succeed(_ lockOut: LockOut, in tx: Transaction) throws {
        guard let account = try self.locked(in: tx), account.hash == self.hash else { throw LoginProblem.wrong }
        guard account.isActive else { throw LoginProblem.inactive }
        guard !lockOut.isClosed(account.record, now: tx.now.seconds) else { throw LoginProblem.closed }
        guard account.record.failures > 0 else { return }
        try tx.run(
            """
            UPDATE \(PersonRow.self) SET login_failed_attemps = 0, last_login_failed = \(Timestamp?.none)
            WHERE id = \(self.id)
            """)
    }

    /// The account as it is by now, kept so until the transaction ends.
    func locked(in tx: Transaction) throws -> Account? {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        return try tx.first("SELECT \(Self.columns) FROM \(PersonRow.self) WHERE id = \(self.id)\(lock)", Self.read)
    }
}
