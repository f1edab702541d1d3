import Logging
import NIOCore

/// The sessions of one event loop. Its methods may be called from anywhere: they act on its loop, in the order of the
/// calls.
final class SocketShard: Sendable {
    let eventLoop: any EventLoop
    let hooks: SocketHooks
    private let logger: Logger
    private let onEnd: @Sendable (String) -> Void
    private let links: NIOLoopBoundBox<[String: SocketLink]>
    private let clock: NIOLoopBoundBox<RepeatedTask?>

    init(
        on eventLoop: any EventLoop, hooks: SocketHooks, logger: Logger, onEnd: @escaping @Sendable (String) -> Void
    ) {
        self.eventLoop = eventLoop
        self.hooks = hooks
        self.logger = logger
        self.onEnd = onEnd
        self.links = .makeBoxSendingValue([:], eventLoop: eventLoop)
        self.clock = .makeEmptyBox(eventLoop: eventLoop)
    }

    /// On the shard's loop only.
    func open(_ session: SocketSession, credentials: SocketCredentials, wire: SocketWire?) -> SocketLink {
        let link = SocketLink(session, credentials: credentials, wire: wire, on: self)
        self.links.value[session.id] = link
        if self.clock.value == nil {
            let second = TimeAmount.seconds(1)
            self.clock.value = self.eventLoop.scheduleRepeatedTask(initialDelay: second, delay: second) { _ in
                self.receive(.tick)
            }
        }
        return link
    }

    /// On the shard's loop only.
    func forget(_ session: String, because reason: SocketSession.End) {
        self.logger.debug("Socket session ended", metadata: ["session": "\(session)", "reason": "\(reason)"])
        self.links.value[session] = nil
        self.onEnd(session)
        guard self.links.value.isEmpty else { return }
        self.clock.value?.cancel()
        self.clock.value = nil
    }

    /// Runs on the shard's loop: at once if called there.
    func ask<Answer: Sendable>(
        _ session: String, orElse missing: Answer,
        _ body: @escaping @Sendable (SocketLink) -> EventLoopFuture<Answer>
    ) -> EventLoopFuture<Answer> {
        let run: @Sendable () -> EventLoopFuture<Answer> = {
            self.links.value[session].map(body) ?? self.eventLoop.makeSucceededFuture(missing)
        }
        return self.eventLoop.inEventLoop ? run() : self.eventLoop.flatSubmit(run)
    }

    func tell(_ session: String, _ body: @escaping @Sendable (SocketLink) -> Void) {
        self.perform {
            if let link = self.links.value[session] { body(link) }
        }
    }

    func receive(_ input: SocketSession.Input, for session: String) {
        self.tell(session) { $0.receive(input) }
    }

    func receive(_ input: SocketSession.Input, for session: String, from wire: Int) {
        self.tell(session) { $0.receive(input, from: wire) }
    }

    private func receive(_ input: SocketSession.Input) {
        for link in self.links.value.values { link.receive(input) }
    }

    private func perform(_ body: @escaping @Sendable () -> Void) {
        if self.eventLoop.inEventLoop { body() } else { self.eventLoop.execute(body) }
    }
}

/// What concerns all sessions: always in a turn of its own, so that announcements keep their order.
extension SocketShard {
    func announce(_ message: ByteBuffer, in namespace: String, to audience: SocketAudience) {
        self.eventLoop.execute {
            for link in self.links.value.values where audience.includes(link.session, in: namespace) {
                link.receive(.emit(message, namespace: namespace))
            }
        }
    }

    func disconnect(where isConcerned: @escaping @Sendable (SocketIdentity) -> Bool) {
        self.eventLoop.execute {
            for link in self.links.value.values {
                for (namespace, identity) in link.session.identities where isConcerned(identity) {
                    link.receive(.disconnect(namespace: namespace))
                }
            }
        }
    }

    func identities() -> EventLoopFuture<Set<SocketIdentity>> {
        self.eventLoop.submit { Set(self.links.value.values.flatMap { $0.session.identities.map(\.identity) }) }
    }

    func close(_ reason: SocketSession.End) -> EventLoopFuture<Void> {
        self.eventLoop.submit { self.receive(.close(reason)) }
    }
}
