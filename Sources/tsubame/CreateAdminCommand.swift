import ArgumentParser
import Logging
import Server
import Settings

struct CreateAdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create-admin", abstract: "Make a person who may do everything.")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The address to log in with.")
    var email: String

    @Option(help: "The password. Asked for when it is left out, as others on this machine can read command lines.")
    var password: String?

    func run() async throws {
        let settings = try self.options.settings()
        guard let password = self.password ?? Terminal.password("Password: ") else {
            throw ValidationError("No password was given.")
        }
        try await Terminal.failing {
            try await Chores.createAdmin(
                settings, email: self.email, password: password, logger: Terminal.logger(settings))
            Terminal.tell("\(self.email) may log in and do everything.")
        }
    }
}
