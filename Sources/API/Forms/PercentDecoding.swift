import JSONBytes

/// `%41` to `A`, forgiving as the reference: what is not a sequence stays, and so does, as `%FF`, what is not UTF-8.
enum PercentDecoding {
    /// A path, in which a plus is a plus.
    static func text(_ text: Substring) -> String {
        var text = String(text)
        return text.withUTF8 { Self.text($0, plusIsBlank: false) }
    }

    static func text(_ bytes: UnsafeBufferPointer<UInt8>, plusIsBlank: Bool) -> String {
        let isPlain = !bytes.contains { $0 == .percent || ($0 == .plus && plusIsBlank) }
        return isPlain ? Self.text(utf8: bytes) : Self.text(utf8: Self.decoded(bytes, plusIsBlank: plusIsBlank))
    }

    /// The bytes that the sequences stand for.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>, plusIsBlank: Bool) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == .percent, index + 1 < bytes.count,
                let high = Hexadecimal.value(bytes[index]), let low = Hexadecimal.value(bytes[index + 1])
            {
                decoded.append(high << 4 | low)
                index += 2
            } else {
                decoded.append(byte == .plus && plusIsBlank ? .blank : byte)
            }
        }
        return decoded
    }

    private static func text(utf8 bytes: some Collection<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? Self.quoted(Array(bytes))
    }

    /// Keeps what is UTF-8, and writes each other byte as a sequence again.
    private static func quoted(_ bytes: [UInt8]) -> String {
        var text = ""
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar):
                text.unicodeScalars.append(Unicode.UTF8.decode(scalar))
                position += scalar.count
            case .error(let length):
                for byte in bytes[position..<position + length] {
                    text += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
                position += length
            case .emptyInput:
                return text
            }
        }
    }
}
