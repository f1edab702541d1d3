import ArgumentParser
import Settings

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract:
            "Show every setting: its value, where that came from, its default and its meaning. Secrets are hidden.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let reading = self.options.reading()
        print(SettingsTable.render(reading), terminator: "")
        if !reading.faults.isEmpty { throw ExitCode.failure }
    }
}
