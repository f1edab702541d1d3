import Credentials
import Database
import FoundationEssentials
import JSONBytes

/// The second factors that a person has set up.
struct Factors: Sendable {
    enum Kind: String, Sendable {
        case timeCode = "totp"
        case mailCode = "email_otp"
        case securityKey = "fido"
    }

    /// Of the authenticator, base 32; nil when it is not enabled.
    let timeSecret: String?
    let hasMailCodes: Bool
    let hasKeys: Bool
    /// Those that can be read.
    let keys: [RegisteredKey]
    /// Those that are left.
    let recoveryCodes: [PasswordHash]
    private let chosen: Kind?

    static let columns: SQL = """
        totp_enabled, totp_secret, email_otp_enabled, fido_enabled, fido_credentials, otp_recovery_codes,
        preferred_two_factor_authentication
        """

    /// - Parameter column: Where ``columns`` begin in the row.
    init(_ row: Row, from column: Int) throws {
        func flag(_ index: Int) throws -> Bool { try row.value(column + index, as: Bool?.self) ?? false }
        self.timeSecret = try flag(0) ? row.value(column + 1, as: String?.self) : nil
        self.hasMailCodes = try flag(2)
        let keys = try row.value(column + 4, as: JSONValue?.self)?.arrayValue ?? []
        self.hasKeys = try flag(3)
        self.keys = keys.compactMap(RegisteredKey.init)
        let codes = try row.value(column + 5, as: JSONValue?.self)?.arrayValue ?? []
        self.recoveryCodes = codes.compactMap { $0.stringValue.flatMap(PasswordHash.init) }
        self.chosen = try row.value(column + 6, as: String?.self).flatMap(Kind.init)
    }

    var enabled: [Kind] {
        var kinds: [Kind] = []
        if self.timeSecret != nil { kinds.append(.timeCode) }
        if self.hasMailCodes { kinds.append(.mailCode) }
        if self.hasKeys { kinds.append(.securityKey) }
        return kinds
    }

    var isEmpty: Bool { self.enabled.isEmpty }

    /// What login asks for first; nil when there is none.
    var preferred: Kind? {
        let enabled = self.enabled
        return self.chosen.flatMap { enabled.contains($0) ? $0 : nil } ?? enabled.first
    }
}

/// What somebody shows as his second factor.
struct Proof: Sendable {
    let timeCode: String?
    let mailCode: String?
    let assertion: JSONDictionary?
    let recoveryCode: String?

    /// The one that counts: the first of those enabled; nil when none was shown.
    func applicable(_ factors: Factors) -> Shown? {
        if let code = self.timeCode, let secret = factors.timeSecret { return .timeCode(code, secret: secret) }
        if let code = self.mailCode, factors.hasMailCodes { return .mailCode(code) }
        if let object = self.assertion?.object, factors.hasKeys { return .assertion(object) }
        return self.recoveryCode.map { .recoveryCode($0.uppercased()) }
    }

    enum Shown: Sendable {
        case timeCode(String, secret: String)
        case mailCode(String)
        case assertion(JSONObject)
        case recoveryCode(String)
    }
}

/// A proof of which all is known that needs no transaction: see ``Errand/weigh(_:_:)``.
enum WeighedProof: Sendable {
    case wrong
    /// Right, whatever the database says.
    case right
    case mailCode(String)
    case assertion(JSONObject)
    /// One of the recovery codes, by its hash.
    case recoveryCode(PasswordHash)
}
