import JSONBytes
import NIOCore

/// Socket.IO: who joins which namespace, and what they say there.
extension SocketSession {
    mutating func obey(_ packet: SocketPacket) throws(SocketProtocolError) {
        switch packet.kind {
        case .connect: try self.connect(packet)
        case .disconnect: self.leave(packet.namespace)
        case .event: try self.call(packet)
        case .acknowledgement: break  // Why: the server never asks for one.
        case .connectError: throw .malformed
        }
    }

    private mutating func connect(_ packet: SocketPacket) throws(SocketProtocolError) {
        let token = try packet.token()
        guard let asks = self.namespaces[packet.namespace], self.memberships[packet.namespace] == nil else {
            return self.refuse("Unable to connect", packet.namespace)
        }
        self.idleSince = nil
        guard asks else { return self.join(packet.namespace, as: nil) }
        self.memberships[packet.namespace] = .asking
        self.perform(.authorize(namespace: packet.namespace, token: token))
    }

    mutating func authorized(_ identity: SocketIdentity?, _ namespace: String) {
        guard self.memberships[namespace] == .asking else { return }
        if let identity { return self.join(namespace, as: identity) }
        self.memberships[namespace] = nil
        self.noteIdle()
        self.refuse("Unauthorized", namespace)
    }

    private mutating func join(_ namespace: String, as identity: SocketIdentity?) {
        self.memberships[namespace] = .joined(identity)
        self.backlog.append(SocketPacket.connected(self.makeID(), in: namespace).message)
    }

    private mutating func refuse(_ reason: String, _ namespace: String) {
        self.refusals += 1
        guard self.refusals <= self.limits.maxRefusals else { return self.end(.tooManyRefusals) }
        self.backlog.append(SocketPacket.refused(reason, in: namespace).message)
    }

    private mutating func leave(_ namespace: String) {
        guard let membership = self.memberships.removeValue(forKey: namespace) else { return }
        self.noteIdle()
        if case .joined(let identity) = membership { self.perform(.left(namespace: namespace, identity)) }
    }

    mutating func expel(from namespace: String) {
        guard self.memberships[namespace] != nil else { return }
        self.leave(namespace)
        self.backlog.append(SocketPacket(.disconnect, in: namespace).message)
    }

    private mutating func noteIdle() {
        if self.memberships.isEmpty { self.idleSince = self.now }
    }

    /// Events of one client are handled one after the other. What is said to a namespace not joined is lost.
    private mutating func call(_ packet: SocketPacket) throws(SocketProtocolError) {
        let (name, arguments) = try packet.call()
        guard self.hasJoined(packet.namespace) else { return }
        guard self.calls.count < self.limits.maxWaitingEvents else { return self.end(.tooManyEvents) }
        self.calls.append(Call(namespace: packet.namespace, name: name, arguments: arguments, id: packet.id))
        if !self.isHandling { self.handleNext() }
    }

    private mutating func handleNext() {
        guard let next = self.calls.first else { return }
        self.isHandling = true
        self.perform(.handle(next))
    }

    mutating func handled(_ arguments: ByteBuffer?) {
        guard let call = self.calls.popFirst() else { return }
        self.isHandling = false
        if let arguments, let id = call.id, self.hasJoined(call.namespace) {
            let packet = SocketPacket(.acknowledgement, in: call.namespace, id: id, payload: arguments)
            self.backlog.append(packet.message)
        }
        self.handleNext()
    }
}
