import Crypto
import JSONBytes

/// The site that security keys are registered with, and what it takes from them (Web Authentication, level 2).
package struct SecurityKeys: Sendable {
    /// As browsers write it: `https://studio.example.com`.
    private let origin: String
    /// The host of it.
    package let host: String

    /// The algorithms that are offered, in COSE's numbers, the usual one first.
    package static var algorithms: [Int64] { KeyVerifier.algorithms }
    /// Bytes of what is to be signed.
    private static var challengeLength: Int { 32 }

    package init(origin: String, host: String) {
        self.origin = origin
        self.host = host
    }

    /// What a key is asked to sign: random bytes as URL-safe text.
    package static func newChallenge() -> String { Secrets.make(bytes: self.challengeLength) }

    /// A key that somebody has just made for this site.
    package struct Registration: Sendable {
        /// URL-safe text.
        package let id: String
        /// COSE's bytes as URL-safe text.
        package let publicKey: String
        package let count: UInt32
    }

    /// The challenge that a browser says was signed: to be looked up before anything is verified.
    package static func challenge(of response: JSONObject) -> String? {
        self.clientData(response)?.data["challenge"]?.stringValue
    }

    /// Verifies what a browser answers to a registration. The statement about the key's maker is not asked for, and not
    /// looked at.
    ///
    /// - Returns: Nil when anything is wrong with it.
    package func register(_ response: JSONObject, challenge: String) -> Registration? {
        guard let client = self.verified(response, kind: "webauthn.create", challenge: challenge) else { return nil }
        guard let object = Self.bytes(client.response["attestationObject"]), let attestation = CBOR(object),
            attestation["fmt"]?.textValue != nil, case .map? = attestation["attStmt"],
            let data = attestation["authData"]?.bytesValue.flatMap(AuthenticatorData.init)
        else { return nil }
        guard self.isHere(data), let credential = data.credential else { return nil }
        guard Self.identifier(response) == credential.id else { return nil }
        return Registration(
            id: Base64URL.encode(credential.id), publicKey: Base64URL.encode(credential.publicKey), count: data.count)
    }

    /// Verifies what a browser answers to a login.
    ///
    /// - Parameters:
    ///   - publicKey: As ``Registration/publicKey``.
    ///   - count: How often the key had signed by the last time.
    /// - Returns: How often the key has signed by now; nil when anything is wrong.
    package func count(
        of response: JSONObject, challenge: String, id: String, publicKey: String, count: UInt32
    ) -> UInt32? {
        guard let client = self.verified(response, kind: "webauthn.get", challenge: challenge) else { return nil }
        guard let identifier = Self.identifier(response), Base64URL.encode(identifier) == id else { return nil }
        guard let cose = Base64URL.decode(publicKey.utf8).flatMap(CBOR.init), let key = KeyVerifier(cose: cose),
            let bytes = Self.bytes(client.response["authenticatorData"]), let data = AuthenticatorData(bytes),
            self.isHere(data), let signature = Self.bytes(client.response["signature"])
        else { return nil }
        guard key.verifies(signature, of: bytes + Array(SHA256.hash(data: client.bytes))) else { return nil }
        // One that does not go on counting was copied.
        let counts = data.count > 0 || count > 0
        return !counts || data.count > count ? data.count : nil
    }

    private struct ClientData {
        let bytes: [UInt8]
        let data: JSONObject
        /// The member `response`.
        let response: JSONObject
    }

    private func verified(_ response: JSONObject, kind: String, challenge: String) -> ClientData? {
        guard response["type"].map({ $0 == "public-key" }) ?? true, let client = Self.clientData(response) else {
            return nil
        }
        guard client.data["type"]?.stringValue == kind, client.data["origin"]?.stringValue == self.origin,
            client.data["challenge"]?.stringValue == challenge, client.data["crossOrigin"]?.boolValue != true
        else { return nil }
        return client
    }

    private func isHere(_ data: AuthenticatorData) -> Bool {
        data.isPresent && data.siteHash == Array(SHA256.hash(data: Array(self.host.utf8)))
    }

    private static func clientData(_ response: JSONObject) -> ClientData? {
        guard let inner = response["response"]?.objectValue, let bytes = self.bytes(inner["clientDataJSON"]) else {
            return nil
        }
        let limits = JSONLimits(maxDepth: 8, maxBytes: 8192)
        let value = bytes.withUnsafeBytes { try? JSONValue(parsing: $0, limits: limits) }
        guard let data = value?.objectValue else { return nil }
        return ClientData(bytes: bytes, data: data, response: inner)
    }

    /// The key's id; `id` and `rawId` must be the same.
    private static func identifier(_ response: JSONObject) -> [UInt8]? {
        guard let id = self.bytes(response["id"]) else { return nil }
        guard let raw = response["rawId"] else { return id }
        return self.bytes(raw) == id ? id : nil
    }

    /// Some browsers' libraries pad.
    private static func bytes(_ json: JSONValue?) -> [UInt8]? {
        guard let text = json?.stringValue else { return nil }
        let unpadded = text.utf8.prefix(text.utf8.count - min(2, text.utf8.reversed().prefix { $0 == 61 }.count))
        return Base64URL.decode(unpadded)
    }
}

extension CBOR: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = .text(text) }
}
