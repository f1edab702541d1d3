import NIOCore
import NIOWebSocket
import Synchronization

/// A WebSocket: puts messages together from frames, answers pings and closes, keeps to the limits.
final class SocketFrameHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private static let wires = Atomic<Int>(1)
    /// How long a peer may take to answer a close frame.
    private static let patience = TimeAmount.seconds(3)

    private let hub: SocketHub
    private let credentials: SocketCredentials
    private let wire: Int
    /// Nil until a session opens on this WebSocket.
    private var session: String?
    private var fragments: (opcode: WebSocketOpcode, bytes: ByteBuffer)?
    private var isClosing = false

    init(_ hub: SocketHub, session: String?, credentials: SocketCredentials) {
        self.hub = hub
        self.session = session
        self.credentials = credentials
        self.wire = Self.wires.wrappingAdd(1, ordering: .relaxed).newValue
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let wire = self.makeWire(context)
        if let session { return self.hub.attach(wire, to: session) }
        self.session = self.hub.open(self.credentials, wire: wire, on: context.eventLoop)
        if self.session == nil { self.close(context, .unknown(1013)) }
    }

    private func makeWire(_ context: ChannelHandlerContext) -> SocketWire {
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let loop = context.eventLoop
        return SocketWire(
            id: self.wire,
            send: { frames in
                let promise = loop.makePromise(of: Void.self)
                Self.run(on: loop) { bound.value.handler.send(frames, bound.value.context, promise) }
                return promise.futureResult
            },
            close: { reason in
                Self.run(on: loop) { bound.value.handler.close(bound.value.context, Self.code(for: reason)) }
            })
    }

    private static func run(on loop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
        if loop.inEventLoop { body() } else { loop.execute(body) }
    }

    private static func code(for reason: SocketSession.End?) -> WebSocketErrorCode {
        switch reason {
        case nil, .clientClosed, .transportClosed: .normalClosure
        case .shutdown: .goingAway
        case .brokenProtocol: .protocolError
        default: .policyViolation
        }
    }

    private func send(_ messages: [ByteBuffer], _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>) {
        guard !self.isClosing, let last = messages.last else { return promise.fail(ChannelError.ioOnClosedChannel) }
        for message in messages.dropLast() {
            context.write(self.wrapOutboundOut(WebSocketFrame(fin: true, opcode: .text, data: message)), promise: nil)
        }
        let frame = WebSocketFrame(fin: true, opcode: .text, data: last)
        context.writeAndFlush(self.wrapOutboundOut(frame), promise: promise)
    }

    private func close(_ context: ChannelHandlerContext, _ code: WebSocketErrorCode) {
        guard !self.isClosing else { return }
        self.isClosing = true
        var body = context.channel.allocator.buffer(capacity: 2)
        body.write(webSocketErrorCode: code)
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: body)
        context.writeAndFlush(self.wrapOutboundOut(frame), promise: nil)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.patience) { bound.value.close(promise: nil) }
    }

    /// The peer is at fault: the session hears of it first.
    private func fail(_ context: ChannelHandlerContext, _ code: WebSocketErrorCode) {
        self.close(context, code)
        self.tell(.brokenFrame)
    }

    private func tell(_ input: SocketSession.Input) {
        if let session { self.hub.receive(input, for: session, from: self.wire) }
    }
}

/// What comes in.
extension SocketFrameHandler {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = self.unwrapInboundIn(data)
        guard !self.isClosing || frame.opcode == .connectionClose else { return }
        // Why: RFC 6455 5.1, a client masks each frame; 5.2, reserved bits belong to extensions, and none was agreed
        // on.
        guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            return self.fail(context, .protocolError)
        }
        switch frame.opcode {
        case .text, .binary, .continuation: self.collect(frame, context)
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
            context.writeAndFlush(self.wrapOutboundOut(pong), promise: nil)
        case .pong: break
        case .connectionClose: self.closed(frame, context)
        default: self.fail(context, .protocolError)
        }
    }

    private func collect(_ frame: WebSocketFrame, _ context: ChannelHandlerContext) {
        let isContinuation = frame.opcode == .continuation
        guard isContinuation == (self.fragments != nil) else { return self.fail(context, .protocolError) }
        let bytes = frame.unmaskedData
        guard !frame.fin || isContinuation else { return self.receive(frame.opcode, bytes, context) }
        var (opcode, collected) = self.fragments ?? (frame.opcode, ByteBuffer())
        self.fragments = nil
        guard collected.readableBytes + bytes.readableBytes <= self.hub.configuration.limits.maxPayload else {
            return self.fail(context, .messageTooLarge)
        }
        collected.writeImmutableBuffer(bytes)
        if frame.fin { self.receive(opcode, collected, context) } else { self.fragments = (opcode, collected) }
    }

    private func receive(_ opcode: WebSocketOpcode, _ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard opcode == .text else { return self.tell(.frame(EnginePacket(.binary, bytes))) }
        guard (try? bytes.getUTF8ValidatedString(at: bytes.readerIndex, length: bytes.readableBytes)) != nil else {
            return self.fail(context, .dataInconsistentWithMessage)
        }
        guard let packet = try? EnginePacket(text: bytes) else { return self.tell(.brokenFrame) }
        self.tell(.frame(packet))
    }

    private func closed(_ frame: WebSocketFrame, _ context: ChannelHandlerContext) {
        if !self.isClosing {
            var body = frame.unmaskedData
            let code = body.readWebSocketErrorCode() ?? .normalClosure
            self.close(context, code)
        }
        context.close(promise: nil)
    }

    func channelReadComplete(context: ChannelHandlerContext) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error as? NIOWebSocketError {
        case .invalidFrameLength: self.fail(context, .messageTooLarge)
        case .fragmentedControlFrame, .multiByteControlFrameLength: self.fail(context, .protocolError)
        default: context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let event as ChannelEvent where event == .inputClosed: context.close(promise: nil)
        case is ChannelShouldQuiesceEvent: self.close(context, .goingAway)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.tell(.socketLost)
        context.fireChannelInactive()
    }
}
