import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Settings

/// Changes of passwords by those who know the old one, and by administrators.
package enum Passwords {
    package static let routes: [Route] = [
        .errand(
            .post, "/auth/change-password", "Change one's own password. Other sessions of the person end.",
            .entry("old_password", of: schema, "The one until now."), .entry("password", of: schema, "The new one."),
            .entry("password_2", of: schema, "The new one again."),
            allow: .person, answers: .object("`success` is true."), handler: changeOwn),
        .errand(
            .post, "/actions/persons/{person_id}/change-password",
            "Give a person another password. The person's sessions end.",
            .path("person_id", malformed: .notFound()), .entry("password", of: schema, "The new one."),
            .entry("password_2", of: schema, "The new one again."),
            allow: .all([.admin, .ofPerson]), answers: .object("`success` is true."), handler: change),
        .post(
            "/actions/persons/{person_id}/reset-password-link", "A link for a person to choose a password by, once.",
            .path("person_id", malformed: .notFound()),
            allow: .all([.admin, .ofPerson]), answers: .object("`reset_password_link`."), handler: link),
        .change(
            .get, "/actions/persons/{person_id}/invite", "Send a person a mail with a link to choose a password by.",
            .path("person_id", malformed: .notFound()),
            allow: .all([.admin, .ofPerson]), answers: .object("`success` is true, and a `message`."), handler: invite),
    ]

    private static let schema = "ChangePasswordSchema"

    private static func changeOwn(
        _ errand: Errand, old: Phrase, new: Phrase, again: Phrase
    ) async throws -> Response {
        let account = try await errand.read { try Account.of(try $0.caller.id, in: $0.data) }
        guard let account else { throw Problem.forbidden }
        let lockOut = errand.dependencies.lockOut
        if lockOut.isClosed(account.record, now: Timestamp.now().seconds) { throw LoginProblem.closed }
        guard try await errand.verify(old.text, against: account.hash) else {
            try await errand.write { call in try account.fail(lockOut, in: call.data) }
            throw Problem(.badRequest, .message("Old password is wrong."))
        }
        let hash = try await errand.hash(new.text)
        guard new == again else { throw self.unlike }
        return try await errand.answer { call in
            guard try account.locked(in: call.data)?.hash == account.hash else {
                throw Problem(.badRequest, .message("Old password is wrong."))
            }
            try call.setPassword(hash, of: account.id, .changed, keeping: try call.caller.token.session)
            return TwoFactors.success
        }
    }

    static let unlike = Problem(.badRequest, .message("Confirmation password doesn't match."))

    private static func change(
        _ errand: Errand, person: PersonRow.ID, new: Phrase, again: Phrase
    ) async throws -> Response {
        try await errand.read { _ in }
        guard new == again else {
            throw Problem.invalid(
                fields: [(field: "", message: "Value error, Confirmation password doesn't match.")])
        }
        let hash = try await errand.hash(new.text)
        return try await errand.answer { call in
            let caller = try call.caller
            let kept = caller.id == person.uuid ? caller.token.session : nil
            try call.setPassword(hash, of: person.uuid, .changedByAdministrator, keeping: kept)
            return TwoFactors.success
        }
    }

    private static func link(_ call: Writing, person: PersonRow.ID) throws -> Answer {
        guard let addressee = try Addressee.of(person.uuid, call.data) else {
            throw Problem(.badRequest, .message("This person has no address."))
        }
        let link = try call.passwordLink(for: addressee, lifetime: Letter.linkLifetime)
        return .value(.object(["reset_password_link": .string(link)]))
    }

    private static func invite(_ call: Writing, person: PersonRow.ID) throws -> Answer {
        if let addressee = try Addressee.of(person.uuid, call.data) {
            let link = try call.passwordLink(for: addressee, lifetime: Letter.invitationLifetime)
            try call.send(.invitation(link: link + "&type=new"), to: addressee)
        }
        return .value(.object(["success": true, "message": "Email sent"]))
    }
}

extension Call where Data == Transaction {
    /// Writes a new password, ends the person's sessions but perhaps one, and tells the person.
    func setPassword(
        _ hash: PasswordHash, of person: UUID, _ letter: Letter, keeping session: String? = nil
    ) throws {
        try self.data.run(
            """
            UPDATE \(PersonRow.self) SET password = \(Value.bytes(Array(hash.text.utf8))),
                login_failed_attemps = 0, last_login_failed = \(Timestamp?.none), updated_at = \(self.data.now)
            WHERE id = \(person)
            """)
        try self.data.withdraw(.password, of: person)
        try self.data.endSessions(of: person, keeping: session)
        if let addressee = try Addressee.of(person, self.data) { try self.send(letter, to: addressee) }
    }

    /// A link to the page where a password is chosen, which opens it once. `lifetime` is in seconds.
    func passwordLink(for addressee: Addressee, lifetime: Int64) throws -> String {
        let token = Secrets.makeLetters(64)
        try self.data.issue(
            token, .password, for: addressee.id, lifetime: lifetime, replacing: false, key: self.dependencies.tokens)
        let site = self.dependencies.settings.mail.site
        return "\(site)/reset-change-password?email=\(Authenticator.escaped(addressee.email))&token=\(token)"
    }
}

extension Permission {
    /// The address names a person and no bot.
    ///
    /// Throws ``Problem`` 404 when it names nobody.
    static let ofPerson = Permission.rule("only about people, not bots") { _, reader, object in
        let isBot = try object.id.flatMap { try reader.one("SELECT is_bot FROM person WHERE id = \($0)", Bool.self) }
        guard let isBot else { throw Problem.notFound() }
        return !isBot
    }
}
