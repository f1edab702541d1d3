import ArgumentParser
import Logging
import Server
import Settings
import Studio

struct InitDataCommand: AsyncParsableCommand {
    enum Domain: String, ExpressibleByArgument, CaseIterable {
        case flat = "2d"
        case solid = "3d"
        case effects = "vfx"
        case games
    }

    private var initialData: InitialData.Domain {
        InitialData.Domain(rawValue: self.domain.rawValue) ?? .animation3D
    }

    static let configuration = CommandConfiguration(
        commandName: "init-data", abstract: "Write the rows that a new studio starts with; those that exist stay.")

    @OptionGroup var options: SettingsOptions

    @Option(name: .shortAndLong, help: "What the studio makes.")
    var domain = Domain.solid

    func run() async throws {
        let settings = try self.options.settings()
        try await Terminal.failing {
            let isNew = try await Chores.insertInitialData(
                settings, self.initialData, logger: Terminal.logger(settings))
            Terminal.tell(isNew ? "The rows of a new studio are there." : "Nothing was missing.")
        }
    }
}
