import Logging
import NIOCore
import Synchronization

/// All sessions of a process: where connections bring them in, and where the house announces what happened.
package final class SocketHub: Sendable {
    package let configuration: SocketConfiguration
    private let hooks: SocketHooks
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var shards: [ObjectIdentifier: SocketShard] = [:]
        var sessions: [String: SocketShard] = [:]
        var isShutDown = false
    }

    package init(_ configuration: SocketConfiguration = SocketConfiguration(), hooks: SocketHooks, logger: Logger) {
        self.configuration = configuration
        self.hooks = hooks
        self.logger = logger
    }

    package var sessionCount: Int { self.state.withLock { $0.sessions.count } }

    /// Announces to every client that is connected to the namespace when its turn comes. Each hears it once, and all
    /// hear announcements in the order of the calls. Returns before anything is sent. `payload` is JSON text, taken as
    /// it is; the packet made of it is shared by all.
    package func broadcast(
        name: String, payload: ByteBuffer, namespace: String = "/events", to audience: SocketAudience = .everyone
    ) {
        let message = SocketPacket.event(name, payload, in: namespace).message
        self.state.withLock { state in
            for shard in state.shards.values { shard.announce(message, in: namespace, to: audience) }
        }
    }

    /// Takes those concerned out of the namespaces that they joined by who they are. A client does not come back by
    /// itself.
    package func disconnect(where isConcerned: @escaping @Sendable (SocketIdentity) -> Bool) {
        self.state.withLock { state in
            for shard in state.shards.values { shard.disconnect(where: isConcerned) }
        }
    }

    /// Asks once for each identity that is connected, and disconnects those that are no longer allowed.
    package func revalidate(_ isStillAllowed: @Sendable (SocketIdentity) async -> Bool) async throws {
        let shards = self.state.withLock { Array($0.shards.values) }
        var identities: Set<SocketIdentity> = []
        for shard in shards { identities.formUnion(try await shard.identities().get()) }
        var gone: Set<SocketIdentity> = []
        for identity in identities where await !isStillAllowed(identity) { gone.insert(identity) }
        guard !gone.isEmpty else { return }
        let refused = gone
        self.disconnect(where: { refused.contains($0) })
    }

    /// Ends all sessions and refuses new ones. Clients see their connection end, and try again until there is a server.
    package func shutdown() async throws {
        let shards = self.state.withLock { state in
            state.isShutDown = true
            return Array(state.shards.values)
        }
        for shard in shards { try await shard.close(.shutdown).get() }
    }
}

/// What connections ask for. Answers come on the loop of the connection.
extension SocketHub {
    /// Why no session may be opened now; nil if one may.
    var refusal: EngineProblem? {
        self.state.withLock { state in
            if state.isShutDown { return .ended }
            return state.sessions.count >= self.configuration.limits.maxSessions ? .tooManySessions : nil
        }
    }

    /// Opens a session that polls; its first answer is the handshake. To be called on the loop.
    func open(_ credentials: SocketCredentials, on eventLoop: any EventLoop) -> EventLoopFuture<EngineAnswer> {
        guard let (session, shard) = self.admit(.polling, on: eventLoop) else {
            return eventLoop.makeSucceededFuture(.refused(self.refusal ?? .tooManySessions))
        }
        return shard.open(session, credentials: credentials, wire: nil).poll(0)
    }

    /// Opens a session on a WebSocket. To be called on the loop.
    ///
    /// - Returns: its id; nil if there is no room.
    func open(_ credentials: SocketCredentials, wire: SocketWire, on eventLoop: any EventLoop) -> String? {
        guard let (session, shard) = self.admit(.websocket, on: eventLoop) else { return nil }
        shard.open(session, credentials: credentials, wire: wire).receive(.tick)
        return session.id
    }

    func poll(_ session: String, number: Int, on eventLoop: any EventLoop) -> EventLoopFuture<EngineAnswer> {
        let missing = EngineAnswer.refused(.invalidSession(session))
        guard let shard = self.shard(of: session) else { return eventLoop.makeSucceededFuture(missing) }
        return shard.ask(session, orElse: missing) { $0.poll(number) }.hop(to: eventLoop)
    }

    func losePoll(_ session: String, number: Int) {
        self.shard(of: session)?.tell(session) { $0.losePoll(number) }
    }

    func post(_ body: ByteBuffer, to session: String, on eventLoop: any EventLoop) -> EventLoopFuture<EngineProblem?> {
        let missing = EngineProblem.invalidSession(session)
        guard let shard = self.shard(of: session) else { return eventLoop.makeSucceededFuture(missing) }
        return shard.ask(session, orElse: missing) { $0.post(body) }.hop(to: eventLoop)
    }

    /// Asks whether a WebSocket may take over; if so, the session waits for it for a while.
    func offer(_ session: String, on eventLoop: any EventLoop) -> EventLoopFuture<EngineProblem?> {
        let missing = EngineProblem.invalidSession(session)
        guard let shard = self.shard(of: session) else { return eventLoop.makeSucceededFuture(missing) }
        return shard.ask(session, orElse: missing) { $0.offer() }.hop(to: eventLoop)
    }

    func attach(_ wire: SocketWire, to session: String) {
        guard let shard = self.shard(of: session) else { return wire.close(nil) }
        shard.tell(session) { $0.attach(wire) }
    }

    /// An accepted WebSocket did not come to be.
    func withdraw(_ session: String) {
        self.shard(of: session)?.tell(session) { $0.receive(.socketLost, from: nil) }
    }

    func receive(_ input: SocketSession.Input, for session: String, from wire: Int) {
        self.shard(of: session)?.receive(input, for: session, from: wire)
    }

    func knows(_ session: String) -> Bool { self.shard(of: session) != nil }

    private func shard(of session: String) -> SocketShard? { self.state.withLock { $0.sessions[session] } }

    private func admit(
        _ transport: SocketSession.Transport, on eventLoop: any EventLoop
    ) -> (SocketSession, SocketShard)? {
        let id = Self.makeID()
        let shard: SocketShard? = self.state.withLock { state in
            guard !state.isShutDown, state.sessions.count < self.configuration.limits.maxSessions else { return nil }
            let shard = state.shards[ObjectIdentifier(eventLoop)] ?? self.makeShard(on: eventLoop)
            state.shards[ObjectIdentifier(eventLoop)] = shard
            state.sessions[id] = shard
            return shard
        }
        guard let shard else { return nil }
        let session = SocketSession(
            id: id, transport: transport, limits: self.configuration.limits,
            namespaces: self.configuration.namespaces, at: eventLoop.now, makeID: Self.makeID)
        return (session, shard)
    }

    private func makeShard(on eventLoop: any EventLoop) -> SocketShard {
        SocketShard(on: eventLoop, hooks: self.hooks, logger: self.logger) { [weak self] session in
            self?.state.withLock { $0.sessions[session] = nil }
        }
    }

    /// 20 letters that cannot be guessed: who knows a session's id speaks for it.
    private static let makeID: @Sendable () -> String = {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var random = SystemRandomNumberGenerator()
        let drawn = (0..<20).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
        return String(decoding: drawn, as: UTF8.self)
    }
}
