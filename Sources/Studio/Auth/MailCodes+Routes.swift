import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The second factor of codes that come by mail.
package enum MailCodes {
    package static let routes: [Route] = [
        .errand(
            .get, "/auth/email-otp", "Have a code sent to someone who logs in with codes by mail.",
            .account("The person's address."), allow: .anyone,
            answers: .object("`success` is true, whoever has that address."), handler: request),
        .errand(
            .put, "/auth/email-otp", "Begin to set up codes by mail: have the first one sent.",
            allow: .person, answers: .object("`success` is true."), handler: begin
        ).forSettingUp(),
        .errand(
            .post, "/auth/email-otp", "Enable codes by mail with the first one.",
            .entry("email_otp", of: "EmailOtpSchema", "The code that came.") as Input<Phrase>,
            allow: .person, answers: .object("Recovery codes and new tokens.", TwoFactors.enabledMembers),
            handler: enable
        ).forSettingUp(),
        .errand(
            .delete, "/auth/email-otp", "Give up codes by mail, with a proof of any factor.",
            .timeCode, .mailCode, .assertion, .recoveryCode,
            allow: .person, answers: .object("`success` is true."), handler: disable
        ).forSettingUp(),
    ]

    private static let isEnabled = TwoFactors.refused("OTP by email already enabled.")

    /// - Throws: ``Problem`` 429 for an address or an account with too many requests.
    private static func request(_ errand: Errand, email: String) async throws -> Response {
        let dependencies = errand.dependencies
        for attempts in [Attempts.request, .mail(email)] {
            try dependencies.refuseTooMany(attempts, errand.arrival)
            dependencies.count(attempts, errand.arrival)
        }
        return try await errand.answerEvenly {
            try await errand.answer { call in
                if let account = try Account.named(email, in: call.data), account.isActive,
                    account.factors.hasMailCodes
                {
                    try Self.sendCode(to: account.id, call)
                }
                return TwoFactors.success
            }
        }
    }

    private static func begin(_ errand: Errand) async throws -> Response {
        let account = try await TwoFactors.account(errand)
        guard !account.factors.hasMailCodes else { throw Self.isEnabled }
        let attempts = Attempts.mail(account.id.text)
        try errand.dependencies.refuseTooMany(attempts, errand.arrival)
        errand.dependencies.count(attempts, errand.arrival)
        return try await errand.answer { call in
            // Compat: other servers on this database count their codes from it.
            try call.data.update(PersonRow.ID(account.id), ["email_otp_secret": .text(TimeCode.newSecret())])
            try Self.sendCode(to: account.id, call)
            return TwoFactors.success
        }
    }

    private static func sendCode(to person: UUID, _ call: Writing) throws {
        guard let addressee = try Addressee.of(person, call.data) else { return }
        let code = Secrets.makeDigits()
        try call.data.issue(
            code, .mailCode, for: person, lifetime: Letter.mailCodeLifetime, key: call.dependencies.tokens)
        try call.send(.mailCode(code), to: addressee)
    }

    private static func enable(_ errand: Errand, code: Phrase) async throws -> Response {
        let account = try await TwoFactors.account(errand)
        guard !account.factors.hasMailCodes else { throw Self.isEnabled }
        let attempts = Attempts.proof(account.id)
        try errand.dependencies.refuseTooMany(attempts, errand.arrival)
        let wrong = TwoFactors.wrong("OTP by email verification failed.")
        let isRight = try await errand.read { call in
            try call.data.holds(
                code.text, .mailCode, of: account.id, now: call.data.world.now(), key: call.dependencies.tokens)
        }
        guard isRight else {
            errand.dependencies.count(attempts, errand.arrival)
            throw wrong
        }
        return try await TwoFactors.enable(.mailCode, errand) { call, account in
            guard !account.factors.hasMailCodes else { throw Self.isEnabled }
            guard try call.data.redeem(code.text, .mailCode, of: account.id, key: call.dependencies.tokens) else {
                throw wrong
            }
            return ["email_otp_enabled": .bool(true)]
        }
    }

    private static func disable(
        _ errand: Errand, timeCode: String?, mailCode: String?, assertion: JSONDictionary?, recoveryCode: String?
    ) async throws -> Response {
        let proof = Proof(timeCode: timeCode, mailCode: mailCode, assertion: assertion, recoveryCode: recoveryCode)
        return try await TwoFactors.withProof(proof, errand) { account in
            account.factors.hasMailCodes ? nil : TwoFactors.refused("OTP by email not enabled.")
        } _: { call, account in
            try call.data.withdraw(.mailCode, of: account.id)
            try TwoFactors.disable(
                .mailCode, of: account, ["email_otp_enabled": .bool(false), "email_otp_secret": .null], call.data)
            return TwoFactors.success
        }
    }
}
