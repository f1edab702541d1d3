/// What a security key says of itself and of the moment (Web Authentication, section 6.1).
struct AuthenticatorData: Sendable {
    /// SHA-256 of the site's host.
    let siteHash: [UInt8]
    /// Somebody touched it.
    let isPresent: Bool
    /// How often it signed; zero from those that do not count.
    let count: UInt32
    /// Only of a registration.
    let credential: Credential?

    struct Credential: Sendable {
        let id: [UInt8]
        /// As the authenticator wrote it.
        let publicKey: [UInt8]
        let verifier: KeyVerifier
    }

    /// - Returns: Nil for anything that is not exactly such data.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 37 else { return nil }
        self.siteHash = Array(bytes[..<32])
        let flags = bytes[32]
        self.isPresent = flags & 0x01 != 0
        self.count = bytes[33..<37].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var rest = bytes[37...]
        if flags & 0x40 != 0 {
            guard let credential = Self.credential(&rest) else { return nil }
            self.credential = credential
        } else {
            self.credential = nil
        }
        if flags & 0x80 != 0 {
            guard case .map? = CBOR.read(&rest) else { return nil }
        }
        guard rest.isEmpty else { return nil }
    }

    private static func credential(_ rest: inout ArraySlice<UInt8>) -> Credential? {
        // The model's id comes first: 16 bytes that nobody here asks for.
        guard rest.count >= 18 else { return nil }
        rest = rest.dropFirst(16)
        let length = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(2)
        guard (1...1023).contains(length), rest.count >= length else { return nil }
        let id = Array(rest.prefix(length))
        rest = rest.dropFirst(length)
        let before = rest
        guard let cose = CBOR.read(&rest), let verifier = KeyVerifier(cose: cose) else { return nil }
        return Credential(id: id, publicKey: Array(before.prefix(before.count - rest.count)), verifier: verifier)
    }
}
