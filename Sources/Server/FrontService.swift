import API
import Database
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SocketIO
import Synchronization

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
        let (front, logger, clock) = (self.front, self.logger, ResponseClock())
        let server = try HTTPServerBuilder.http1(withSockets: self.hub, limits: self.limits).buildServer(
            configuration: ServerConfiguration(address: self.address),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
            responder: { request, writer, channel in
                let log = RequestLog(logger)
                var response = await front.respond(
                    to: request, from: channel.remoteAddress?.ipAddress, log)
                response.headers[.date] = clock.date
                try await writer.write(response: response.head, body: response.body)
            }, onServerRunning: self.onRunning)
        try await server.run()
    }
}

/// The header `Date`, written once a second.
private final class ResponseClock: Sendable {
    private struct Moment {
        var second: Int64 = .min
        var text = ""
    }

    private let moment = Mutex(Moment())

    var date: String {
        let now = Timestamp.now()
        return self.moment.withLock { moment in
            if moment.second != now.seconds { moment = Moment(second: now.seconds, text: HTTPDate.text(now)) }
            return moment.text
        }
    }
}
