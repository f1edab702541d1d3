import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// Takes the requests that are Socket.IO's out of a connection and answers them; all others pass untouched, whatever
/// came before or comes after them. Belongs right behind NIO's HTTP/1 codec, which must be set up without validation of
/// outbound headers: on a WebSocket it would be in the way.
///
/// Requests are answered in their order: one that must wait for the answer to an earlier one is held, and nothing more
/// is read meanwhile.
package final class SocketHTTPHandler: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    enum Mode {
        case open
        /// In the midst of a request that is not ours.
        case passing
        case collecting(SocketRequest, ByteBuffer)
        /// Our answer is due; the poll that it waits for, if it is one.
        case answering(poll: (session: String, number: Int)?)
        /// The connection is a WebSocket, or closes: nothing is heard any more.
        case done
    }

    static let polls = Atomic<Int>(1)

    let hub: SocketHub
    let logger: Logger
    var mode = Mode.open
    /// False for a body that nobody would read: it is not kept.
    private var isBodyWanted = false
    /// Requests that passed and are not answered yet.
    private var unanswered = 0
    var held = HeldParts<HTTPServerRequestPart>()
    /// The server goes down: the next answer is the last.
    private(set) var isQuiescing = false

    package init(_ hub: SocketHub, logger: Logger) {
        self.hub = hub
        self.logger = logger
    }
}

/// The gate: what passes, what is ours, what waits.
extension SocketHTTPHandler {
    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = self.unwrapInboundIn(data)
        guard self.held.isEmpty, self.canTake(part) else { return self.held.hold(part) }
        self.take(part, context)
    }

    private func canTake(_ part: HTTPServerRequestPart) -> Bool {
        switch (self.mode, part) {
        case (.answering, _): false
        case (.open, .head(let head)): self.unanswered == 0 || !SocketRequest.isAddressed(by: head.uri)
        default: true
        }
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (self.mode, part) {
        case (.open, .head(let head)) where SocketRequest.isAddressed(by: head.uri):
            let request = SocketRequest(head)
            self.isBodyWanted = request.session.map(self.hub.knows) ?? false
            self.mode = .collecting(request, ByteBuffer())
        case (.open, .head):
            self.mode = .passing
            self.unanswered += 1
            context.fireChannelRead(self.wrapInboundOut(part))
        case (.passing, _):
            if case .end = part { self.mode = .open }
            context.fireChannelRead(self.wrapInboundOut(part))
        case (.collecting(let request, var body), .body(let chunk)):
            guard self.isBodyWanted else { return }
            self.mode = .done  // Why: a second reference would copy the body for each chunk.
            body.writeImmutableBuffer(chunk)
            self.collect(request, body, context)
        case (.collecting(let request, let body), .end): self.answer(request, body, context)
        default: break
        }
    }

    private func collect(_ request: SocketRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
        guard body.readableBytes <= self.hub.configuration.limits.maxPayload else {
            self.mode = .answering(poll: nil)
            return self.refuse(.payloadTooLarge, request, context, closing: .lingering)
        }
        self.mode = .collecting(request, body)
    }

    func release(_ context: ChannelHandlerContext) {
        guard !self.held.isEmpty else { return }
        while let part = self.held.next(if: self.canTake) { self.take(part, context) }
        context.fireChannelReadComplete()
        if self.held.takeRead() { context.read() }
    }

    package func read(context: ChannelHandlerContext) {
        if self.held.mayRead() { context.read() }
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        context.write(data, promise: promise)
        guard case .end = self.unwrapOutboundIn(data), self.unanswered > 0 else { return }
        self.unanswered -= 1
        if self.unanswered == 0 { self.release(context) }
    }

    package func channelInactive(context: ChannelHandlerContext) {
        self.loseConnection()
        context.fireChannelInactive()
    }

    package func handlerRemoved(context: ChannelHandlerContext) { self.loseConnection() }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (self.mode, event) {
        case (.answering, let event as ChannelEvent) where event == .inputClosed:
            // Compat: a peer that leaves says so with a half-closed connection where the channel allows those.
            context.close(promise: nil)
        case (.answering(let poll), is ChannelShouldQuiesceEvent):
            self.isQuiescing = true
            if let poll { self.hub.losePoll(poll.session, number: poll.number) }
        case (.collecting, is ChannelShouldQuiesceEvent): self.isQuiescing = true
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    private func loseConnection() {
        if case .answering(.some(let poll)) = self.mode { self.hub.losePoll(poll.session, number: poll.number) }
        self.mode = .done
        self.held = HeldParts()
    }
}
