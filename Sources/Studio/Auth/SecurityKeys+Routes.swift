import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Settings

/// The second factor of security keys (Web Authentication).
package enum SecurityKeyRoutes {
    package static let routes: [Route] = [
        .errand(
            .get, "/auth/fido", "What a security key must sign to log somebody in.",
            .account("The person's address."), allow: .anyone,
            answers: .object("`challenge`, `rpId` and `allowCredentials`, as browsers take them."), handler: request),
        .put(
            "/auth/fido", "Begin to register a security key: what browsers need for it.",
            allow: .person, answers: .object("The options of a registration, as browsers take them."), handler: begin
        ).forSettingUp(),
        .errand(
            .post, "/auth/fido", "Register a security key.",
            .entry("registration_response", of: "FidoRegisterSchema", "What the browser answers.")
                as Input<JSONDictionary>,
            .entry("device_name", of: "FidoRegisterSchema", "What the key is called.") as Input<Phrase>,
            allow: .person, answers: .object("Recovery codes and new tokens.", TwoFactors.enabledMembers),
            handler: register
        ).forSettingUp(),
        .errand(
            .delete, "/auth/fido", "Give up a security key, with a proof of any factor.",
            .entry("device_name", of: "FidoUnregisterSchema", "What the key is called.") as Input<Phrase>,
            .timeCode, .mailCode, .assertion, .recoveryCode,
            allow: .person, answers: .object("`success` is true."), handler: unregister
        ).forSettingUp(),
    ]

    /// Seconds.
    private static let lifetime: Int64 = 300
    private static let notEnabled = TwoFactors.refused("FIDO not enabled.")
    /// Compat: for whatever is wrong with a registration.
    private static let notRegistered = TwoFactors.refused("No preregistration before.")

    /// - Throws: ``Problem`` 400 for somebody without keys and for nobody, 429 for an address with too many requests.
    private static func request(_ errand: Errand, email: String) async throws -> Response {
        try errand.dependencies.refuseTooMany(.request, errand.arrival)
        errand.dependencies.count(.request, errand.arrival)
        return try await errand.answerEvenly {
            try await errand.answer { call in
                let account = try Account.named(email, in: call.data)
                guard let account, account.isActive, account.factors.hasKeys else { throw Self.notEnabled }
                let challenge = try Self.newChallenge(.assertion, for: account.id, call)
                return .value(
                    .object([
                        "challenge": .string(challenge),
                        "rpId": .string(call.dependencies.settings.securityKeys.host),
                        "allowCredentials": Self.list(of: account.factors.keys),
                    ]))
            }
        }
    }

    private static func newChallenge(_ kind: OneTime, for person: UUID, _ call: Writing) throws -> String {
        let challenge = SecurityKeys.newChallenge()
        try call.data.issue(
            challenge, kind, for: person, lifetime: self.lifetime, replacing: false, key: call.dependencies.tokens)
        return challenge
    }

    private static func list(of keys: [RegisteredKey]) -> JSONValue {
        .array(keys.map { .object(["type": "public-key", "id": .string($0.id)]) })
    }

    private static func begin(_ call: Writing) throws -> Answer {
        let id = try call.caller.id
        let person = try call.data.first(
            "SELECT email, first_name, last_name FROM \(PersonRow.self) WHERE id = \(id)"
        ) { row in
            (email: try row.value(0, as: String?.self) ?? "", name: "\(try row.text(1)) \(try row.text(2))")
        }
        guard let person, let account = try Account.of(id, in: call.data) else { throw Problem.forbidden }
        let user: JSONObject = [
            "name": .string(person.email), "id": .string(Base64URL.encode(Array(id.text.utf8))),
            "displayName": .string(person.name),
        ]
        let algorithms = SecurityKeys.algorithms.map { JSONValue.object(["type": "public-key", "alg": .int($0)]) }
        return .value(
            .object([
                "rp": .object(["name": "Kitsu", "id": .string(call.dependencies.settings.securityKeys.host)]),
                "user": .object(user),
                "challenge": .string(try Self.newChallenge(.registration, for: id, call)),
                "pubKeyCredParams": .array(algorithms),
                "excludeCredentials": Self.list(of: account.factors.keys),
                "authenticatorSelection": .object([
                    "authenticatorAttachment": "cross-platform", "residentKey": "discouraged",
                    "userVerification": "preferred", "requireResidentKey": false,
                ]),
            ]))
    }

    private static func register(
        _ errand: Errand, answer: JSONDictionary, name: Phrase
    ) async throws -> Response {
        let account = try await TwoFactors.account(errand)
        let key = errand.dependencies.tokens
        guard let challenge = SecurityKeys.challenge(of: answer.object),
            let registration = errand.dependencies.settings.securityKeys.register(answer.object, challenge: challenge)
        else { throw self.notRegistered }
        // Before anything is hashed for it.
        let isKnown = try await errand.read { call in
            try call.data.holds(challenge, .registration, of: account.id, now: call.data.world.now(), key: key)
        }
        guard isKnown else { throw self.notRegistered }
        return try await TwoFactors.enable(.securityKey, errand) { call, account in
            guard try call.data.redeem(challenge, .registration, of: account.id, key: key) else {
                throw Self.notRegistered
            }
            let isTaken = account.factors.keys.contains { $0.id == registration.id || $0.name == name.text }
            guard !isTaken else { throw TwoFactors.refused("This security key is registered already.") }
            let keys = account.factors.keys + [RegisteredKey(name: name.text, registration)]
            return ["fido_enabled": .bool(true), "fido_credentials": RegisteredKey.value(of: keys)]
        }
    }

    private static func unregister(
        _ errand: Errand, name: Phrase, timeCode: String?, mailCode: String?, assertion: JSONDictionary?,
        recoveryCode: String?
    ) async throws -> Response {
        let proof = Proof(timeCode: timeCode, mailCode: mailCode, assertion: assertion, recoveryCode: recoveryCode)
        return try await TwoFactors.withProof(proof, errand) { account in
            account.factors.hasKeys ? nil : self.notEnabled
        } _: { call, account in
            let rest = account.factors.keys.filter { $0.name != name.text }
            guard rest.count < account.factors.keys.count else {
                throw TwoFactors.refused("There is no security key of that name.")
            }
            if rest.isEmpty {
                try TwoFactors.disable(
                    .securityKey, of: account, ["fido_enabled": .bool(false), "fido_credentials": .null], call.data)
            } else {
                try call.data.update(PersonRow.ID(account.id), ["fido_credentials": RegisteredKey.value(of: rest)])
            }
            return TwoFactors.success
        }
    }
}
