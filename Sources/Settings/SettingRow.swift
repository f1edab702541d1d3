/// Where the value of a setting came from.
package enum SettingOrigin: Hashable, Sendable {
    case standard
    /// An environment variable, by its name: a setting may have several.
    case environment(String)
    case commandLine
}

extension SettingOrigin: CustomStringConvertible {
    package var description: String {
        switch self {
        case .standard: "default"
        case .environment(let name): "environment \(name)"
        case .commandLine: "command line"
        }
    }
}

/// One line of the table that `config` prints: a setting with all that there is to know about it.
package struct SettingRow: Hashable, Sendable {
    package enum Use: Hashable, Sendable {
        case used
        /// Known from the API's other servers; nothing here reads it yet.
        case later
        /// Known from the API's other servers; never needed here, for this reason.
        case needless(String)
    }

    package let section: String
    package let name: String
    /// Other environment variables that are read when `name` is not set, in this order.
    package let otherNames: [String]
    package let meaning: String
    package let expectation: String
    package let isSecret: Bool
    package let standard: String
    /// Hidden already if it is a secret.
    package let current: String
    package let origin: SettingOrigin
    package let use: Use
}
