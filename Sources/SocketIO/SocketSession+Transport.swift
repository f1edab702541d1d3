import NIOCore

/// Engine.IO: polls, frames, the change from one to the other, the heartbeat.
extension SocketSession {
    mutating func polled(_ number: Int) {
        guard self.transport == .polling else { return self.perform(.answerPoll(number, .refused(.invalidTransport))) }
        guard self.poll == nil else {
            self.perform(.answerPoll(number, .refused(.overlappingPolls)))
            return self.end(.overlappingPolls)
        }
        self.poll = number
        if case .probed = self.upgrade { self.releasePoll() }
    }

    mutating func posted(_ body: ByteBuffer) {
        guard self.transport == .polling else { return self.perform(.answerPost(.invalidTransport)) }
        guard body.readableBytes <= self.limits.maxPayload else {
            self.perform(.answerPost(.payloadTooLarge))
            return self.end(.brokenProtocol)
        }
        do {
            for packet in try EnginePayload.decode(body) where self.ended == nil { try self.obey(packet) }
            self.perform(.answerPost(nil))
        } catch {
            self.perform(.answerPost(.invalidPayload))
            self.end(.brokenProtocol)
        }
    }

    mutating func socketOffered() {
        guard self.transport == .polling, self.upgrade == .none else {
            return self.perform(.answerOffer(.invalidTransport))
        }
        self.upgrade = .offered(until: self.now + self.limits.upgradeTimeout)
        self.perform(.answerOffer(nil))
    }

    mutating func framed(_ packet: EnginePacket) {
        guard self.transport == .polling else {
            do {
                return try self.obey(packet)
            } catch {
                return self.end(.brokenProtocol)
            }
        }
        let isProbe = packet.body == ByteBuffer(string: "probe")
        switch (self.upgrade, packet.kind) {
        case (.offered(let deadline), .ping) where isProbe:
            self.upgrade = .probed(until: deadline)
            self.writeNow(EnginePacket(.pong, packet.body).text)
            self.releasePoll()
        case (.probed, .upgrade):
            self.releasePoll()
            self.transport = .websocket
            self.upgrade = .none
        default: self.breakSocket()
        }
    }

    /// A WebSocket that talks nonsense takes the session with it only if the session is on it.
    mutating func breakSocket() {
        guard self.transport == .polling else { return self.end(.brokenProtocol) }
        guard self.upgrade != .none else { return }
        self.upgrade = .none
        self.perform(.closeSocket(.brokenProtocol))
    }

    mutating func socketLost() {
        self.inFlight = 0
        guard self.transport == .polling else { return self.end(.transportClosed) }
        self.upgrade = .none
    }

    private mutating func obey(_ packet: EnginePacket) throws(SocketProtocolError) {
        switch packet.kind {
        case .pong: self.heartbeat = .resting(until: self.now + self.limits.pingInterval)
        case .message: try self.obey(SocketPacket(decoding: packet.body))
        case .close: self.end(.clientClosed)
        case .noop: break
        case .binary: throw .binary
        case .open, .ping, .upgrade: throw .malformed
        }
    }

    mutating func tick() {
        switch self.heartbeat {
        case .resting(let deadline) where deadline <= self.now:
            self.heartbeat = .asked(until: self.now + self.limits.pingTimeout)
            self.backlog.append(EnginePacket(.ping).text)
        case .asked(let deadline) where deadline <= self.now: return self.end(.pingTimeout)
        default: break
        }
        if let idleSince, idleSince + self.limits.connectTimeout <= self.now { return self.end(.noNamespace) }
        switch self.upgrade {
        case .offered(let deadline) where deadline <= self.now, .probed(let deadline) where deadline <= self.now:
            self.upgrade = .none
            self.perform(.closeSocket(nil))
        default: break
        }
    }
}

/// What leaves.
extension SocketSession {
    mutating func flush() {
        switch self.transport {
        case .polling: self.answerPoll()
        case .websocket: self.writeFrames()
        }
        if self.backlog.weight + self.inFlight > self.limits.maxBacklog { self.end(.tooSlow) }
    }

    private mutating func answerPoll() {
        guard let poll, !self.backlog.isEmpty else { return }
        let taken = self.backlog.take(packets: self.limits.packetsPerPoll, bytes: self.limits.maxPayload)
        self.poll = nil
        self.perform(.answerPoll(poll, .payload(EnginePayload.encode(taken.packets))))
    }

    /// Sends the client's poll home, with a noop if there is nothing else: it must not wait while transports change.
    private mutating func releasePoll() {
        self.answerPoll()
        guard let poll else { return }
        self.poll = nil
        self.perform(.answerPoll(poll, .payload(EnginePacket(.noop).text)))
    }

    private mutating func writeFrames() {
        let room = self.limits.maxInFlight - self.inFlight
        guard room > 0, !self.backlog.isEmpty else { return }
        let taken = self.backlog.take(packets: .max, bytes: room)
        self.inFlight += taken.weight
        self.perform(.write(taken.packets, bytes: taken.weight))
    }

    private mutating func writeNow(_ packet: ByteBuffer) {
        let weight = SocketBacklog.weight(of: packet)
        self.inFlight += weight
        self.perform(.write([packet], bytes: weight))
    }
}

extension SocketSession {
    /// True from the moment a WebSocket is accepted until it takes over or fails.
    var awaitsSocket: Bool { self.upgrade != .none }
}
