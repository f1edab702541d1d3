import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What setting up and giving up the second factors have in common.
enum TwoFactors {
    static let schema = "TwoFactorAuthSchema"
    static let recoveryCodeCount = 16
    /// Letters and digits.
    private static let recoveryCodeLength = 10

    /// New recovery codes with their hashes.
    static func newRecoveryCodes(_ errand: Errand) async throws -> (codes: [String], hashes: [PasswordHash]) {
        let codes = (0..<self.recoveryCodeCount).map { _ in Secrets.makeLetters(self.recoveryCodeLength) }
        do {
            return (codes, try await errand.dependencies.passwords.hash(codes: codes))
        } catch let problem as PasswordProblem {
            throw Problem(problem)
        }
    }

    /// The account that a logged-in person asks for.
    static func account(_ errand: Errand) async throws -> Account {
        try await errand.read { call in
            guard let account = try Account.of(try call.caller.id, in: call.data) else { throw Problem.forbidden }
            return account
        }
    }

    /// Enables a factor whose first proof was right: with recovery codes when it is the first one, and with new tokens.
    ///
    /// - Parameters:
    ///   - kind: The factor.
    ///   - errand: Its caller enables it.
    ///   - prove: Verifies the first proof in the transaction and tells the columns to write. Throws ``Problem``.
    static func enable(
        _ kind: Factors.Kind, _ errand: Errand,
        prove: @escaping @Sendable (Writing, Account) throws -> [String: Value]
    ) async throws -> Response {
        let recovery = try await self.newRecoveryCodes(errand)
        return try await errand.answer { call in
            let tx = call.data
            let id = try call.caller.id
            guard let account = try Account.of(id, in: tx)?.locked(in: tx) else { throw Problem.forbidden }
            var values = try prove(call, account)
            let isFirst = account.factors.isEmpty
            if isFirst {
                values["otp_recovery_codes"] = .bytesArray(recovery.hashes.map { Array($0.text.utf8) })
                values["preferred_two_factor_authentication"] = .text(kind.rawValue)
            }
            try tx.update(PersonRow.ID(id), values)
            let session = try NewSession(of: id, call)
            return Answer(session.head) { _, output in
                output.json.beginObject()
                output.json.key("otp_recovery_codes")
                output.json.value(isFirst ? .array(recovery.codes.map(JSONValue.string)) : .null)
                session.write(to: output)
                output.json.endObject()
            }
        }
    }

    /// Does something that needs a proof of any factor that the caller has.
    ///
    /// - Throws: ``Problem`` 400 for a wrong proof or none, 429 after too many of them.
    static func withProof(
        _ shown: Proof, _ errand: Errand, refusal: @escaping @Sendable (Account) -> Problem?,
        _ body: @escaping @Sendable (Writing, Account) throws -> Answer
    ) async throws -> Response {
        let account = try await self.account(errand)
        if let problem = refusal(account) { throw problem }
        let attempts = Attempts.proof(account.id)
        try errand.dependencies.refuseTooMany(attempts, errand.arrival)
        let applicable = shown.applicable(account.factors)
        var weighed = WeighedProof.wrong
        if let applicable { weighed = try await errand.weigh(applicable, account.factors, now: Timestamp.now()) }
        let proof = weighed
        let response = try await errand.write { call -> Response? in
            guard let now = try account.locked(in: call.data) else { throw Problem.forbidden }
            if let problem = refusal(now) { throw problem }
            guard try call.accept(proof, of: now) else { return nil }
            // What the proof has used up is gone in the row.
            guard let rest = try account.locked(in: call.data) else { throw Problem.forbidden }
            return try body(call, rest).whole(in: call.data)
        }
        guard let response else {
            errand.dependencies.count(attempts, errand.arrival)
            throw Self.wrong("OTP verification failed.")
        }
        return response
    }

    /// Gives up a factor, in the columns that it has; with the last one go the recovery codes.
    static func disable(
        _ kind: Factors.Kind, of account: Account, _ columns: [String: Value], _ tx: Transaction
    ) throws {
        let rest = account.factors.enabled.filter { $0 != kind }
        var values = columns
        if rest.isEmpty { values["otp_recovery_codes"] = .null }
        if account.factors.preferred == kind || rest.isEmpty {
            values["preferred_two_factor_authentication"] = rest.first.map { .text($0.rawValue) } ?? .null
        }
        try tx.update(PersonRow.ID(account.id), values)
    }

    static func wrong(_ message: String) -> Problem {
        Problem(.badRequest, .own(["error": true, "message": .string(message), "wrong_OTP": true]))
    }

    static func refused(_ message: String) -> Problem { Problem(.badRequest, .message(message)) }

    static var success: Answer { Answer.value(.object(["success": true])) }

    static let enabledMembers = [
        SchemaMember("otp_recovery_codes", .json, "To keep; null when there have been some before."),
        SchemaMember("access_token", .text), SchemaMember("refresh_token", .text),
    ]
}
