import Logging
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// From request to WebSocket: by hand, since any request of a connection may ask for it.
extension SocketHTTPHandler {
    func upgrade(_ request: SocketRequest, _ context: ChannelHandlerContext) {
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
        self.held = HeldParts()
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
