import Database
import HTTPTypes
import JSONBytes

/// That people set up a second factor before they do anything else.
struct FactorRule: Sendable {
    /// Lower-case addresses of those who need none.
    let exempt: Set<String>

    /// - Throws: ``Problem`` 403 for a person without a second factor. Bots have tokens, and need none.
    func check(_ caller: Caller, in reader: Reader) throws {
        guard !caller.isBot else { return }
        let isMissing = try reader.first(Self.query(caller)) { row in
            let hasFactor = try row.bool(1)
            return try !hasFactor && !self.exempt.contains(row.value(0, as: String?.self)?.lowercased() ?? "")
        }
        if isMissing ?? false { throw Problem.withoutFactor }
    }

    /// What ``check(_:in:)`` asks.
    func queries(_ caller: Caller) -> [SQL] { caller.isBot ? [] : [Self.query(caller)] }

    private static func query(_ caller: Caller) -> SQL {
        """
        SELECT email, totp_enabled IS TRUE OR email_otp_enabled IS TRUE OR fido_enabled IS TRUE
        FROM person WHERE id = \(caller.id)
        """
    }
}

extension Problem {
    /// Compat: clients lead to the page of second factors by it.
    static let withoutFactor = Problem(
        .forbidden,
        .own([
            "error": true, "two_factor_authentication_required": true,
            "message": "Two-factor authentication setup is required. Please configure 2FA before accessing the API.",
        ]))
}
