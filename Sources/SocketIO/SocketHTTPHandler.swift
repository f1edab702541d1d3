import Logging
import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// Takes the requests that are Socket.IO's out of a connection and answers them; all others pass untouched, whatever came
/// before or comes after them. Belongs right behind NIO's HTTP/1 codec, which must be set up without validation of outbound
/// headers: on a WebSocket it would be in the way.
///
/// Requests are answered in their order: one that must wait for the answer to an earlier one is held, and nothing more is
/// read meanwhile.
package final class SocketHTTPHandler: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    private enum Mode {
        case open
        /// In the midst of a request that is not ours.
        case passing
        case collecting(SocketRequest, ByteBuffer)
        /// Our answer is due; the poll that it waits for, if it is one.
        case answering(poll: (session: String, number: Int)?)
        /// The connection is a WebSocket, or closes: nothing is heard any more.
        case done
    }

    private static let polls = Atomic<Int>(1)

    let hub: SocketHub
    let logger: Logger
    private var mode = Mode.open
    /// False for a body that nobody would read: it is not kept.
    private var isBodyWanted = false
    /// Requests that passed and are not answered yet.
    private var unanswered = 0
    private var held = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
    private var isReadHeld = false
    /// The server goes down: the next answer is the last.
    private var isQuiescing = false

    package init(_ hub: SocketHub, logger: Logger) {
        self.hub = hub
        self.logger = logger
    }
}

/// The gate: what passes, what is ours, what waits.
extension SocketHTTPHandler {
    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = self.unwrapInboundIn(data)
        guard self.held.isEmpty, self.canTake(part) else { return self.held.append(part) }
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

    private func release(_ context: ChannelHandlerContext) {
        guard !self.held.isEmpty else { return }
        while let part = self.held.first, self.canTake(part) {
            self.held.removeFirst()
            self.take(part, context)
        }
        context.fireChannelReadComplete()
        guard self.held.isEmpty, self.isReadHeld else { return }
        self.isReadHeld = false
        context.read()
    }

    package func read(context: ChannelHandlerContext) {
        guard self.held.isEmpty else {
            self.isReadHeld = true
            return
        }
        context.read()
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
        self.held = []
    }
}

/// Our requests.
extension SocketHTTPHandler {
    private func answer(_ request: SocketRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
        self.mode = .answering(poll: nil)
        if request.head.method == .OPTIONS { return self.respond(.ok, Self.fine, request, context) }
        guard request.head.method == .GET || request.head.method == .POST else {
            return self.refuse(.methodNotFound, request, context)
        }
        if let problem = self.originProblem(request) ?? request.problem {
            return self.refuse(problem, request, context)
        }
        if request.head.method == .POST { return self.post(body, request, context) }
        request.transport == "websocket" ? self.upgrade(request, context) : self.poll(request, context)
    }

    private static let fine = ByteBuffer(string: "OK")

    private func originProblem(_ request: SocketRequest) -> EngineProblem? {
        let origins = self.hub.configuration.origins
        guard !origins.isEmpty, let origin = request.head.headers.first(name: "origin") else { return nil }
        if origins.contains(origin) || origin.hasSuffix("://" + (request.head.headers.first(name: "host") ?? "/")) {
            return nil
        }
        return .originNotAllowed
    }

    private func post(_ body: ByteBuffer, _ request: SocketRequest, _ context: ChannelHandlerContext) {
        guard let session = request.session else { return self.refuse(.invalidSession("None"), request, context) }
        self.hub.post(body, to: session, on: context.eventLoop).assumeIsolated().whenSuccess { problem in
            if let problem { return self.refuse(problem, request, context) }
            self.respond(.ok, Self.fine, request, context)
        }
    }

    private func poll(_ request: SocketRequest, _ context: ChannelHandlerContext) {
        let answer: EventLoopFuture<EngineAnswer>
        if let session = request.session {
            let number = Self.polls.wrappingAdd(1, ordering: .relaxed).newValue
            self.mode = .answering(poll: (session, number))
            answer = self.hub.poll(session, number: number, on: context.eventLoop)
        } else {
            let credentials = SocketCredentials(request.head.headers, cookie: self.hub.configuration.cookie)
            answer = self.hub.open(credentials, on: context.eventLoop)
        }
        answer.assumeIsolated().whenSuccess { answer in
            switch answer {
            case .payload(let payload): self.respond(.ok, payload, request, context)
            case .refused(let problem): self.refuse(problem, request, context)
            }
        }
    }

    private func refuse(
        _ problem: EngineProblem, _ request: SocketRequest, _ context: ChannelHandlerContext,
        closing: Closing = .ifAsked
    ) {
        // Why: behind a request that asked for an upgrade the decoder reads no more.
        let closing = request.head.headers.contains(name: "upgrade") ? .atOnce : closing
        self.respond(problem.status, problem.body, request, context, closing: closing)
    }

    private enum Closing {
        case ifAsked
        case atOnce
        /// The client is still sending: an answer followed by a reset might never be read.
        case lingering
    }
    private static let linger = TimeAmount.seconds(2)

