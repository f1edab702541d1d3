import HTTPTypes

/// The proxies whose word counts for where a request came from. Anybody else may write what he likes into its head.
struct TrustedProxies: Sendable {
    private let addresses: Set<String>

    init(_ addresses: [String]) { self.addresses = Set(addresses.map(Self.plain)) }

    /// Where a request came from: the last address that a trusted proxy was spoken to from, and that is none itself.
    ///
    /// - Parameter peer: The address at the connection's other end; nil when unknown.
    func origin(of headers: HTTPFields, from peer: String?) -> String? {
        guard let peer, self.addresses.contains(Self.plain(peer)) else { return peer }
        let chain = (Self.forwardedFor.map { headers[values: $0] } ?? []).flatMap { $0.split(separator: ",") }
            .map { String($0.filter { $0 != " " && $0 != "\t" }) }
        if let last = chain.last(where: { !self.addresses.contains(Self.plain($0)) }), Self.isAddress(last) {
            return last
        }
        if let real = Self.realIP.flatMap({ headers[$0] }), Self.isAddress(real) { return real }
        return peer
    }

    /// IPv4 within IPv6 is IPv4.
    private static func plain(_ address: String) -> String {
        let lower = address.lowercased()
        return lower.hasPrefix("::ffff:") && lower.contains(".") ? String(lower.dropFirst(7)) : lower
    }

    private static func isAddress(_ text: String) -> Bool {
        (2...45).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
                case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."), UInt8(ascii: ":"): true
                default: false
                }
            }
    }

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
    private static let realIP = HTTPField.Name("X-Real-IP")
}
