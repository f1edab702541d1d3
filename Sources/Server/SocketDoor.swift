import API
import Credentials
import Database
import FoundationEssentials
import JSONBytes
import ServiceLifecycle
import SocketIO

/// Who may listen to the studio's events: whoever may call the API.
struct SocketDoor: Sendable {
    let database: Database
    let dependencies: Dependencies

    var hooks: SocketHooks { SocketHooks(authorize: { await self.identity(of: $0) }) }

    private func identity(of credentials: SocketCredentials) async -> SocketIdentity? {
        guard let text = credentials.token else { return nil }
        let now = self.database.world.now().seconds
        guard let token = try? self.dependencies.tokens.read(text, as: .access, now: now) else { return nil }
        // A database that does not answer lets nobody in; the client tries again.
        guard let caller = try? await self.database.read({ try Caller.load(token, from: $0) }) else { return nil }
        let isOfBot = token.holder == .bot
        return SocketIdentity(
            subject: caller.id.text, token: token.id, session: token.session, issued: isOfBot ? .max : token.issued)
    }
}

extension SocketDoor {
    /// Whether someone who listens still may. A database that does not answer is no reason to show anyone out.
    func isStillWelcome(_ identity: SocketIdentity) async -> Bool {
        guard let id = UUID(strict: identity.subject) else { return false }
        let person: SQL = "SELECT 1 FROM person WHERE id = \(id) AND active = \(true)"
        let revoked: SQL = "SELECT 1 FROM tsubame_revoked_token WHERE jti = \(identity.token)"
        let isOver = Caller.isOver(id, issued: identity.issued, session: identity.session)
        let query: SQL = "\(person) AND NOT EXISTS (\(revoked)) AND NOT \(isOver)"
        return (try? await self.database.read { try $0.exists(query) }) ?? true
    }
}

/// Ends all socket sessions when the server stops.
struct SocketShutdown: Service {
    let hub: SocketHub

    func run() async throws {
        try? await gracefulShutdown()  // Why: a cancelled server ends its sessions too.
        try await self.hub.shutdown()
    }
}
