import API
import Database
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import SocketIO
import StudioTesting
import Synchronization

@testable import Server

/// The front door with routes of a test's own, on a free port of the loopback.
struct FrontBench: Sendable {
    let port: Int
    /// Where files of forms wait.
    let folder: String
    private let services: ServiceGroup

    static func run(
        _ routes: [API.Route], maximumUpload: Int = 1 << 20, maximumBody: Int = 4096, logger: Logger? = nil,
        _ body: @escaping @Sendable (FrontBench) async throws -> Void
    ) async throws {
        try await withDatabase(on: .sqlite) { database in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let dependencies = try Dependencies.forTests(in: folder.path)
            let uploads = folder.path + "/uploads"
            try FileManager.default.createDirectory(atPath: uploads, withIntermediateDirectories: true)
            let front = Front(
                dispatcher: Dispatcher(routes: routes, database: database, dependencies: dependencies),
                folder: uploads, maximumUpload: maximumUpload, maximumBody: maximumBody)
            try await Self.serve(front, folder: uploads, logger, body)
        }
    }

    private static func serve(
        _ front: Front, folder: String, _ given: Logger?, _ body: @escaping @Sendable (FrontBench) async throws -> Void
    ) async throws {
        var logger = given ?? Logger(label: "test")
        if given == nil { logger.logLevel = .critical }
        let hub = SocketHub(SocketConfiguration(), hooks: SocketHooks(authorize: { _ in nil }), logger: logger)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = FrontService(
            front, at: .hostname("127.0.0.1", port: 0), hub: hub, logger: logger
        ) { port.yield($0.localAddress?.port ?? 0) }
        let services = ServiceGroup(configuration: .init(services: [.init(service: application)], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var found = ports.makeAsyncIterator()
            let bench = FrontBench(port: await found.next() ?? 0, folder: folder, services: services)
            try await body(bench)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    func shutDown() async { await self.services.triggerGracefulShutdown() }

    func connect<Answer>(_ body: (RawConnection) async throws -> Answer) async throws -> Answer {
        try await RawConnection.open(to: self.port, body)
    }

    /// Files of forms that are on disk now.
    var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: self.folder)) ?? [] }
}

/// A sign that one side of a test gives the other.
final class Sign: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (self.stream, self.continuation) = AsyncStream.makeStream(of: Void.self) }

    func give() { self.continuation.finish() }
    func wait() async { for await _ in self.stream {} }
}

/// Keeps what is logged.
struct Recorder: LogHandler {
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { self.lines.withLock { $0 } }
        func add(_ line: String) { self.lines.withLock { $0.append(line) } }
    }

    let lines: Lines
    var logLevel = Logger.Level.warning
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let metadata = self.metadata.merging(event.metadata ?? [:]) { $1 }
        self.lines.add("\(event.level) \(event.message) \(metadata.keys.sorted()) \(metadata["error"] ?? "")")
    }
}
