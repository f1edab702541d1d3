import JSONBytes
import NIOCore

/// What a client says: `preview-room:join` and its arguments.
package struct SocketEvent: Sendable {
    package let name: String
    package let arguments: [JSONValue]
    package let namespace: String
    /// Nil in a namespace that does not ask who is there.
    package let identity: SocketIdentity?
    /// The session that says it: an address for ``SocketAudience/sessions(_:)``.
    package let session: String
}

/// A session that is no longer in a namespace, whatever the reason.
package struct SocketDeparture: Sendable {
    package let namespace: String
    package let identity: SocketIdentity?
    package let session: String
}

/// What the house answers to its clients.
package struct SocketHooks: Sendable {
    /// Nil refuses. Asked once for each namespace that a session joins.
    package var authorize: @Sendable (SocketCredentials) async -> SocketIdentity?
    /// Called for one event of a session after the other. The answer is what the acknowledgement carries, as a JSON
    /// list; nil sends none.
    package var onEvent: @Sendable (SocketEvent) async -> ByteBuffer?
    package var onDeparture: @Sendable (SocketDeparture) async -> Void

    package init(
        authorize: @escaping @Sendable (SocketCredentials) async -> SocketIdentity?,
        onEvent: @escaping @Sendable (SocketEvent) async -> ByteBuffer? = { _ in nil },
        onDeparture: @escaping @Sendable (SocketDeparture) async -> Void = { _ in }
    ) {
        self.authorize = authorize
        self.onEvent = onEvent
        self.onDeparture = onDeparture
    }
}

/// Who hears an announcement.
package enum SocketAudience: Sendable {
    case everyone
    case sessions(Set<String>)
    /// Asked on an event loop: it must not wait.
    case identities(@Sendable (SocketIdentity) -> Bool)

    func includes(_ session: SocketSession, in namespace: String) -> Bool {
        switch self {
        case .everyone: true
        case .sessions(let chosen): chosen.contains(session.id)
        case .identities(let isChosen): session.identity(in: namespace).map(isChosen) ?? false
        }
    }
}
