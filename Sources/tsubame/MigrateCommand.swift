import ArgumentParser
import Logging
import Server
import Settings

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database's schema up to date.",
        aliases: ["migrate-db", "init-db", "upgrade-db"])

    @OptionGroup var options: SettingsOptions

    @Flag(name: .long, help: "Tell what would be done, and do nothing.")
    var dryRun = false

    func run() async throws {
        let settings = try self.options.settings()
        try await Terminal.failing {
            if self.dryRun {
                Self.tell(try await StudioDatabase.plan(settings))
            } else {
                try await Chores.migrate(settings, logger: Terminal.logger(settings))
            }
        }
    }

    private static func tell(_ plan: [String]) {
        if plan.isEmpty { Terminal.tell("The schema is up to date: there is nothing to do.") }
        for line in plan { Terminal.tell(line) }
    }
}
