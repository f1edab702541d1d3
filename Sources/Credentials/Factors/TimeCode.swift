import Crypto

/// The six digits that an authenticator shows for half a minute (RFC 6238 with SHA-1, which all of them know).
package struct TimeCode: Sendable {
    private let key: SymmetricKey

    /// Seconds that a code is shown.
    private static let period: Int64 = 30
    /// Codes before and after the present one that are taken: clocks differ, and people type slowly.
    private static let tolerance: Int64 = 1

    /// - Parameter secret: Base 32, as the person's row keeps it.
    /// - Returns: Nil for a text that is no secret.
    package init?(secret: String) {
        guard let bytes = Base32.decode(secret), bytes.count >= 10 else { return nil }
        self.key = SymmetricKey(data: bytes)
    }

    /// A secret of 160 bits: 32 letters.
    package static func newSecret() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base32.encode(Secrets.bytes(20, using: &generator))
    }

    /// Whether `code` is shown at about the moment `now`, in seconds since 1970.
    package func accepts(_ code: String, now: Int64) -> Bool {
        let step = now / Self.period
        var isRight = false
        for step in (step - Self.tolerance)...(step + Self.tolerance) where Secrets.areEqual(self.code(step), code) {
            isRight = true
        }
        return isRight
    }

    /// The code of a moment in seconds since 1970.
    package func code(at now: Int64) -> String { self.code(now / Self.period) }

    private func code(_ step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: self.key))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        return Secrets.sixDigits(number % 1_000_000)
    }
}

extension Secrets {
    static func sixDigits(_ number: UInt32) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// What an application's verifier is known by beforehand (RFC 7636, S256): URL-safe text.
    package static func challenge(of verifier: String) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8))))
    }

    /// Six digits that nobody can guess.
    package static func makeDigits() -> String { self.sixDigits(.random(in: 0..<1_000_000)) }

    /// So many capital letters and digits, for people to type: 5.17 bits each.
    package static func makeLetters(_ count: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return String((0..<count).map { _ in letters[.random(in: letters.indices)] })
    }
}
