import API
import Database
import Logging
import Mail
import ServiceLifecycle
import Settings
import Stores
import Studio

/// Sends the mails that wait in the database, one after the other, on a thread of its own. One that is not taken is
/// tried again for as long as it is of use.
struct MailService: Service {
    private let database: Database
    private let bell: Bell
    private let server: MailServer
    private let sender: String
    private let threads = BlockingThreads(count: 1, waiting: 1)
    private let logger: Logger

    /// What may have become due without a ring: other servers' mails, and those to be tried again.
    private static let interval = Duration.seconds(5)

    /// - Returns: Nil when no mails are sent.
    init?(_ settings: MailSettings, _ database: Database, _ bell: Bell, _ logger: Logger) {
        guard let server = settings.server else { return nil }
        self.database = database
        self.bell = bell
        self.server = MailServer(server)
        self.sender = settings.sender
        self.logger = logger
    }

    func run() async throws {
        let clock = Task { [bell] in
            while !Task.isCancelled {
                try await Task.sleep(for: Self.interval)
                bell.ring()
            }
        }
        defer { clock.cancel() }
        await cancelWhenGracefulShutdown {
            for await _ in self.bell.rings { await self.sendAll() }
        }
    }

    private func sendAll() async {
        do {
            while !Task.isCancelled, try await self.database.read({ try Outbox.isDue($0, now: $0.world.now()) }) {
                guard let mail = try await self.database.write({ try Outbox.take($0) }) else { return }
                await self.send(mail)
            }
        } catch is CancellationError {
        } catch {
            self.logger.warning("the waiting mails cannot be read", metadata: ["error": "\(error)"])
        }
    }

    /// A mail that is taken is sent to its end, also when the server stops.
    private func send(_ mail: WaitingMail) async {
        let message = MailMessage(
            sender: self.sender, recipient: mail.recipient, subject: mail.subject, body: mail.body,
            id: "\(mail.id.text)@tsubame", date: mail.created.seconds)
        let server = self.server
        do {
            do {
                try await self.threads.run { try server.send(message) }
                try await self.database.write { try Outbox.remove(mail, $0) }
            } catch let failure as MailFailure {
                self.logger.warning(
                    "a mail could not be sent", metadata: ["error": "\(failure)", "attempt": "\(mail.attempts + 1)"])
                try await self.database.write { try Outbox.postpone(mail, $0) }
            }
        } catch {
            self.logger.warning("a mail's row could not be changed", metadata: ["error": "\(error)"])
        }
    }
}

extension MailServer {
    init(_ settings: MailSettings.Server) {
        let security: Security =
            switch settings.security {
            case .plain: .plain
            case .startTLS: .startTLS
            case .tls: .tls
            }
        self.init(
            host: settings.host, port: settings.port, security: security, user: settings.user,
            password: settings.password)
    }
}
