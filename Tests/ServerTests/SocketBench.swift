import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SocketIO

@testable import Server

/// A house with one page and both socket ports, on free ports of the loopback.
struct SocketBench {
    let hub: SocketHub
    /// Pages and sockets.
    let port: Int
    /// Sockets only.
    let eventsPort: Int
    private let services: ServiceGroup

    /// Tokens are names; `mallory` is refused.
    static func run(
        _ configuration: SocketConfiguration = SocketConfiguration(), limits: RequestLimits = RequestLimits(),
        _ body: @escaping @Sendable (SocketBench) async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let hooks = SocketHooks(
            authorize: { credentials in
                credentials.token.flatMap { $0 == "mallory" ? nil : SocketIdentity(subject: $0, token: "t") }
            },
            onEvent: { event in
                event.name == "who" ? ByteBuffer(string: #"["\#(event.identity?.subject ?? "")"]"#) : nil
            })
        let hub = SocketHub(configuration, hooks: hooks, logger: logger)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let (eventsPorts, eventsPort) = AsyncStream.makeStream(of: Int.self)
        let services = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: pages(hub, limits, logger) { port.yield($0.localAddress?.port ?? 0) }),
                    .init(
                        service: SocketServer(
                            host: "127.0.0.1", port: 0, hub: hub, limits: limits,
                            index: ByteBuffer(string: #"{"api":1}"#),
                            group: MultiThreadedEventLoopGroup.singleton, logger: logger
                        ) { eventsPort.yield($0.localAddress?.port ?? 0) }),
                ], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var (first, second) = (ports.makeAsyncIterator(), eventsPorts.makeAsyncIterator())
            let bench = SocketBench(
                hub: hub, port: await first.next() ?? 0, eventsPort: await second.next() ?? 0, services: services)
            try await body(bench)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    func shutDown() async { await self.services.triggerGracefulShutdown() }

    private static func pages(
        _ hub: SocketHub, _ limits: RequestLimits, _ logger: Logger,
        onRunning: @escaping @Sendable (any Channel) async -> Void
    ) -> some Service {
        let router = Router()
        router.get("/") { _, _ in "page" }
        router.post("/echo") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            return Response(status: .ok, body: ResponseBody(byteBuffer: body))
        }
        return Application(
            router: router, server: .http1(withSockets: hub, reads: nil, limits: limits),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: onRunning, logger: logger)
    }
}
