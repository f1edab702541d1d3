import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Settings

/// Accounts that people make for themselves: the first one of a studio, and all where the studio wants it so.
package enum Registration {
    package static let routes: [Route] = [
        .errand(
            .post, "/auth/register",
            "Make an account: an administrator's in a studio without people; later only where registration is on.",
            .entry("email", of: schema, "One's address."), .entry("password", of: schema, "The password."),
            .entry("password_2", of: schema, "The password again."),
            .entry("first_name", of: schema, "One's first name."), .entry("last_name", of: schema, "One's last name."),
            allow: .anyone, answers: .object("`registration_success` is true."), handler: register)
    ]

    private static let schema = "RegistrationSchema"

    /// - Throws: ``Problem`` 403 when the studio has people and registration is off, 400 for what is wrong with the body.
    private static func register(
        _ errand: Errand, email: Phrase, new: Phrase, again: Phrase, first: Phrase, last: Phrase
    ) async throws -> Response {
        try errand.dependencies.refuseTooMany(.request, errand.arrival)
        errand.dependencies.count(.request, errand.arrival)
        _ = try await errand.read { try Self.role($0) }
        if let problem = EmailAddress.problem(in: email.text) { throw Problem.invalid(problem) }
        try errand.checkPassword(new.text)
        guard new == again else { throw Passwords.unlike }
        let hash = try await errand.hash(new.text)
        return try await errand.answer { call in
            let tx = call.data
            // One after the other: of several who come first, one is the first. SQLite has one writer anyway.
            if tx.dialect == .postgres { try tx.run("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE") }
            let role = try Self.role(call)
            let id = try Persons.register(
                call, email: email.text.lowercased(), first: first.text, last: last.text, role: role, hash)
            try tx.emit(.create, PersonRow.self, id.uuid)
            return .value(.object(["registration_success": true]), .created)
        }
    }

    /// What somebody new would be.
    ///
    /// - Throws: ``Problem`` 403 when nobody new may come.
    private static func role<Data: Reader>(_ call: Call<Data>) throws -> Role {
        let isEmpty = try !call.data.exists(
            "SELECT 1 FROM \(PersonRow.self) WHERE is_bot = \(false) AND is_guest = \(false)")
        if isEmpty { return .admin }
        guard call.dependencies.settings.accounts.allowsRegistration else { throw Problem.forbidden }
        return .user
    }
}
