import API
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SocketIO

/// The port of the API: connections, and requests on their way to the front and back.
struct FrontService: Service {
    private let front: Front
    private let address: BindAddress
    private let hub: SocketHub
    private let limits: RequestLimits
    private let logger: Logger
    private let onRunning: @Sendable (any Channel) async -> Void

    init(
        _ front: Front, at address: BindAddress, hub: SocketHub, limits: RequestLimits = RequestLimits(),
        logger: Logger, onRunning: @escaping @Sendable (any Channel) async -> Void
    ) {
        self.front = front
        self.address = address
        self.hub = hub
        self.limits = limits
        self.logger = logger
        self.onRunning = onRunning
    }

    /// Serves until graceful shutdown, which lets the answers under way end.
    func run() async throws {
        let (front, logger) = (self.front, self.logger)
        let builder = HTTPServerBuilder.http1(withSockets: self.hub, reads: front, limits: self.limits)
        let server = try builder.buildServer(
            configuration: ServerConfiguration(address: self.address),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
            responder: { request, writer, channel in
                let response = await front.respond(
                    to: request, from: channel.remoteAddress?.ipAddress, RequestLog(logger))
                try await writer.write(response: response.head, body: response.body)
            }, onServerRunning: self.onRunning)
        try await server.run()
    }
}
