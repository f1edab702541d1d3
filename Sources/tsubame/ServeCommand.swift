import ArgumentParser
import Logging
import Server
import Settings

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve the API and its events.")

    @OptionGroup var options: SettingsOptions

    @Option(help: "Address to listen on (TSUBAME_HOST).")
    var host: String?

    @Option(help: "Port of the API (TSUBAME_PORT).")
    var port: String?

    @Option(help: "A second port for events (TSUBAME_EVENTS_PORT).")
    var eventsPort: String?

    func run() async throws {
        let settings = try self.options.settings([
            "TSUBAME_HOST": self.host, "TSUBAME_PORT": self.port, "TSUBAME_EVENTS_PORT": self.eventsPort,
        ])
        try await Terminal.failing {
            let server = try await Server(settings, logger: Terminal.logger(settings))
            try await server.run { lines in
                for line in lines { Terminal.tell(line) }
            }
        }
    }
}
