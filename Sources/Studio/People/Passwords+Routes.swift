import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Changes of passwords by those who know the old one, and by administrators.
package enum Passwords {
    package static let routes: [Route] = [
        .errand(
            .post, "/auth/change-password", "Change one's own password.",
            .field("old_password", "The one until now."), .field("password", "The new one."),
            .field("password_2", "The new one again."),
            allow: .person, answers: .object("`success` is true."), handler: changeOwn),
        .errand(
            .post, "/actions/persons/{person_id}/change-password", "Give a person another password.",
            .path("person_id", malformed: .notFound()), .field("password", "The new one."),
            .field("password_2", "The new one again."),
            allow: .all([.admin, .ofPerson]), answers: .object("`success` is true."), handler: change),
    ]

    private static func changeOwn(
        _ errand: Errand, old: Phrase, new: Phrase, again: Phrase
    ) async throws -> Response {
        let account = try await errand.read { call in
            let id = try call.caller.id
            return try call.data.first(
                """
                SELECT id, active, password, login_failed_attemps, last_login_failed FROM \(PersonRow.self)
                WHERE id = \(id)
                """, Account.read)
        }
        let lockOut = errand.dependencies.lockOut
        if let account, lockOut.isClosed(account.record, now: Timestamp.now().seconds) { throw LoginProblem.closed }
        guard try await errand.verify(old.text, against: account?.hash) else {
            try await errand.write { call in try account?.fail(lockOut, in: call.data) }
            throw Problem(.badRequest, .message("Old password is wrong."))
        }
        let hash = try await errand.hash(new.text)
        guard new == again else { throw Problem(.badRequest, .message("Confirmation password doesn't match.")) }
        return try await errand.answer { call in
            try Self.write(hash, to: PersonRow.ID(call.caller.id), call.data)
        }
    }

    private static func change(
        _ errand: Errand, person: PersonRow.ID, new: Phrase, again: Phrase
    ) async throws -> Response {
        try await errand.read { _ in }
        guard new == again else {
            throw Problem.invalid(
                fields: [(field: "", message: "Value error, Confirmation password doesn't match.")])
        }
        let hash = try await errand.hash(new.text)
        return try await errand.answer { call in try Self.write(hash, to: person, call.data) }
    }

    private static func write(_ hash: PasswordHash, to person: PersonRow.ID, _ data: Transaction) throws -> Answer {
        try data.run(
            """
            UPDATE \(PersonRow.self) SET password = \(Value.bytes(Array(hash.text.utf8))),
                login_failed_attemps = 0, last_login_failed = \(Timestamp?.none), updated_at = \(data.now)
            WHERE id = \(person)
            """)
        return .value(.object(["success": true]))
    }
}

/// A text of at least one character.
struct Phrase: InputValue, Equatable {
    let text: String

    static var kind: InputKind { .text }
    init?(text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
    }
    static func read(_ json: JSONValue) -> Result<Phrase, ValueRefusal> {
        guard case .string(let text) = json else { return .failure(ValueRefusal("Input should be a valid string")) }
        guard let phrase = Phrase(text: text) else {
            return .failure(ValueRefusal("String should have at least 1 character"))
        }
        return .success(phrase)
    }
    var json: JSONValue { .string(self.text) }
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
