import Credentials
import FoundationEssentials
import Synchronization

/// The roles that callers had when they were last seen: a guess, good enough to tell what their requests will ask of
/// the database, and for nothing else.
final class KnownRoles: Sendable {
    private let roles = Mutex<[UUID: Role]>([:])
    /// A caller takes 40 bytes or so.
    private static let maximum = 10_000

    /// The caller as he was last seen; nil for one who was not.
    func caller(_ token: Token?) -> Caller? {
        guard let token, let id = UUID(strict: token.subject) else { return nil }
        guard let role = self.roles.withLock({ $0[id] }) else { return nil }
        return Caller(id: id, role: role, isBot: token.holder == .bot, token: token)
    }

    func note(_ caller: Caller) {
        self.roles.withLock { roles in
            guard roles[caller.id] != caller.role else { return }
            if roles.count >= Self.maximum { roles.removeAll() }
            roles[caller.id] = caller.role
        }
    }
}
