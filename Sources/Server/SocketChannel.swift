import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import SocketIO

/// Hummingbird's HTTP/1 channel with the Socket.IO handler and the deadlines in front of it, and the lane for reads
/// behind it.
struct SocketChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let http: HTTP1Channel
    private let hub: SocketHub
    private let reads: Front?
    private let deadlines: ConnectionDeadlines.Limits

    init(_ http: HTTP1Channel, hub: SocketHub, reads: Front?, deadlines: ConnectionDeadlines.Limits) {
        self.reads = reads
        self.http = http
        self.hub = hub
        self.deadlines = deadlines
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        self.http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let handlers: [any ChannelHandler] = [
                ConnectionDeadlines(self.deadlines, at: channel.eventLoop.now),
                SocketHTTPHandler(self.hub, logger: logger),
                ContinueHandler(),
            ]
            try pipeline.addHandlers(handlers, position: .after(decoder))
            if let reads {
                let last = try pipeline.handler(type: HTTPConnectionStateHandler.self)
                try pipeline.addHandler(ReadLane(reads, logger: logger), position: .after(last))
            }
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await self.http.handle(value: value, logger: logger)
        }
    }
}

/// What a request's head may weigh, and how long a client may take to send one.
package struct RequestLimits: Sendable {
    /// In bytes: one header field, and all of them.
    package var headerField = 32 << 10
    package var headerList = 64 << 10
    package var headerCount = 200
    package var deadlines = ConnectionDeadlines.Limits()

    package init() {}
}

extension HTTPServerBuilder {
    /// HTTP/1 with Socket.IO on the same port, where `reads` answers what it can before a task is asked; nil for nobody.
    static func http1(withSockets hub: SocketHub, reads: Front?, limits: RequestLimits) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            // Why no idle time-out here: Hummingbird's would end WebSockets too. `ConnectionDeadlines` keeps it.
            let configuration = HTTP1Channel.Configuration(
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: limits.headerField, maxHeaderListSize: limits.headerList,
                    maxHeaderFieldCount: limits.headerCount))
            let http = HTTP1Channel(responder: responder, configuration: configuration)
            return SocketChannel(http, hub: hub, reads: reads, deadlines: limits.deadlines)
        }
    }
}
