/// Everything that whoever runs the server may decide, read once at the start. Its parts declare their settings where they read them.
package struct Settings: Sendable {
    package let server: ServerSettings
    package let storage: StorageSettings
    package let accounts: AccountSettings
    package let frontend: FrontendSettings
    package let mail: MailSettings

    init(_ reader: inout SettingsReader) {
        self.server = ServerSettings(&reader)
        self.storage = StorageSettings(&reader)
        self.accounts = AccountSettings(
            &reader, dataFolder: self.storage.dataFolder, isDevelopment: self.server.isDevelopment)
        self.frontend = FrontendSettings(&reader)
        self.mail = MailSettings(&reader)
        reader.declareUnused()
    }
}

/// What a reading of the settings found, faults included.
package struct SettingsReading: Sendable {
    /// With defaults in the place of what is faulty.
    package let settings: Settings
    package let rows: [SettingRow]
    /// One line each. A server does not start with any.
    package let faults: [String]
    package let warnings: [String]

    /// Reads all settings; changes nothing on the machine.
    ///
    /// `overrides` are values of the command line by the names of the settings; relative paths start from `workingFolder`.
    package init(environment: [String: String], overrides: [String: String] = [:], workingFolder: String) {
        var reader = SettingsReader(environment: environment, overrides: overrides, workingFolder: workingFolder)
        self.settings = Settings(&reader)
        reader.warnOfUnknownNames()
        self.rows = reader.rows
        self.faults = reader.faults
        self.warnings = reader.warnings
    }

    /// The settings if they are fit to start a server with.
    ///
    /// - Throws: ``SettingsFaults`` with all faults at once.
    /// - Returns: The settings.
    package func checked() throws(SettingsFaults) -> Settings {
        guard self.faults.isEmpty else { throw SettingsFaults(lines: self.faults) }
        return self.settings
    }
}

/// What is wrong with the settings, one line each.
package struct SettingsFaults: Error, Hashable, Sendable, CustomStringConvertible {
    package let lines: [String]

    package init(lines: [String]) { self.lines = lines }

    package var description: String { self.lines.joined(separator: "\n") }
}

extension SettingsReader {
    /// A misspelt name would have no effect, and nobody would know.
    mutating func warnOfUnknownNames() {
        let known = Set(self.rows.flatMap { [$0.name] + $0.otherNames })
        for name in self.environment.keys.sorted() where name.hasPrefix("TSUBAME_") && !known.contains(name) {
            self.warn("\(name) is not the name of a setting.")
        }
    }
}
