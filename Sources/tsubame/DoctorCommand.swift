import ArgumentParser
import Server
import Settings

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Look at settings, folders, secret, clock, tools, ports and database: what is wrong, and how to mend it.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let reading = self.options.reading()
        var checks = Doctor.checks(reading)
        checks.append(DatabaseDoctor.pictures())
        checks += await DatabaseDoctor.checks(reading.settings)
        let report = DoctorReport(checks)
        print(report.text, terminator: "")
        if !report.isHealthy { throw ExitCode.failure }
    }
}
