/// A pattern of `LIKE`, with case folded away.
final class LikePattern {
    private enum Part: Equatable {
        case scalar(UInt32)
        /// `_`
        case one
        /// `%`
        case any
    }

    private let parts: [Part]
    let escape: Unicode.Scalar?

    /// The character after `escape` stands for itself.
    init(_ pattern: UnsafeRawBufferPointer, escape: Unicode.Scalar?) {
        var parts: [Part] = []
        var isEscaped = false
        for scalar in String(decoding: pattern, as: UTF8.self).unicodeScalars {
            if isEscaped {
                isEscaped = false
                parts.append(.scalar(SQLiteText.lower(scalar).value))
            } else if scalar == escape {
                isEscaped = true
            } else if scalar == "%" {
                if parts.last != .any { parts.append(.any) }
            } else if scalar == "_" {
                parts.append(.one)
            } else {
                parts.append(.scalar(SQLiteText.lower(scalar).value))
            }
        }
        self.parts = parts
        self.escape = escape
    }

    /// Walks the text once and goes back only to the last `%`: time grows with the product of both lengths at worst.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        var position = 0
        var part = 0
        var restart: (position: Int, part: Int)?
        while position < text.count {
            if part < self.parts.count, self.parts[part] == .any {
                part += 1
                restart = (position, part)
                continue
            }
            let (scalar, length) = Self.scalar(in: text, at: position)
            if part < self.parts.count, self.parts[part] == .one || self.parts[part] == .scalar(scalar) {
                part += 1
                position += length
            } else if let last = restart {
                let next = last.position + Self.scalar(in: text, at: last.position).length
                restart = (next, last.part)
                position = next
                part = last.part
            } else {
                return false
            }
        }
        return self.parts[part...].allSatisfy { $0 == .any }
    }

    /// The folded scalar at a position, and its length in bytes. A byte that begins no scalar stands for itself.
    private static func scalar(in text: UnsafeRawBufferPointer, at position: Int) -> (value: UInt32, length: Int) {
        let first = text[position]
        if first < 0x80 {
            return (UInt32(first &- 0x41 < 26 ? first | 0x20 : first), 1)
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, position + length <= text.count else { return (UInt32(first), 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(text[position + offset] & 0x3F) }
        guard let scalar = Unicode.Scalar(value) else { return (UInt32(first), 1) }
        return (SQLiteText.lower(scalar).value, length)
    }
}
