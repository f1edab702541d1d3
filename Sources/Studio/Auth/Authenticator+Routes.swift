import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Settings

/// The second factor of an authenticator's codes, and the recovery codes.
package enum Authenticator {
    package static let routes: [Route] = [
        .put(
            "/auth/totp", "Begin to set up an authenticator: its secret, and the link for its picture.",
            allow: .person, answers: .object("`totp_provisionning_uri` and `otp_secret`."), handler: begin
        ).forSettingUp(),
        .errand(
            .post, "/auth/totp", "Enable the authenticator with a first code of it.",
            .entry("totp", of: "TotpSchema", "The code that it shows.") as Input<Phrase>,
            allow: .person, answers: .object("Recovery codes and new tokens.", TwoFactors.enabledMembers),
            handler: enable
        ).forSettingUp(),
        .errand(
            .delete, "/auth/totp", "Give up the authenticator, with a proof of any factor.",
            .timeCode, .mailCode, .assertion, .recoveryCode,
            allow: .person, answers: .object("`success` is true."), handler: disable
        ).forSettingUp(),
        .errand(
            .put, "/auth/recovery-codes", "New recovery codes for the old ones, with a proof of any factor.",
            .timeCode, .mailCode, .assertion, .recoveryCode,
            allow: .person, answers: .object("`otp_recovery_codes`."), handler: renewRecoveryCodes
        ).forSettingUp(),
    ]

    private static let isEnabled = TwoFactors.refused("TOTP already enabled.")

    private static func begin(_ call: Writing) throws -> Answer {
        let id = try call.caller.id
        guard let account = try Account.of(id, in: call.data)?.locked(in: call.data) else { throw Problem.forbidden }
        guard account.factors.timeSecret == nil else { throw Self.isEnabled }
        let secret = TimeCode.newSecret()
        try call.data.update(PersonRow.ID(id), ["totp_secret": .text(secret)])
        let email = try call.data.one("SELECT email FROM \(PersonRow.self) WHERE id = \(id)", String?.self)
        let studio = try call.data.one(
            "SELECT name FROM \(OrganisationRow.self) ORDER BY created_at, id LIMIT 1", String.self)
        let issuer = Self.escaped("Kitsu \(studio ?? "")")
        let holder = Self.escaped((email ?? nil) ?? id.text)
        let link = "otpauth://totp/\(issuer):\(holder)?secret=\(secret)&issuer=\(issuer)"
        return .value(.object(["totp_provisionning_uri": .string(link), "otp_secret": .string(secret)]))
    }

    private static func enable(_ errand: Errand, code: Phrase) async throws -> Response {
        let account = try await TwoFactors.account(errand)
        guard account.factors.timeSecret == nil else { throw Self.isEnabled }
        // Before anything is hashed for it.
        let secret = try await errand.read { try Self.secret(account.id, $0.data) }
        try Self.check(code, secret)
        return try await TwoFactors.enable(.timeCode, errand) { call, account in
            guard account.factors.timeSecret == nil else { throw Self.isEnabled }
            try Self.check(code, Self.secret(account.id, call.data))
            return ["totp_enabled": .bool(true)]
        }
    }

    private static func check(_ code: Phrase, _ secret: String?) throws {
        let isRight = secret.flatMap(TimeCode.init)?.accepts(code.text, now: Timestamp.now().seconds) ?? false
        guard isRight else { throw TwoFactors.wrong("TOTP verification failed.") }
    }

    private static func secret(_ person: UUID, _ reader: Reader) throws -> String? {
        try reader.one("SELECT totp_secret FROM \(PersonRow.self) WHERE id = \(person)", String?.self) ?? nil
    }

    private static func disable(
        _ errand: Errand, timeCode: String?, mailCode: String?, assertion: JSONDictionary?, recoveryCode: String?
    ) async throws -> Response {
        let proof = Proof(timeCode: timeCode, mailCode: mailCode, assertion: assertion, recoveryCode: recoveryCode)
        return try await TwoFactors.withProof(proof, errand) { account in
            account.factors.timeSecret == nil ? TwoFactors.refused("TOTP not enabled.") : nil
        } _: { call, account in
            try TwoFactors.disable(
                .timeCode, of: account, ["totp_enabled": .bool(false), "totp_secret": .null], call.data)
            return TwoFactors.success
        }
    }

    private static func renewRecoveryCodes(
        _ errand: Errand, timeCode: String?, mailCode: String?, assertion: JSONDictionary?, recoveryCode: String?
    ) async throws -> Response {
        let proof = Proof(timeCode: timeCode, mailCode: mailCode, assertion: assertion, recoveryCode: recoveryCode)
        let recovery = try await self.newCodes(errand)
        return try await TwoFactors.withProof(proof, errand) { account in
            account.factors.isEmpty ? TwoFactors.refused("No two factor authentication enabled.") : nil
        } _: { call, account in
            let hashes = recovery.hashes.map { Array($0.text.utf8) }
            try call.data.update(PersonRow.ID(account.id), ["otp_recovery_codes": .bytesArray(hashes)])
            return .value(.object(["otp_recovery_codes": .array(recovery.codes.map(JSONValue.string))]))
        }
    }

    /// Nothing is hashed for someone who has no factor.
    private static func newCodes(_ errand: Errand) async throws -> (codes: [String], hashes: [PasswordHash]) {
        let account = try await TwoFactors.account(errand)
        return account.factors.isEmpty ? ([], []) : try await TwoFactors.newRecoveryCodes(errand)
    }

    /// As a part of a link's path.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            let character = Character(Unicode.Scalar(byte))
            if byte < 128, character.isLetter || character.isNumber || "-._~".contains(character) {
                escaped.append(character)
            } else {
                escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return escaped
    }
}

// The proofs that routes take.
extension Input where Value == String? {
    static var timeCode: Input { .entry(optional: "totp", of: TwoFactors.schema, "A code of the authenticator.") }
    static var mailCode: Input { .entry(optional: "email_otp", of: TwoFactors.schema, "A code that came by mail.") }
    static var recoveryCode: Input {
        .entry(optional: "recovery_code", of: TwoFactors.schema, "One of the recovery codes.")
    }
}

extension Input where Value == JSONDictionary? {
    static var assertion: Input {
        .entry(
            optional: "fido_authentication_response", of: TwoFactors.schema, "What a security key has signed.")
    }
}
