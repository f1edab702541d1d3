/// Why a password is not taken.
package enum PasswordProblem: Error, Equatable, Sendable {
    case tooShort
    /// It holds U+0000.
    case null
    /// libcrypt does not make bcrypt hashes here.
    case unavailable
    /// Too many others wait to be hashed or verified: worth another try after some seconds. Answered as a 503.
    case busy(retryAfter: Int)
}

extension PasswordProblem: CustomStringConvertible {
    /// The sentence a client is shown.
    package var description: String {
        switch self {
        case .tooShort: "Password is too short."
        case .null: "Password contains a null character."
        case .unavailable: "Passwords cannot be hashed on this machine."
        case .busy: "Too many logins at once, retry in a moment."
        }
    }
}

/// What a studio asks of new passwords. Those that exist are verified as they are.
package struct PasswordRules: Sendable {
    /// Characters, as Unicode counts them.
    package let minimumLength: Int

    package init(minimumLength: Int = 8) { self.minimumLength = max(1, minimumLength) }

    package func check(_ password: String) throws(PasswordProblem) {
        guard password.unicodeScalars.count >= self.minimumLength else { throw .tooShort }
        guard !password.utf8.contains(0) else { throw .null }
    }
}
