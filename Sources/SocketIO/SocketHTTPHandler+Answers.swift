import NIOCore
import NIOHTTP1
import Synchronization

/// Our requests.
extension SocketHTTPHandler {
    func answer(_ request: SocketRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
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

    func refuse(
        _ problem: EngineProblem, _ request: SocketRequest, _ context: ChannelHandlerContext,
        closing: Closing = .ifAsked
    ) {
        // Why: behind a request that asked for an upgrade the decoder reads no more.
        let closing = request.head.headers.contains(name: "upgrade") ? .atOnce : closing
        self.respond(problem.status, problem.body, request, context, closing: closing)
    }

    enum Closing {
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
        self.held = HeldParts()
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
