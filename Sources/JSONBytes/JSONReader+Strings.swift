extension JSONReader {
    /// Reads a string whose opening quote is at `offset`.
    mutating func readString() throws(JSONError) -> String {
        let start = offset
        offset += 1
        let first = offset
        skipPlain()
        guard offset < bytes.count else {
            throw error(.unexpectedEnd)
        }
        if bytes[offset] == UInt8(ascii: "\"") {
            let plain = UnsafeRawBufferPointer(rebasing: bytes[first..<offset])
            offset += 1
            return try plain.withMemoryRebound(to: UInt8.self) { Result(validating: $0, self, start) }.get()
        }
        try unescape(from: first, of: start)
        return try unescaped.withUnsafeBufferPointer { Result(validating: $0, self, start) }.get()
    }

    /// Moves `offset` to the next quote, backslash or control character.
    private mutating func skipPlain() {
        guard let base = bytes.baseAddress else {
            return
        }
        while bytes.count - offset >= 8 {
            let plain = Word(base + offset).plainPrefix
            offset += plain
            if plain < 8 {
                return
            }
        }
        if offset < bytes.count {
            let size = bytes.count - offset
            offset += min(Word(base + offset, size).plainPrefix, size)
        }
    }

    /// Puts the string together in `unescaped`, up to and beyond the closing quote.
    private mutating func unescape(from first: Int, of start: Int) throws(JSONError) {
        unescaped.removeAll(keepingCapacity: true)
        var plain = first
        while true {
            unescaped.append(contentsOf: bytes[plain..<offset])
            guard unescaped.count <= limits.maxStringBytes else {
                throw error(.stringTooLong, at: start)
            }
            guard offset < bytes.count else {
                throw error(.unexpectedEnd)
            }
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return
            case UInt8(ascii: "\\"):
                try readEscape()
            default:
                throw error(.controlCharacter)
            }
            plain = offset
            skipPlain()
        }
    }

    private mutating func readEscape() throws(JSONError) {
        guard offset + 1 < bytes.count else {
            throw error(.unexpectedEnd, at: bytes.count)
        }
        let letter = bytes[offset + 1]
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(letter)
        case UInt8(ascii: "n"): unescaped.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "r"): unescaped.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): unescaped.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default: throw error(.invalidEscape)
        }
        offset += 2
    }

    private mutating func readUnicodeEscape() throws(JSONError) {
        let start = offset
        let unit = try readCodeUnit()
        guard unit != 0 || limits.allowsNullCharacter else {
            throw error(.nullCharacter, at: start)
        }
        var code = UInt32(unit)
        if UTF16.isLeadSurrogate(unit) {
            guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
            else {
                throw error(.loneSurrogate, at: start)
            }
            let trail = try readCodeUnit()
            guard UTF16.isTrailSurrogate(trail) else {
                throw error(.loneSurrogate, at: start)
            }
            code = 0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(trail & 0x3FF)
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw error(.loneSurrogate, at: start)
        }
        unescaped.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
    }

    /// Reads `\u` and four digits.
    private mutating func readCodeUnit() throws(JSONError) -> UInt16 {
        guard offset + 6 <= bytes.count else {
            throw error(.unexpectedEnd, at: bytes.count)
        }
        var unit: UInt16 = 0
        for position in offset + 2..<offset + 6 {
            guard let digit = Hexadecimal.value(bytes[position]) else {
                throw error(.invalidEscape)
            }
            unit = unit << 4 | UInt16(digit)
        }
        offset += 6
        return unit
    }
}

extension Result<String, JSONError> {
    fileprivate init(validating bytes: UnsafeBufferPointer<UInt8>, _ reader: JSONReader, _ start: Int) {
        if bytes.count > reader.limits.maxStringBytes {
            self = .failure(reader.error(.stringTooLong, at: start))
        } else if let string = String(validating: bytes, as: UTF8.self) {
            self = .success(string)
        } else {
            self = .failure(reader.error(.invalidUTF8, at: start))
        }
    }
}
