/// The alphabet of secrets that people type into an authenticator (RFC 4648, section 6), without padding.
package enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var width: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            width += 8
            while width >= 5 {
                width -= 5
                text.append(self.letters[Int(bits >> width & 31)])
            }
        }
        if width > 0 { text.append(self.letters[Int(bits << (5 - width) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads what authenticators read: any case, padded or not. Left-over bits do not count.
    ///
    /// - Returns: Nil for other letters.
    package static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var width: UInt32 = 0
        for letter in text.utf8 {
            if letter == UInt8(ascii: "=") { continue }
            guard let value = self.value(letter) else { return nil }
            bits = (bits << 5 | value) & 0xFFFF
            width += 5
            if width >= 8 {
                width -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> width))
            }
        }
        return bytes
    }

    private static func value(_ letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a"))
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt32(letter - UInt8(ascii: "2")) + 26
        default: nil
        }
    }
}
