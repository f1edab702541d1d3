import Crypto

/// A security key's public key, of one of the algorithms that are verified here (RFC 9053).
enum KeyVerifier: Sendable {
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)

    /// COSE's numbers of those algorithms, the usual one first.
    static let algorithms: [Int64] = [-7, -8, -35, -36]

    /// - Parameter cose: The key as the authenticator wrote it.
    /// - Returns: Nil for another algorithm, or no key.
    init?(cose: CBOR) {
        guard let algorithm = cose[.int(3)]?.intValue, let type = cose[.int(1)]?.intValue else { return nil }
        let curve = cose[.int(-1)]?.intValue
        guard let x = cose[.int(-2)]?.bytesValue else { return nil }
        switch (type, algorithm, curve) {
        case (1, -8, 6):
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x) else { return nil }
            self = .ed25519(key)
        case (2, -7, 1), (2, -35, 2), (2, -36, 3):
            guard let y = cose[.int(-3)]?.bytesValue, let key = Self.point(x, y, algorithm) else { return nil }
            self = key
        default: return nil
        }
    }

    private static func point(_ x: [UInt8], _ y: [UInt8], _ algorithm: Int64) -> KeyVerifier? {
        let raw = x + y
        switch algorithm {
        case -7 where x.count == 32: return (try? P256.Signing.PublicKey(rawRepresentation: raw)).map(Self.p256)
        case -35 where x.count == 48: return (try? P384.Signing.PublicKey(rawRepresentation: raw)).map(Self.p384)
        case -36 where x.count == 66: return (try? P521.Signing.PublicKey(rawRepresentation: raw)).map(Self.p521)
        default: return nil
        }
    }

    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        switch self {
        case .p256(let key):
            let parsed = try? P256.Signing.ECDSASignature(derRepresentation: signature)
            return parsed.map { key.isValidSignature($0, for: message) } ?? false
        case .p384(let key):
            let parsed = try? P384.Signing.ECDSASignature(derRepresentation: signature)
            return parsed.map { key.isValidSignature($0, for: message) } ?? false
        case .p521(let key):
            let parsed = try? P521.Signing.ECDSASignature(derRepresentation: signature)
            return parsed.map { key.isValidSignature($0, for: message) } ?? false
        case .ed25519(let key): return key.isValidSignature(signature, for: message)
        }
    }
}
