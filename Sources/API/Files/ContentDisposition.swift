/// How a browser shall take a file, and under which name (RFC 6266).
enum ContentDisposition {
    /// The name twice when it is not plain: once for the old, once (`filename*`) in UTF-8.
    static func text(isAttachment: Bool, filename: String?) -> String {
        let kind = isAttachment ? "attachment" : "inline"
        guard let filename else { return kind }
        let label = FileLabel.clean(filename)
        let plain = Self.plain(label)
        let text = "\(kind); filename=\"\(plain)\""
        return plain == label ? text : "\(text); filename*=UTF-8''\(Self.encoded(label))"
    }

    /// ASCII that needs no escape in quotes; `_` for each other character. A percent sign is such another one: some
    /// clients would decode it.
    private static func plain(_ label: String) -> String {
        String(
            label.map { character -> Character in
                guard let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) else { return "_" }
                return "\"\\%".contains(character) ? "_" : character
            })
    }

    private static func encoded(_ label: String) -> String {
        var text = ""
        for byte in label.utf8 {
            if Self.isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$&+-.^_`|~".utf8.contains(byte)
        }
    }
}
