import ArgumentParser
import Glibc
import Logging
import Settings

/// The options that every command has: the settings that differ from start to start. All others are environment variables.
struct SettingsOptions: ParsableArguments {
    @Option(help: "Folder of the database, the previews and the secret key (TSUBAME_DATA).")
    var data: String?

    @Option(help: "The database: postgresql://user:password@host/name or sqlite:path (DATABASE_URL).")
    var databaseUrl: String?

    /// What other options of a command say, by the names of the settings.
    func reading(_ more: [String: String?] = [:]) -> SettingsReading {
        let options = ["TSUBAME_DATA": self.data, "DATABASE_URL": self.databaseUrl].merging(more) { _, new in new }
        return SettingsReading(
            environment: Self.environment(), overrides: options.compactMapValues { $0 },
            workingFolder: Self.workingFolder())
    }

    /// The settings to start with; what is worth a look goes to the standard error.
    ///
    /// - Throws: `ExitCode` after every fault was told, a line each.
    /// - Returns: The settings.
    func settings(_ more: [String: String?] = [:]) throws -> Settings {
        let reading = self.reading(more)
        for line in reading.warnings { Terminal.complain("warning: \(line)") }
        do {
            return try reading.checked()
        } catch {
            for line in error.lines { Terminal.complain("error: \(line)") }
            throw ExitCode.failure
        }
    }

    private static func environment() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }

    private static func workingFolder() -> String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }
}

/// Lines for whoever started a command.
enum Terminal {
    static func tell(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }

    static func logger(_ settings: Settings) -> Logger {
        var logger = Logger(label: "tsubame") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: settings.server.logLevel) ?? .info
        return logger
    }

    /// Faults of the machine are told as lines, not as a trace.
    static func failing(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let faults as SettingsFaults {
            for line in faults.lines { self.complain("error: \(line)") }
            throw ExitCode.failure
        }
    }

    static func complain(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
