import API
import Credentials
import Database
import FoundationEssentials
import JSONBytes

extension Errand {
    /// Does the part of a proof's verification that may take its time.
    ///
    /// - Throws: ``Problem`` 503 when too many wait to be verified.
    func weigh(_ proof: Proof.Shown, _ factors: Factors, now: Timestamp) async throws -> WeighedProof {
        switch proof {
        case .timeCode(let code, let secret):
            return TimeCode(secret: secret)?.accepts(code, now: now.seconds) ?? false ? .right : .wrong
        case .mailCode(let code): return .mailCode(code)
        case .assertion(let object): return .assertion(object)
        case .recoveryCode(let code):
            let hash = try await self.find(code, among: factors.recoveryCodes)
            return hash.map(WeighedProof.recoveryCode) ?? .wrong
        }
    }

    /// - Throws: ``Problem`` 503 when too many wait to be verified.
    private func find(_ code: String, among hashes: [PasswordHash]) async throws -> PasswordHash? {
        do {
            return try await self.dependencies.passwords.find(code, among: hashes)
        } catch let problem as PasswordProblem {
            throw Problem(problem)
        }
    }
}

extension Call where Data == Transaction {
    /// Whether a proof is right by now, and uses up what may be used once.
    ///
    /// - Parameter account: As its row is now: see ``Account/locked(in:)``.
    func accept(_ proof: WeighedProof, of account: Account) throws -> Bool {
        let key = self.dependencies.tokens
        switch proof {
        case .wrong: return false
        case .right: return true
        case .mailCode(let code): return try self.data.redeem(code, .mailCode, of: account.id, key: key)
        case .recoveryCode(let hash): return try self.useUp(hash, of: account)
        case .assertion(let object): return try self.accept(object, of: account)
        }
    }

    private func useUp(_ hash: PasswordHash, of account: Account) throws -> Bool {
        var codes = account.factors.recoveryCodes
        guard let place = codes.firstIndex(of: hash) else { return false }
        codes.remove(at: place)
        try self.data.update(
            PersonRow.ID(account.id), ["otp_recovery_codes": .bytesArray(codes.map { Array($0.text.utf8) })])
        return true
    }

    private func accept(_ assertion: JSONObject, of account: Account) throws -> Bool {
        guard let challenge = SecurityKeys.challenge(of: assertion),
            try self.data.redeem(challenge, .assertion, of: account.id, key: self.dependencies.tokens)
        else { return false }
        let site = self.dependencies.settings.securityKeys
        var keys = account.factors.keys
        for (place, key) in keys.enumerated() {
            let count = site.count(
                of: assertion, challenge: challenge, id: key.id, publicKey: key.publicKey, count: key.count)
            guard let count else { continue }
            keys[place] = key.counting(count)
            try self.data.update(PersonRow.ID(account.id), ["fido_credentials": RegisteredKey.value(of: keys)])
            return true
        }
        return false
    }
}

extension RegisteredKey {
    static func value(of keys: [RegisteredKey]) -> Value { .json(JSONValue.array(keys.map(\.json)).text) }
}
