import API
import Database
import FoundationEssentials
import Settings

/// A mail as it is written: words, and whom they are for.
struct Mail: Sendable {
    let recipient: String
    let subject: String
    let body: String
    /// Seconds for which it is of any use: it is not sent afterwards.
    let lifetime: Int64
}

/// A mail that waits to be sent.
package struct WaitingMail: Sendable {
    package let id: UUID
    package let recipient: String
    package let subject: String
    package let body: String
    package let attempts: Int
    package let created: Timestamp
}

extension Call where Data == Transaction {
    /// Writes a mail with the change that it belongs to; it leaves after the commit. Without a mail server it is not
    /// written at all.
    func send(_ mail: Mail) throws {
        guard self.dependencies.settings.mail.server != nil, Mail.isDeliverable(mail.recipient) else { return }
        let tx = self.data
        try tx.run(
            """
            INSERT INTO tsubame_mail (id, recipient, subject, body, attempts, next_attempt, expires_at, created_at)
            VALUES (\(tx.world.newID()), \(mail.recipient), \(mail.subject), \(mail.body), \(0), \(tx.now),
                \(tx.now.advanced(bySeconds: mail.lifetime)), \(tx.now))
            """)
        let bell = self.dependencies.mailBell
        tx.afterCommit { bell.ring() }
    }
}

extension Mail {
    /// Whether an address may stand in a mail's head.
    fileprivate static func isDeliverable(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
        return address.unicodeScalars.allSatisfy {
            $0.value > 32 && $0.value != 127 && !"<>,;:\\\"()".contains(Character($0))
        }
    }
}

/// The mails that wait, as whoever sends them takes them.
package enum Outbox {
    /// Seconds for which a taken mail is left alone: whoever took it has sent it by then, or died.
    private static let reservation: Int64 = 180

    /// Takes the next mail that is due, for this server alone.
    package static func take(_ tx: Transaction) throws -> WaitingMail? {
        try tx.run("DELETE FROM tsubame_mail WHERE expires_at <= \(tx.now)")
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE SKIP LOCKED")"
        let mail = try tx.first(
            """
            SELECT id, recipient, subject, body, attempts, created_at FROM tsubame_mail
            WHERE next_attempt <= \(tx.now) ORDER BY next_attempt, id LIMIT 1\(lock)
            """
        ) { row in
            WaitingMail(
                id: try row.uuid(0), recipient: try row.text(1), subject: try row.text(2), body: try row.text(3),
                attempts: try row.int(4), created: try row.timestamp(5))
        }
        guard let mail else { return nil }
        try tx.run(
            """
            UPDATE tsubame_mail SET attempts = attempts + 1,
                next_attempt = \(tx.now.advanced(bySeconds: self.reservation))
            WHERE id = \(mail.id)
            """)
        return mail
    }

    /// Whether a mail waits that is due, asked without writing.
    package static func isDue(_ reader: Reader, now: Timestamp) throws -> Bool {
        try reader.exists("SELECT 1 FROM tsubame_mail WHERE next_attempt <= \(now)")
    }

    /// A mail that was sent, or that nobody will ever take.
    package static func remove(_ mail: WaitingMail, _ tx: Transaction) throws {
        try tx.run("DELETE FROM tsubame_mail WHERE id = \(mail.id)")
    }

    /// A mail that could not be sent now: 5, 20, 45 … seconds later, ten minutes at most.
    package static func postpone(_ mail: WaitingMail, _ tx: Transaction) throws {
        let attempts = Int64(mail.attempts + 1)
        let pause = min(600, 5 * attempts * attempts)
        try tx.run(
            "UPDATE tsubame_mail SET next_attempt = \(tx.now.advanced(bySeconds: pause)) WHERE id = \(mail.id)")
    }
}
