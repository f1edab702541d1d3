import CCrypt
import Glibc

/// A bcrypt hash as it stands in the database: `$2b$12$` and 53 letters.
package struct PasswordHash: Hashable, Sendable {
    package let text: String

    /// Doublings of work that verifying is ready for: a hash of cost 31 would keep a thread busy for a day.
    private static let costs = 4...15
    package static let standardCost = 12
    /// Of a recovery code: fifty bits of chance make up for it.
    static let codeCost = 6

    static func bearable(_ cost: Int) -> Int { min(max(cost, self.costs.lowerBound), self.costs.upperBound) }

    /// A hash of which nobody knows the password.
    static func nobody(cost: Int) -> PasswordHash {
        let cost = self.bearable(cost)
        let letters = "Wm3O7v1TtZ6cAqXrN0uLDe0hUqFq0sX8cPj7cJ2E4mGzYk5pVn9Ri"
        return PasswordHash(unchecked: "$2b$\(cost < 10 ? "0" : "")\(cost)$\(letters)")
    }

    /// - Returns: Nil for everything that is not a bcrypt hash of a bearable cost. Nobody logs in by such a row.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 60, bytes[6] == UInt8(ascii: "$") else { return nil }
        guard ["$2a$", "$2b$", "$2y$"].contains(String(decoding: bytes[..<4], as: UTF8.self)) else { return nil }
        guard let cost = Int(String(decoding: bytes[4...5], as: UTF8.self)), Self.costs.contains(cost) else {
            return nil
        }
        guard bytes[7...].allSatisfy(Self.isLetter) else { return nil }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"): true
        default: false
        }
    }
}

// What follows takes a quarter of a second of a core: only the threads of a `PasswordPool` call it.
extension PasswordHash {
    /// Hashes a password with a salt of its own.
    ///
    /// bcrypt reads 72 bytes and no more; what follows them does not count, here and in other readers of the database.
    ///
    /// - Throws: ``PasswordProblem/null`` for what no C library can hash.
    static func make(_ password: String, cost: Int = standardCost) throws -> PasswordHash {
        guard let key = self.key(password) else { throw PasswordProblem.null }
        var generator = SystemRandomNumberGenerator()
        let salt = Secrets.bytes(16, using: &generator).map { CChar(bitPattern: $0) }
        var setting = [CChar](repeating: 0, count: 192)
        let made = crypt_gensalt_rn("$2b$", UInt(cost), salt, Int32(salt.count), &setting, Int32(setting.count))
        guard made != nil, let text = self.crypt(key, setting), let hash = PasswordHash(text) else {
            throw PasswordProblem.unavailable
        }
        return hash
    }

    /// Whether this is the hash of `password`. Takes as long for passwords that cannot be right.
    func matches(_ password: String) -> Bool {
        let key = Self.key(password)
        let setting = self.text.utf8.map { CChar(bitPattern: $0) } + [0]
        let text = Self.crypt(key ?? [0], setting)
        guard key != nil, let text else { return false }
        return Secrets.areEqual(text, self.text)
    }

    /// The bytes that count, ended by a zero; nil if there is a zero among them, which would end them early.
    private static func key(_ password: String) -> [CChar]? {
        let bytes = Array(password.utf8)
        return bytes.contains(0) ? nil : bytes.prefix(72).map { CChar(bitPattern: $0) } + [0]
    }

    private static func crypt(_ key: [CChar], _ setting: [CChar]) -> String? {
        // By its address alone: Swift would see its 32 kB as one tuple.
        let size = 32_768
        let workspace = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        workspace.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        defer {
            explicit_bzero(workspace, size)
            workspace.deallocate()
        }
        return crypt_rn(key, setting, workspace, Int32(size)).map { String(cString: $0) }
    }
}