    private func respond(
        _ status: HTTPResponseStatus, _ body: ByteBuffer, _ request: SocketRequest, _ context: ChannelHandlerContext,
        closing: Closing = .ifAsked
    ) {
        guard case .answering = self.mode, context.channel.isActive else { return }
        let closes = closing != .ifAsked || !request.head.isKeepAlive || self.isQuiescing
        var headers = self.headers(status, body, request)
        if closes { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(version: request.head.version, status: status, headers: headers)
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        if request.head.method != .HEAD {
            context.write(self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        let written = context.writeAndFlush(self.wrapOutboundOut(.end(nil)))
        self.mode = closes ? .done : .open
        guard closes else { return self.release(context) }
        self.held = []
        let loop = context.eventLoop.assumeIsolated()
        written.assumeIsolated().whenComplete { _ in
            guard closing == .lingering else { return context.close(promise: nil) }
            loop.scheduleTask(in: Self.linger) { context.close(promise: nil) }
        }
    }

    private func headers(_ status: HTTPResponseStatus, _ body: ByteBuffer, _ request: SocketRequest) -> HTTPHeaders {
        let type = status == .ok && request.head.method == .GET ? "text/plain; charset=UTF-8" : "text/plain"
        var headers = HTTPHeaders([
            ("Content-Type", type), ("Content-Length", String(body.readableBytes)),
            ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"),
        ])
        headers.add(contentsOf: self.corsHeaders(request))
        return headers
    }

    private func corsHeaders(_ request: SocketRequest) -> HTTPHeaders {
        guard !self.hub.configuration.origins.isEmpty, let origin = request.head.headers.first(name: "origin"),
            self.originProblem(request) == nil
        else { return [:] }
        var headers: HTTPHeaders = [
            "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true", "Vary": "Origin",
        ]
        if request.head.method == .OPTIONS {
            headers.add(name: "Access-Control-Allow-Methods", value: "OPTIONS, GET, POST")
            headers.add(name: "Access-Control-Allow-Headers", value: "Authorization, Content-Type")
        }
        return headers
    }
}

/// From request to WebSocket: by hand, since any request of a connection may ask for it.
extension SocketHTTPHandler {
    private func upgrade(_ request: SocketRequest, _ context: ChannelHandlerContext) {
        let allowed: EventLoopFuture<EngineProblem?> =
            if let session = request.session {
                self.hub.offer(session, on: context.eventLoop)
            } else {
                context.eventLoop.makeSucceededFuture(self.hub.refusal)
            }
        allowed.assumeIsolated().whenSuccess { problem in
            if let problem { return self.refuse(problem, request, context) }
            self.acceptUpgrade(request, context)
        }
    }

    private func acceptUpgrade(_ request: SocketRequest, _ context: ChannelHandlerContext) {
        let limit = self.hub.configuration.limits.maxPayload
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: limit,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        upgrader.buildUpgradeResponse(
            channel: context.channel, upgradeRequest: request.head, initialResponseHeaders: [:]
        ).assumeIsolated().whenComplete { result in
            guard case .success(let headers) = result else {
                if let session = request.session { self.hub.withdraw(session) }
                return self.refuse(.invalidUpgrade, request, context)
            }
            self.replaceCodec(headers, request, context)
        }
    }

    /// The decoder leaves before the client hears 101, so that no byte of the new protocol reaches it.
    private func replaceCodec(_ headers: HTTPHeaders, _ request: SocketRequest, _ context: ChannelHandlerContext) {
        self.remove(ByteToMessageHandler<HTTPRequestDecoder>.self, context).assumeIsolated().flatMap {
            var headers = headers
            headers.replaceOrAdd(name: "Upgrade", value: "websocket")
            headers.replaceOrAdd(name: "Connection", value: "Upgrade")
            let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
            context.writeAndFlush(self.wrapOutboundOut(.head(head)), promise: nil)
            return self.remove(HTTPResponseEncoder.self, context)
        }.flatMapThrowing {
            try self.startWebSocket(request, context)
        }.whenFailure { error in
            self.logger.debug("WebSocket upgrade failed", metadata: ["error": "\(error)"])
            if let session = request.session { self.hub.withdraw(session) }
            context.close(promise: nil)
        }
    }

    private func remove<Handler: RemovableChannelHandler>(
        _ type: Handler.Type, _ context: ChannelHandlerContext
    ) -> EventLoopFuture<Void> {
        do {
            let pipeline = context.pipeline.syncOperations
            return pipeline.removeHandler(try pipeline.handler(type: type))
        } catch {
            return context.eventLoop.makeFailedFuture(error)
        }
    }

    private func startWebSocket(_ request: SocketRequest, _ context: ChannelHandlerContext) throws {
        let pipeline = context.pipeline.syncOperations
        let limit = self.hub.configuration.limits.maxPayload
        self.mode = .done
        self.held = []
        if let deadlines = try? pipeline.handler(type: ConnectionDeadlines.self) {
            pipeline.removeHandler(deadlines, promise: nil)
        }
        let handlers: [any ChannelHandler] = [
            WebSocketFrameEncoder(),
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limit)),
            SocketFrameHandler(
                self.hub, session: request.session,
                credentials: SocketCredentials(request.head.headers, cookie: self.hub.configuration.cookie)),
        ]
        try pipeline.addHandlers(handlers, position: .before(self))
    }
}
