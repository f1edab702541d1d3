import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import SocketIO

/// A port that serves Socket.IO only, for proxies that expect events on a port of their own.
package struct SocketServer: Service {
    private let host: String
    private let port: Int
    private let hub: SocketHub
    private let limits: RequestLimits
    /// The answer to `/`, as JSON text.
    private let index: ByteBuffer
    private let group: any EventLoopGroup
    private let logger: Logger
    private let onRunning: @Sendable (any Channel) async -> Void

    package init(
        host: String, port: Int, hub: SocketHub, limits: RequestLimits = RequestLimits(), index: ByteBuffer,
        group: any EventLoopGroup, logger: Logger,
        onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        self.hub = hub
        self.limits = limits
        self.index = index
        self.group = group
        self.logger = logger
        self.onRunning = onRunning
    }

    /// Serves until graceful shutdown, which ends the hub's sessions and then every connection.
    package func run() async throws {
        let server = try await ServerBootstrap(group: self.group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: self.host, port: self.port) { channel in
                channel.eventLoop.makeCompletedFuture { try self.configure(channel) }.map { channel }
            }
        self.logger.info("Events are served on \(self.host):\(server.channel.localAddress?.port ?? self.port)")
        await self.onRunning(server.channel)
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await self.serve(server)
        } onCancelOrGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    private func serve(_ server: NIOAsyncChannel<any Channel, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask {
                        await withTaskCancellationHandler {
                            try? await connection.closeFuture.get()  // Why: how it ended concerns nobody.
                        } onCancel: {
                            connection.close(promise: nil)
                        }
                    }
                }
            }
            try await self.hub.shutdown()
            try await Task.sleep(for: .seconds(1))
            group.cancelAll()
        }
    }

    private func configure(_ channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        var decoder = NIOHTTPDecoderLimitConfiguration()
        decoder.maxHeaderFieldSize = self.limits.headerField
        decoder.maxHeaderListSize = self.limits.headerList
        decoder.maxHeaderFieldCount = self.limits.headerCount
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false,
            withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: decoder)
        let handlers: [any ChannelHandler] = [
            ConnectionDeadlines(self.limits.deadlines, at: channel.eventLoop.now),
            SocketHTTPHandler(self.hub, logger: self.logger),
            SocketIndexHandler(index: self.index),
        ]
        try pipeline.addHandlers(handlers)
    }
}
