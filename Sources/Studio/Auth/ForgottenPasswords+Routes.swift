import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Settings

/// The way back in for those who forgot their password: a link by mail, and what it leads to.
package enum ForgottenPasswords {
    package static let routes: [Route] = [
        .errand(
            .post, "/auth/reset-password", "Have a link sent to choose another password by.",
            .entry("email", of: "SendPasswordResetSchema", "One's address.") as Input<Phrase>,
            allow: .anyone, answers: .object("`success`, whoever has that address."), handler: request),
        .errand(
            .put, "/auth/reset-password", "Choose another password, with the token of such a link. Sessions end.",
            .entry("email", of: schema, "The address in the link."),
            .entry("token", of: schema, "The token in the link."),
            .entry("password", of: schema, "The new password."),
            .entry("password2", of: schema, "The new one again."),
            allow: .anyone, answers: .object("`success` is true."), handler: choose),
    ]

    private static let schema = "ResetPasswordSchema"
    // Compat: Kitsu looks for the words.
    private static let wrong = Problem(.badRequest, .message("Wrong or expired token."))

    /// - Throws: ``Problem`` 429 for an address or an account with too many requests.
    private static func request(_ errand: Errand, email: Phrase) async throws -> Response {
        let dependencies = errand.dependencies
        for attempts in [Attempts.request, .mail(email.text)] {
            try dependencies.refuseTooMany(attempts, errand.arrival)
            dependencies.count(attempts, errand.arrival)
        }
        return try await errand.answerEvenly {
            try await errand.answer { call in
                if call.dependencies.settings.mail.server != nil,
                    let account = try Account.named(email.text, in: call.data), account.isActive,
                    let addressee = try Addressee.of(account.id, call.data)
                {
                    let link = try call.passwordLink(for: addressee, lifetime: Letter.linkLifetime)
                    try call.send(.forgotten(link: link), to: addressee)
                }
                return .value(.object(["success": "Reset token sent"]))
            }
        }
    }

    private static func choose(
        _ errand: Errand, email: Phrase, token: Phrase, new: Phrase, again: Phrase
    ) async throws -> Response {
        try errand.dependencies.refuseTooMany(.refusal, errand.arrival)
        try errand.checkPassword(new.text)
        guard new == again else { throw Passwords.unlike }
        do {
            return try await errand.answerEvenly { try await self.choose(errand, email.text, token.text, new.text) }
        } catch let problem as Problem where problem == self.wrong {
            errand.dependencies.count(.refusal, errand.arrival)
            throw problem
        }
    }

    private static func choose(
        _ errand: Errand, _ email: String, _ token: String, _ password: String
    ) async throws -> Response {
        // Nothing is hashed for those who guess.
        let person = try await errand.read { call -> UUID? in
            guard let account = try Account.named(email, in: call.data), account.isActive else { return nil }
            let isRight = try call.data.holds(
                token, .password, of: account.id, now: call.data.world.now(), key: call.dependencies.tokens)
            return isRight ? account.id : nil
        }
        guard let person else { throw self.wrong }
        let hash = try await errand.hash(password)
        return try await errand.answer { call in
            guard try call.data.redeem(token, .password, of: person, key: call.dependencies.tokens) else {
                throw self.wrong
            }
            try call.setPassword(hash, of: person, .changed)
            return TwoFactors.success
        }
    }
}
