/// One thing that was looked at, how it is, and what to do about it.
package struct DoctorCheck: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
        case ok
        /// The server works, but something will hurt.
        case warning
        /// The server does not start or does not work.
        case failed
    }

    package let name: String
    package let outcome: Outcome
    /// What was found, as one sentence.
    package let sentence: String
    /// How to mend it; nil when there is nothing to mend.
    package let remedy: String?

    package static func ok(_ name: String, _ sentence: String) -> DoctorCheck {
        DoctorCheck(name: name, outcome: .ok, sentence: sentence, remedy: nil)
    }

    package static func warning(_ name: String, _ sentence: String, _ remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, outcome: .warning, sentence: sentence, remedy: remedy)
    }

    package static func failed(_ name: String, _ sentence: String, _ remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, outcome: .failed, sentence: sentence, remedy: remedy)
    }
}

/// What the checks say together. Checks of other rooms (the database's) are simply more of them.
package struct DoctorReport: Hashable, Sendable {
    package let checks: [DoctorCheck]

    package init(_ checks: [DoctorCheck]) { self.checks = checks }

    package var isHealthy: Bool { !self.checks.contains { $0.outcome == .failed } }

    /// A line a check, with its remedy below, and a line of summary.
    package var text: String {
        let width = self.checks.map(\.name.count).max() ?? 0
        var lines: [String] = []
        for check in self.checks {
            let name = check.name + String(repeating: " ", count: width - check.name.count)
            let outcome = check.outcome.rawValue
            lines.append("\(outcome)\(String(repeating: " ", count: 9 - outcome.count))\(name)  \(check.sentence)")
            if let remedy = check.remedy {
                lines.append(String(repeating: " ", count: 11 + width) + "→ \(remedy)")
            }
        }
        lines.append(self.summary)
        return lines.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        let failed = self.checks.count { $0.outcome == .failed }
        let warnings = self.checks.count { $0.outcome == .warning }
        if failed > 0 { return "\(failed) to mend before the server works, \(warnings) worth a look." }
        return warnings > 0 ? "The server works; \(warnings) worth a look." : "All is well."
    }
}

/// Looks at the machine; changes nothing but for files that are removed again at once.
package enum Doctor {
    /// The checks that need nothing but the settings and the machine. The tools may take some seconds, and block the calling thread.
    package static func checks(_ reading: SettingsReading) -> [DoctorCheck] {
        let settings = reading.settings
        var checks = self.settings(reading)
        checks += self.folders(settings.storage)
        checks.append(self.secret(settings.accounts.secret, isDevelopment: settings.server.isDevelopment))
        checks.append(self.clock(dataFolder: settings.storage.dataFolder))
        checks += ["ffmpeg", "ffprobe"].map { self.tool($0) }
        checks += self.ports(settings.server)
        return checks
    }

    static func settings(_ reading: SettingsReading) -> [DoctorCheck] {
        let faults = reading.faults.map { DoctorCheck.failed("settings", $0, "See `tsubame config` for all settings.") }
        let warnings = reading.warnings.map { DoctorCheck.warning("settings", $0, "Unset it if it is not meant.") }
        if faults.isEmpty, warnings.isEmpty { return [.ok("settings", "All settings make sense.")] }
        return faults + warnings
    }
}
