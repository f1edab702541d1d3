import ArgumentParser
import Logging
import Server
import Settings

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database's schema up to date.",
        aliases: ["migrate-db", "init-db", "upgrade-db"])

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try self.options.settings()
        try await Terminal.failing { try await Chores.migrate(settings, logger: Terminal.logger(settings)) }
    }
}
