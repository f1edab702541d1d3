import Credentials
import JSONBytes

/// A security key of a person, as `person.fido_credentials` keeps it.
struct RegisteredKey: Sendable {
    let name: String
    /// URL-safe text.
    let id: String
    /// COSE's bytes as URL-safe text.
    let publicKey: String
    /// How often it had signed by the last time.
    let count: UInt32

    init(name: String, _ registration: SecurityKeys.Registration) {
        self.name = name
        self.id = registration.id
        self.publicKey = registration.publicKey
        self.count = registration.count
    }

    private init(name: String, id: String, publicKey: String, count: UInt32) {
        self.name = name
        self.id = id
        self.publicKey = publicKey
        self.count = count
    }

    /// - Returns: Nil for what is no key of this kind.
    init?(_ json: JSONValue) {
        guard let id = json["credential_id"]?.stringValue, let key = json["credential_public_key"]?.stringValue else {
            return nil
        }
        self.id = id
        self.publicKey = key
        self.name = json["device_name"]?.stringValue ?? ""
        self.count = json["sign_count"]?.intValue.flatMap { UInt32(exactly: $0) } ?? 0
    }

    var json: JSONValue {
        .object([
            "credential_id": .string(self.id), "credential_public_key": .string(self.publicKey),
            "sign_count": .int(Int64(self.count)), "device_name": .string(self.name),
        ])
    }

    func counting(_ count: UInt32) -> RegisteredKey {
        RegisteredKey(name: self.name, id: self.id, publicKey: self.publicKey, count: count)
    }
}
