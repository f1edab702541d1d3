import ArgumentParser
import Logging
import Server
import Settings
import Studio

extension InitialData.Domain: ExpressibleByArgument {}

struct InitDataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init-data", abstract: "Write the rows that a new studio starts with; those that exist stay.")

    @OptionGroup var options: SettingsOptions

    @Option(name: .shortAndLong, help: "What the studio makes.")
    var domain = InitialData.Domain.animation3D

    func run() async throws {
        let settings = try self.options.settings()
        try await Terminal.failing {
            let isNew = try await Chores.insertInitialData(
                settings, self.domain, logger: Terminal.logger(settings))
            Terminal.tell(isNew ? "The rows of a new studio are there." : "Nothing was missing.")
        }
    }
}
