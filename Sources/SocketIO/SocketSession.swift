import JSONBytes
import NIOCore

/// One client: its transports, its heartbeat, its namespaces and what waits for it. Does no I/O: it is told what
/// happened and says what to do.
package struct SocketSession {
    package enum Input {
        /// A request asks for packets. The number tells polls of one session apart.
        case poll(Int)
        case pollLost(Int)
        case post(ByteBuffer)
        /// A WebSocket wants to take over; frames follow if it is accepted.
        case socketOffered
        case frame(EnginePacket)
        /// What came over the WebSocket was not a packet.
        case brokenFrame
        case socketLost
        /// In bytes, as counted in ``Action/write(_:bytes:)``.
        case written(bytes: Int)
        /// The end of an ``Action/authorize(namespace:token:)``.
        case authorized(SocketIdentity?, namespace: String)
        /// The end of an ``Action/handle(_:)``: the arguments of the acknowledgement as a JSON list, if there is one.
        case handled(ByteBuffer?)
        /// A message for whoever is connected to the namespace.
        case emit(ByteBuffer, namespace: String)
        /// The server takes back what it had allowed.
        case disconnect(namespace: String)
        case tick
        case close(End)
    }

    package enum Action: Equatable {
        case answerPoll(Int, EngineAnswer)
        case answerPost(EngineProblem?)
        /// Answers `socketOffered`: nil accepts it.
        case answerOffer(EngineProblem?)
        /// Text frames in order, and how many bytes they count for until ``Input/written(bytes:)``.
        case write([ByteBuffer], bytes: Int)
        case closeSocket(End?)
        case authorize(namespace: String, token: String?)
        case handle(Call)
        case left(namespace: String, SocketIdentity?)
        /// Nothing comes after it.
        case end(End)
    }

    /// Why a session is over.
    package enum End: String, Sendable {
        case clientClosed, transportClosed, pingTimeout, tooSlow, brokenProtocol, overlappingPolls
        case noNamespace, tooManyEvents, tooManyRefusals, shutdown
    }

    /// A client's event.
    package struct Call: Equatable, Sendable {
        let namespace: String
        let name: String
        let arguments: [JSONValue]
        /// Of the acknowledgement that the client waits for.
        let id: Int?
    }

    package enum Transport { case polling, websocket }

    enum Upgrade: Equatable {
        case none
        case offered(until: NIODeadline)
        case probed(until: NIODeadline)
    }
    enum Heartbeat {
        case resting(until: NIODeadline)
        case asked(until: NIODeadline)
    }
    enum Membership: Equatable {
        case asking
        case joined(SocketIdentity?)
    }

    let id: String
    let limits: SocketLimits
    /// Namespaces that may be joined; true for those that ask who is there.
    let namespaces: [String: Bool]
    let makeID: @Sendable () -> String

    package internal(set) var transport: Transport
    var upgrade = Upgrade.none
    var poll: Int?
    var backlog = SocketBacklog()
    /// In bytes: handed to the WebSocket and not yet written.
    var inFlight = 0
    var heartbeat: Heartbeat
    var memberships: [String: Membership] = [:]
    /// Since when it is in no namespace; nil while it is in one.
    var idleSince: NIODeadline?
    var refusals = 0
    var calls = CircularBuffer<Call>()
    var isHandling = false
    var ended: End?
    var now: NIODeadline
    private var actions: [Action] = []

    package init(
        id: String, transport: Transport, limits: SocketLimits, namespaces: [String: Bool], at now: NIODeadline,
        makeID: @escaping @Sendable () -> String
    ) {
        self.id = id
        self.transport = transport
        self.limits = limits
        self.namespaces = namespaces
        self.makeID = makeID
        self.now = now
        self.heartbeat = .resting(until: now + limits.pingInterval)
        self.idleSince = now
        self.backlog.append(self.opening)
    }

    package mutating func received(_ input: Input, at now: NIODeadline) -> [Action] {
        self.now = now
        if self.ended == nil { self.take(input) } else { self.takeLate(input) }
        if self.ended == nil { self.flush() }
        defer { self.actions = [] }
        return self.actions
    }

    private mutating func take(_ input: Input) {
        switch input {
        case .poll(let number): self.polled(number)
        case .pollLost(let number): if self.poll == number { self.poll = nil }
        case .post(let body): self.posted(body)
        case .socketOffered: self.socketOffered()
        case .frame(let packet): self.framed(packet)
        case .brokenFrame: self.breakSocket()
        case .socketLost: self.socketLost()
        case .written(let bytes): self.inFlight -= bytes
        case .authorized(let identity, let namespace): self.authorized(identity, namespace)
        case .handled(let arguments): self.handled(arguments)
        case .emit(let message, let namespace):
            if case .joined? = self.memberships[namespace] { self.backlog.append(message) }
        case .disconnect(let namespace): self.expel(from: namespace)
        case .tick: self.tick()
        case .close(let reason): self.end(reason)
        }
    }

    /// A session that is over still owes an answer to requests on their way.
    private mutating func takeLate(_ input: Input) {
        switch input {
        case .poll(let number): self.perform(.answerPoll(number, .refused(.ended)))
        case .post: self.perform(.answerPost(.ended))
        case .socketOffered: self.perform(.answerOffer(.ended))
        default: break
        }
    }

    mutating func perform(_ action: Action) { self.actions.append(action) }

    mutating func end(_ reason: End) {
        guard self.ended == nil else { return }
        self.ended = reason
        if let poll {
            let noop = EnginePacket(.noop).text
            self.perform(.answerPoll(poll, reason == .clientClosed ? .payload(noop) : .refused(.ended)))
        }
        self.poll = nil
        if self.transport == .websocket || self.upgrade != .none { self.perform(.closeSocket(reason)) }
        for (namespace, membership) in self.memberships.sorted(by: { $0.key < $1.key }) {
            if case .joined(let identity) = membership { self.perform(.left(namespace: namespace, identity)) }
        }
        self.memberships = [:]
        self.backlog = SocketBacklog()
        self.calls = []
        self.perform(.end(reason))
    }
}

extension SocketSession {
    /// Who is connected to a namespace: nil if the namespace was not joined, or does not ask.
    package func identity(in namespace: String) -> SocketIdentity? {
        if case .joined(let identity)? = self.memberships[namespace] { identity } else { nil }
    }

    package func hasJoined(_ namespace: String) -> Bool {
        if case .joined? = self.memberships[namespace] { true } else { false }
    }

    package var identities: [(namespace: String, identity: SocketIdentity)] {
        self.memberships.compactMap { entry in
            if case .joined(let identity?) = entry.value { (entry.key, identity) } else { nil }
        }
    }

    private var opening: ByteBuffer {
        var writer = JSONWriter(capacity: 160)
        writer.beginObject()
        writer.key("sid")
        writer.string(self.id)
        writer.key("upgrades")
        writer.beginArray()
        if self.transport == .polling { writer.string("websocket" as StaticString) }
        writer.endArray()
        writer.key("pingTimeout")
        writer.int(self.limits.pingTimeout.nanoseconds / 1_000_000)
        writer.key("pingInterval")
        writer.int(self.limits.pingInterval.nanoseconds / 1_000_000)
        writer.key("maxPayload")
        writer.int(self.limits.maxPayload)
        writer.endObject()
        return EnginePacket(.open, writer.take()).text
    }
}
