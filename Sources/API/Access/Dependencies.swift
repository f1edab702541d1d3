import Credentials

/// What routes need besides the database.
package struct Dependencies: Sendable {
    package var tokens: TokenKey
    package var lifetimes: TokenLifetimes
    package var passwords: PasswordPool
    package var passwordRules: PasswordRules
    package var lockOut: LockOut

    package init(
        tokens: TokenKey, lifetimes: TokenLifetimes = TokenLifetimes(), passwords: PasswordPool,
        passwordRules: PasswordRules = PasswordRules(), lockOut: LockOut = LockOut()
    ) {
        self.tokens = tokens
        self.lifetimes = lifetimes
        self.passwords = passwords
        self.passwordRules = passwordRules
        self.lockOut = lockOut
    }
}
