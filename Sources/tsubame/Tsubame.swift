import ArgumentParser
import Settings

@main
struct Tsubame: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tsubame",
        abstract: "A server for the data of animation, VFX and game productions that speaks the Kitsu API.",
        version: Version.tsubame,
        subcommands: [
            ServeCommand.self, MigrateCommand.self, InitDataCommand.self, CreateAdminCommand.self, OpenAPICommand.self,
            ConfigCommand.self, DoctorCommand.self,
        ], defaultSubcommand: ServeCommand.self)
}
