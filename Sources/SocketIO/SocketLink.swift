import Logging
import NIOCore

/// A session and its I/O. Lives on one event loop, the one of the connection that opened it.
final class SocketLink {
    private(set) var session: SocketSession
    private let credentials: SocketCredentials
    private let shard: SocketShard
    private var wire: SocketWire?
    private var polls: [Int: EventLoopPromise<EngineAnswer>] = [:]
    private var posts: CircularBuffer<EventLoopPromise<EngineProblem?>> = []
    private var offers: CircularBuffer<EventLoopPromise<EngineProblem?>> = []
    private var inputs: CircularBuffer<SocketSession.Input> = []
    private var isPerforming = false

    init(_ session: SocketSession, credentials: SocketCredentials, wire: SocketWire?, on shard: SocketShard) {
        self.session = session
        self.credentials = credentials
        self.wire = wire
        self.shard = shard
    }

    /// What an action causes on the spot waits until the actions before it are done.
    func receive(_ input: SocketSession.Input) {
        self.inputs.append(input)
        guard !self.isPerforming else { return }
        self.isPerforming = true
        defer { self.isPerforming = false }
        while let input = self.inputs.popFirst() {
            for action in self.session.received(input, at: self.shard.eventLoop.now) { self.perform(action) }
        }
    }

    func poll(_ number: Int) -> EventLoopFuture<EngineAnswer> {
        let promise = self.shard.eventLoop.makePromise(of: EngineAnswer.self)
        self.polls[number] = promise
        self.receive(.poll(number))
        return promise.futureResult
    }

    func losePoll(_ number: Int) {
        guard let promise = self.polls.removeValue(forKey: number) else { return }
        promise.succeed(.refused(.ended))
        self.receive(.pollLost(number))
    }

    func post(_ body: ByteBuffer) -> EventLoopFuture<EngineProblem?> {
        let promise = self.shard.eventLoop.makePromise(of: EngineProblem?.self)
        self.posts.append(promise)
        self.receive(.post(body))
        return promise.futureResult
    }

    func offer() -> EventLoopFuture<EngineProblem?> {
        let promise = self.shard.eventLoop.makePromise(of: EngineProblem?.self)
        self.offers.append(promise)
        self.receive(.socketOffered)
        return promise.futureResult
    }

    /// The WebSocket that was offered is there.
    func attach(_ wire: SocketWire) {
        guard self.session.awaitsSocket, self.wire == nil else { return wire.close(nil) }
        self.wire = wire
    }

    func receive(_ input: SocketSession.Input, from wire: Int?) {
        guard wire == self.wire?.id else { return }
        if case .socketLost = input { self.wire = nil }
        self.receive(input)
    }

    private func perform(_ action: SocketSession.Action) {
        switch action {
        case .answerPoll(let number, let answer): self.polls.removeValue(forKey: number)?.succeed(answer)
        case .answerPost(let problem): self.posts.popFirst()?.succeed(problem)
        case .answerOffer(let problem): self.offers.popFirst()?.succeed(problem)
        case .write(let frames, let bytes): self.write(frames, bytes)
        case .closeSocket(let reason):
            self.wire?.close(reason)
            self.wire = nil
        case .authorize(let namespace, let token): self.authorize(namespace, token)
        case .handle(let call): self.handle(call)
        case .left(let namespace, let identity): self.leave(namespace, identity)
        case .end(let reason): self.shard.forget(self.session.id, because: reason)
        }
    }

    private func write(_ frames: [ByteBuffer], _ bytes: Int) {
        guard let wire else { return }
        let (shard, session) = (self.shard, self.session.id)
        wire.send(frames).whenSuccess {
            shard.receive(.written(bytes: bytes), for: session, from: wire.id)
        }
    }

    private func authorize(_ namespace: String, _ token: String?) {
        var credentials = self.credentials
        credentials.payload = token
        let (shard, session, shown) = (self.shard, self.session.id, credentials)
        shard.eventLoop.makeFutureWithTask { await shard.hooks.authorize(shown) }.whenSuccess { identity in
            shard.receive(.authorized(identity, namespace: namespace), for: session)
        }
    }

    private func handle(_ call: SocketSession.Call) {
        let (shard, session) = (self.shard, self.session.id)
        let event = SocketEvent(
            name: call.name, arguments: call.arguments, namespace: call.namespace,
            identity: self.session.identity(in: call.namespace), session: session)
        shard.eventLoop.makeFutureWithTask { await shard.hooks.onEvent(event) }.whenSuccess { arguments in
            shard.receive(.handled(arguments), for: session)
        }
    }

    private func leave(_ namespace: String, _ identity: SocketIdentity?) {
        let shard = self.shard
        let departure = SocketDeparture(namespace: namespace, identity: identity, session: self.session.id)
        _ = shard.eventLoop.makeFutureWithTask { await shard.hooks.onDeparture(departure) }
    }
}
