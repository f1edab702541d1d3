import JSONBytes
import Testing

@testable import Credentials

/// A registration and a login of one key, made with a software authenticator.
@Suite struct SecurityKeysTests {
    private let site = SecurityKeys(origin: "https://studio.example.com", host: "studio.example.com")
    private let id = "fwASeYtpQhmwTC0CPabUmTi0-66IxBzKnWGsvO2WHjA"
    private let registrationChallenge = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    private let loginChallenge = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8"
    private let attestation =
        "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVik2z__2RSCuqQf1cTOv9--ys4DYR1OfVkI5d9CDaPaXxVBAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAIH8AEnmLaUIZsEwtAj2m1Jk4tPuuiMQcyp1hrLztlh4wpQECAyYgASFYIJK5y4RfpcE1tYVX6p55ALVmD1oN7fTin0CPme4o3iJFIlgg"
        + "qTGk186JLcG7JjGbrzn9aUXDEajYuQ8uIaIEtUV8P6A"
    private let signature =
        "MEUCIQDbHbk4XyCQMoqh3XqjcMLLyVHGPgQxux1lzUohJH3JVAIgcOohk8tbIQMBoau8SPbyo1JyMKQOqO5sTPR0Bjnp_PA"
    private let data = "2z__2RSCuqQf1cTOv9--ys4DYR1OfVkI5d9CDaPaXxUBAAAAAQ"

    private func client(_ kind: String, _ challenge: String, _ origin: String = "https://studio.example.com") -> String
    {
        // As the authenticator wrote it: its hash is signed.
        let text = #"{"type": "\#(kind)", "challenge": "\#(challenge)", "origin": "\#(origin)"}"#
        return Base64URL.encode(Array(text.utf8))
    }

    private func registration(_ changes: [String: JSONValue] = [:]) -> JSONObject {
        var inner: JSONObject = [
            "clientDataJSON": .string(self.client("webauthn.create", self.registrationChallenge)),
            "attestationObject": .string(self.attestation),
        ]
        for (name, value) in changes { inner[name] = value }
        return ["id": .string(self.id), "rawId": .string(self.id), "type": "public-key", "response": .object(inner)]
    }

    private func assertion(_ changes: [String: JSONValue] = [:]) -> JSONObject {
        var inner: JSONObject = [
            "clientDataJSON": .string(self.client("webauthn.get", self.loginChallenge)),
            "authenticatorData": .string(self.data), "signature": .string(self.signature),
        ]
        for (name, value) in changes { inner[name] = value }
        return ["id": .string(self.id), "rawId": .string(self.id), "type": "public-key", "response": .object(inner)]
    }

    private func count(_ assertion: JSONObject, after count: UInt32 = 0) throws -> UInt32? {
        let key = try #require(self.site.register(self.registration(), challenge: self.registrationChallenge))
        return self.site.count(
            of: assertion, challenge: self.loginChallenge, id: key.id, publicKey: key.publicKey, count: count)
    }

    @Test("A key that was made for this site is taken, and signs in")
    func right() throws {
        let key = self.site.register(self.registration(), challenge: self.registrationChallenge)

        #expect(key?.id == self.id)
        #expect(SecurityKeys.challenge(of: self.registration()) == self.registrationChallenge)
        #expect(try self.count(self.assertion()) == 1)
    }

    @Test("A registration for another site, challenge or purpose is refused")
    func foreignRegistration() {
        let elsewhere = SecurityKeys(origin: "https://studio.example.com", host: "evil.example.com")
        let otherOrigin = self.registration([
            "clientDataJSON": .string(
                self.client("webauthn.create", self.registrationChallenge, "https://evil.example.com"))
        ])
        let login = self.registration([
            "clientDataJSON": .string(self.client("webauthn.get", self.registrationChallenge))
        ])

        #expect(elsewhere.register(self.registration(), challenge: self.registrationChallenge) == nil)
        #expect(self.site.register(otherOrigin, challenge: self.registrationChallenge) == nil)
        #expect(self.site.register(login, challenge: self.registrationChallenge) == nil)
        #expect(self.site.register(self.registration(), challenge: self.loginChallenge) == nil)
    }

    @Test("A registration with one byte too few or too many is refused", arguments: [0, 1, 37, 54, 100, 163])
    func truncated(_ length: Int) throws {
        let bytes = try #require(Base64URL.decode(self.attestation.utf8))
        let data = try #require(CBOR(bytes)?["authData"]?.bytesValue)

        #expect(AuthenticatorData(data) != nil)
        #expect(AuthenticatorData(Array(data.prefix(length))) == nil)
        #expect(AuthenticatorData(data + [0]) == nil)
        #expect(CBOR(bytes + [0]) == nil)
    }

    @Test("A key's id must be the one that it signed for")
    func otherID() {
        var other = self.registration()
        other["id"] = .string(self.loginChallenge)
        other["rawId"] = .string(self.loginChallenge)
        var unlike = self.registration()
        unlike["rawId"] = .string(self.loginChallenge)

        #expect(self.site.register(other, challenge: self.registrationChallenge) == nil)
        #expect(self.site.register(unlike, challenge: self.registrationChallenge) == nil)
    }

    @Test("A login with anything else signed is refused")
    func forged() throws {
        let spaced = Base64URL.encode(
            Array(
                #"{"type":"webauthn.get","challenge":"\#(self.loginChallenge)","origin":"https://studio.example.com"}"#
                    .utf8))
        // The count is one more than was signed.
        let counted = "2z__2RSCuqQf1cTOv9--ys4DYR1OfVkI5d9CDaPaXxUBAAAAAg"

        #expect(try self.count(self.assertion(["clientDataJSON": .string(spaced)])) == nil)
        #expect(try self.count(self.assertion(["authenticatorData": .string(counted)])) == nil)
        #expect(try self.count(self.assertion(["signature": "MEUCIQ"])) == nil)
        #expect(try self.count(self.assertion(["signature": 5])) == nil)
        #expect(try self.count([:]) == nil)
    }

    @Test("A key whose count does not go on was copied")
    func copied() throws {
        #expect(try self.count(self.assertion(), after: 0) == 1)
        #expect(try self.count(self.assertion(), after: 1) == nil)
        #expect(try self.count(self.assertion(), after: 7) == nil)
    }
}
