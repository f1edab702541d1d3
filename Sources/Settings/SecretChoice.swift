/// Where the key that signs tokens comes from.
package enum SecretChoice: Hashable, Sendable {
    case given(String)
    /// A file that the first start makes.
    case file(SecretFile)

    /// The key itself; makes the file if there is none. Its folder must be there.
    ///
    /// - Throws: ``SettingsFaults`` when the file is not fit for use.
    /// - Returns: The key.
    package func load() throws(SettingsFaults) -> String {
        switch self {
        case .given(let secret): secret
        case .file(let file): try file.load()
        }
    }
}

/// What a key must be to sign tokens with.
package enum SecretStrength {
    /// Bytes: as many as the signatures have. A shorter key is easier to guess than they are.
    package static let minimumLength = 32

    /// Keys that stand in handbooks.
    private static let known = ["mysecretkey", "mysecretpassword", "yourrandomsecretkey", "secret", "changeme"]

    /// What is wrong with a key, to follow its name; nil if nothing is.
    package static func weakness(of secret: String) -> String? {
        if self.known.contains(secret) { return "is a key that stands in handbooks" }
        if secret.utf8.count < self.minimumLength {
            return "has \(secret.utf8.count) bytes, and at least \(self.minimumLength) are needed"
        }
        if Set(secret.utf8).count < 8 { return "repeats itself" }
        return nil
    }
}

extension SettingsReader {
    mutating func secret(dataFolder: String, isDevelopment: Bool) -> SecretChoice {
        let file = SecretFile(folder: dataFolder)
        let names = ["TSUBAME_SECRET_KEY"]
        let given = self.read(
            "SECRET_KEY", also: names, "Key that signs logins: whoever knows it is everybody.", .text,
            unset: "the file \(file.path)", isSecret: true)
        guard let given else { return .file(file) }
        if let weakness = SecretStrength.weakness(of: given) {
            let remedy = "Set it to what `openssl rand -base64 48` prints, or unset it to have one made."
            if isDevelopment {
                self.warn("SECRET_KEY \(weakness).")
            } else {
                self.fault("SECRET_KEY", nil, weakness, remedy, isSecret: true)
            }
        }
        return .given(given)
    }
}
