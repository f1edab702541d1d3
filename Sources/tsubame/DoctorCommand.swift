import ArgumentParser
import Settings

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at settings, folders, secret, clock, tools and ports: what is wrong, and how to mend it.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let report = DoctorReport(Doctor.checks(self.options.reading()))
        print(report.text, terminator: "")
        if !report.isHealthy { throw ExitCode.failure }
    }
}
