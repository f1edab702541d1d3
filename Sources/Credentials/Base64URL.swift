/// The alphabet of tokens (RFC 4648, section 5), always without padding.
package enum Base64URL {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// What each byte stands for; 255 for bytes that are no letters.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in letters.enumerated() {
            values[Int(letter)] = UInt8(value)
        }
        return values
    }()

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var bits: UInt32 = 0
        var width = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            width += 8
            while width >= 6 {
                width -= 6
                text.append(self.letters[Int(bits >> UInt32(width) & 63)])
            }
        }
        if width > 0 {
            text.append(self.letters[Int(bits << UInt32(6 - width) & 63)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: Nil for other letters, padding, impossible lengths and left-over bits: each value has one text only.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var width = 0
        for letter in text {
            let value = self.values[Int(letter)]
            guard value < 64 else { return nil }
            bits = (bits << 6 | UInt32(value)) & 0xFFFF
            width += 6
            if width >= 8 {
                width -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(width)))
            }
        }
        let isWhole = width < 6 && bits & (1 << UInt32(width) - 1) == 0
        return isWhole ? bytes : nil
    }
}
