/// Who gets in, and for how long.
package struct AccountSettings: Sendable {
    package let secret: SecretChoice
    /// Seconds.
    package let accessTokenLifetime: Int
    /// Seconds.
    package let refreshTokenLifetime: Int
    /// Wrong passwords that close an account for a while.
    package let maximumAttempts: Int
    /// Seconds for which it is closed.
    package let lockTime: Int
    /// Characters.
    package let minimumPasswordLength: Int
    /// Doublings of bcrypt's work.
    package let passwordCost: Int
    /// Passwords that are hashed or verified at once.
    package let passwordThreads: Int
    /// Active people at most, bots not counted.
    package let userLimit: Int
    /// Whether everybody must set up a second factor before anything else.
    package let enforcesFactor: Bool
    /// Lower-case addresses of those who need none.
    package let factorExempt: Set<String>
    /// Whether anybody may make an account for himself.
    package let allowsRegistration: Bool
    /// Refused logins and one-time codes from one address in a minute.
    package let attemptsPerAddress: Int
    /// One-time mails to one account in fifteen minutes.
    package let codesPerAccount: Int

    init(_ reader: inout SettingsReader, dataFolder: String, isDevelopment: Bool) {
        reader.section = "Accounts"
        self.secret = reader.secret(dataFolder: dataFolder, isDevelopment: isDevelopment)
        self.accessTokenLifetime = reader.read(
            "TSUBAME_ACCESS_TOKEN_LIFETIME", also: ["JWT_ACCESS_TOKEN_EXPIRES"], "How long a login lasts.",
            .seconds(in: 60...31_536_000), default: 7 * 86_400)
        self.refreshTokenLifetime = reader.read(
            "TSUBAME_REFRESH_TOKEN_LIFETIME", also: ["JWT_REFRESH_TOKEN_EXPIRES"],
            "How long scripts may renew a login without a password.", .seconds(in: 60...31_536_000),
            default: 15 * 86_400)
        self.maximumAttempts = reader.read(
            "TSUBAME_MAX_LOGIN_ATTEMPTS", "Wrong passwords that close an account for a while.", .number(in: 1...1000),
            default: 5)
        self.lockTime = reader.read(
            "TSUBAME_LOGIN_LOCK_TIME", "How long it stays closed.", .seconds(in: 1...86_400), default: 60)
        self.minimumPasswordLength = reader.read(
            "MIN_PASSWORD_LENGTH", "Characters of a new password at least.", .number(in: 1...72), default: 8)
        self.passwordCost = reader.read(
            "BCRYPT_LOG_ROUNDS", "Work to hash a password: one more doubles it.", .number(in: 10...15), default: 12)
        self.passwordThreads = reader.read(
            "TSUBAME_PASSWORD_THREADS", "Passwords that are verified at once, a quarter of a second of a core each.",
            .number(in: 1...64), default: 2)
        self.userLimit = reader.read(
            "USER_LIMIT", "Active people at most, bots not counted.", .number(in: 1...1_000_000), default: 100)
        reader.refuse(
            "AUTH_STRATEGY", "How people prove who they are.", unless: "auth_local_classic",
            "people log in with the passwords of this server")
        let consequence = "people log in with their passwords"
        reader.refuse("SAML_ENABLED", "Single sign-on with SAML.", unless: "false", consequence)
        reader.refuse("OIDC_ENABLED", "Single sign-on with OpenID Connect.", unless: "false", consequence)
        self.enforcesFactor = reader.read(
            "ENFORCE_2FA", "Whether people must set up a second factor before anything else.", .flag, default: false)
        let exempt = reader.read(
            "2FA_EXEMPT_USERS", "Addresses of those who need none, with commas between.", .text, default: "")
        self.factorExempt = Set(
            exempt.split(separator: ",").map { $0.lowercased().filter { !$0.isWhitespace } }.filter { !$0.isEmpty })
        self.allowsRegistration = reader.read(
            "ALLOW_REGISTRATION", "Whether anybody may make an account for himself.", .flag, default: false)
        self.attemptsPerAddress = reader.read(
            "TSUBAME_ATTEMPTS_PER_ADDRESS", "Refused logins and codes from one address in a minute.",
            .number(in: 1...1_000_000), default: 60)
        self.codesPerAccount = reader.read(
            "TSUBAME_CODES_PER_ACCOUNT", "One-time codes and links sent to one account in fifteen minutes.",
            .number(in: 1...1000), default: 10)
    }
}
