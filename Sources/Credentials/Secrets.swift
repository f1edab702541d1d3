/// Values that nobody can guess, and comparing them without telling how far a guess was right.
package enum Secrets {
    /// Random bytes as URL-safe text of 4/3 of their number in letters.
    package static func make(bytes count: Int = 48) -> String {
        var generator = SystemRandomNumberGenerator()
        return self.make(bytes: count, using: &generator)
    }

    package static func make(bytes count: Int, using generator: inout some RandomNumberGenerator) -> String {
        Base64URL.encode(self.bytes(count, using: &generator))
    }

    static func bytes(_ count: Int, using generator: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Equality in a time that depends on the lengths alone.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices {
            difference |= left[index] ^ right[index]
        }
        return difference == 0
    }

    package static func areEqual(_ left: String, _ right: String) -> Bool {
        self.areEqual(Array(left.utf8), Array(right.utf8))
    }
}
