import ArgumentParser
import Logging
import Server
import Settings

struct OpenAPICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the description of the API (OpenAPI 3.1).")

    func run() async throws { print(Documents.text, terminator: "") }
}
