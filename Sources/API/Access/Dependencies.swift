import Credentials
import Media
import Settings
import Stores

/// What routes need besides the database.
package struct Dependencies: Sendable {
    package let settings: Settings
    package let tokens: TokenKey
    package let lifetimes: TokenLifetimes
    package let passwords: PasswordPool
    package let passwordRules: PasswordRules
    package let lockOut: LockOut
    package let strangers: Strangers
    package let throttle: Throttle
    /// Rung when mails wait to be sent.
    package let mailBell: Bell
    package let store: any Store
    package let media: MediaPool
    /// Where reading and moving files may block.
    package let fileThreads: BlockingThreads

    /// - Parameter secret: What tokens are signed with.
    package init(settings: Settings, secret: String, store: any Store, media: MediaPool) {
        let accounts = settings.accounts
        self.settings = settings
        self.tokens = TokenKey(secret: secret)
        self.lifetimes = TokenLifetimes(
            access: Int64(accounts.accessTokenLifetime), refresh: Int64(accounts.refreshTokenLifetime))
        self.passwords = PasswordPool(threads: accounts.passwordThreads, cost: accounts.passwordCost)
        self.passwordRules = PasswordRules(minimumLength: accounts.minimumPasswordLength)
        self.lockOut = LockOut(failures: accounts.maximumAttempts, seconds: Int64(accounts.lockTime))
        self.strangers = Strangers()
        self.throttle = Throttle()
        self.mailBell = Bell()
        self.store = store
        self.media = media
        self.fileThreads = .files
    }
}
