import API
import Database
import Hummingbird
import JSONBytes
import Logging
import Media
import NIOCore
import NIOPosix
import ServiceLifecycle
import Settings
import SocketIO
import Stores
import Studio
import UnixSignals

/// The whole server: one process that answers the API, sends its events and keeps its files.
package struct Server: Sendable {
    private let settings: Settings
    private let studio: StudioDatabase
    private let dependencies: Dependencies
    private let dispatcher: Dispatcher
    private let door: SocketDoor
    private let hub: SocketHub
    private let front: Front
    private let logger: Logger

    /// Opens database and store, brings the schema up to date and gives a new studio its first rows.
    ///
    /// - Throws: ``SettingsFaults`` for what whoever starts the server can mend.
    package init(_ settings: Settings, logger: Logger) async throws {
        try settings.storage.makeFolders()
        let secret = try settings.accounts.secret.load()
        self.settings = settings
        self.logger = logger
        let store = try LocalStore(folder: settings.storage.previewFolder)
        self.studio = try await StudioDatabase.open(settings, listening: true, logger: logger)
        do {
            _ = try await self.studio.database.write { try InitialData.insertAtFirstStart($0) }
        } catch {
            await self.studio.close()
            throw error
        }
        self.dependencies = Dependencies(
            settings: settings, secret: secret, store: store,
            media: MediaPool(limits: Picture.Limits(pixels: settings.storage.maximumPixels)))
        self.dispatcher = Dispatcher(
            routes: Self.routes, database: self.studio.database, dependencies: self.dependencies)
        self.door = SocketDoor(database: self.studio.database, dependencies: self.dependencies)
        self.hub = SocketHub(hooks: self.door.hooks, logger: logger)
        self.front = Front(
            dispatcher: self.dispatcher, folder: store.incoming,
            maximumUpload: settings.server.maximumUpload ?? .max, maximumBody: settings.server.maximumBody,
            proxies: TrustedProxies(settings.server.trustedProxies))
        Documents.prepare()
    }

    /// Every route that is served: the studio's and those of this server's own documents.
    package static let routes = allRoutes + Documents.routes

    /// Serves until SIGTERM or SIGINT, then finishes the answers under way. `announce` gets the lines that whoever
    /// started the server reads, once it answers.
    package func run(_ announce: @escaping @Sendable ([String]) -> Void) async throws {
        await self.sweep()
        let pump = self.startPump()
        var configuration = ServiceGroupConfiguration(
            services: self.services(announce).map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: self.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(self.settings.server.shutdownTimeout)
        let group = ServiceGroup(configuration: configuration)
        let result: Result<Void, any Error>
        do { result = .success(try await group.run()) } catch { result = .failure(self.explained(error)) }
        await self.studio.close()
        await pump.value
        await self.dependencies.media.close()
        try result.get()
    }

    /// The last one stops first: sockets let go before the HTTP server waits for its connections.
    private func services(_ announce: @escaping @Sendable ([String]) -> Void) -> [any Service] {
        let server = self.settings.server
        let port = FrontService(
            self.front, at: .hostname(server.host, port: server.port), hub: self.hub, limits: self.limits,
            logger: self.logger
        ) { channel in announce(await self.greeting(port: channel.localAddress?.port ?? server.port)) }
        var services: [any Service] = [port]
        if let port = server.eventsPort {
            services.append(
                SocketServer(
                    host: server.eventsHost, port: port, hub: self.hub, limits: self.limits, index: Documents.index,
                    group: MultiThreadedEventLoopGroup.singleton, logger: self.logger))
        }
        let mails = MailService(
            self.settings.mail, self.studio.database, self.dependencies.mailBell, self.logger)
        if let mails { services.append(mails) }
        let door = self.door
        services.append(
            SocketRevalidation(self.hub, every: .seconds(30)) { identity in await door.isStillWelcome(identity) })
        services.append(SocketShutdown(hub: self.hub))
        return services
    }

    private var limits: RequestLimits {
        var limits = RequestLimits()
        limits.deadlines.head = .seconds(Int64(self.settings.server.idleTimeout))
        limits.deadlines.body = .seconds(Int64(self.settings.server.idleTimeout))
        return limits
    }

    /// What whoever starts the server can mend, in words.
    private func explained(_ error: any Error) -> any Error {
        guard let error = error as? IOError else { return error }
        let server = self.settings.server
        let ports = [server.port, server.eventsPort].compactMap { $0 }.map(String.init).joined(separator: " or ")
        return SettingsFaults(lines: ["The server cannot listen on port \(ports) of \(server.host): \(error)"])
    }

    /// Hands every committed event to the sockets, in order, until the feed ends.
    private func startPump() -> Task<Void, Never> {
        let events = self.studio.feed.subscribe()
        return Task {
            for await event in events {
                self.hub.broadcast(
                    name: event.name, payload: JSONValue.object(event.payload).bytes(), namespace: "/events")
            }
        }
    }

    /// Removes what a server that was killed has left half-way.
    private func sweep() async {
        do {
            let store = self.dependencies.store
            let leftovers = try await self.dependencies.fileThreads.run { try store.sweep() }
            if leftovers > 0 { self.logger.info("removed abandoned files", metadata: ["count": "\(leftovers)"]) }
            let changes = try await Previews.sweep(self.studio.database, self.dependencies)
            if changes > 0 { self.logger.info("finished changes of files", metadata: ["count": "\(changes)"]) }
        } catch {
            self.logger.warning("what a dead server left could not be removed", metadata: ["error": "\(error)"])
        }
    }

    private func greeting(port: Int) async -> [String] {
        let host = self.settings.server.host
        let url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        var lines = [
            "Tsubame \(Version.tsubame) serves the Kitsu API \(Version.api) at \(url)",
            "  database  \(self.settings.storage.database.shown)",
            "  files     \(self.settings.storage.previewFolder)",
            "  events    \(url)/socket.io/",
            "  handbook  \(url)/docs",
        ]
        let hasAdmin = try? await self.studio.database.read { reader in
            try reader.exists("SELECT 1 FROM \(PersonRow.self) WHERE role = \("admin") AND active = \(true)")
        }
        if hasAdmin == false {
            lines.append("Nobody can log in yet. Make the first administrator: tsubame create-admin you@example.com")
        }
        return lines
    }
}
