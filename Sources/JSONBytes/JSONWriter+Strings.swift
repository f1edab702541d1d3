extension JSONWriter {
    package mutating func string(_ string: String) {
        let isWritten: Void? = string.utf8.withContiguousStorageIfAvailable { bytes in
            self.string(utf8: UnsafeRawBufferPointer(bytes))
        }
        if isWritten == nil {
            var copy = string
            copy.withUTF8 { self.string(utf8: UnsafeRawBufferPointer($0)) }
        }
    }

    package mutating func string(_ string: StaticString) {
        self.string(utf8: UnsafeRawBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
    }

    /// The bytes must be UTF-8; they are not checked.
    package mutating func string(utf8 bytes: UnsafeRawBufferPointer) {
        beginValue(reserving: bytes.count &+ Self.slack)
        append(UInt8(ascii: "\""))
        if let start = bytes.baseAddress {
            appendEscaping(start, bytes.count)
        }
        append(UInt8(ascii: "\""))
    }

    /// Text that is JSON already, and one value of it. It is not checked.
    package mutating func raw(utf8 bytes: UnsafeRawBufferPointer) {
        beginValue(reserving: bytes.count)
        if let start = bytes.baseAddress {
            append(start, bytes.count)
        }
    }

    /// Text that is JSON already, and one value of it. It is not checked.
    package mutating func raw(_ text: String) {
        var copy = text
        copy.withUTF8 { raw(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// Room for two quotes, and for the last word of a string being stored whole.
    private static var slack: Int { 16 }

    /// Copies a word at a time and looks at it on the way. `length` and the slack must have been reserved.
    private mutating func appendEscaping(_ source: UnsafeRawPointer, _ length: Int) {
        var read = 0
        var end = base + count
        while read < length {
            let size = min(length &- read, 8)
            let word = size == 8 ? Word(source + read) : Word(source + read, size)
            word.store(to: end)
            let plain = min(word.plainPrefix, size)
            read &+= plain
            end += plain
            if plain < size {
                count = end - base
                appendEscaped(source.load(fromByteOffset: read, as: UInt8.self))
                read &+= 1
                reserve(length &- read &+ Self.slack)
                end = base + count
            }
        }
        count = end - base
    }

    @inline(never)
    private mutating func appendEscaped(_ byte: UInt8) {
        reserve(6)
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
        case 0x08: append(UInt8(ascii: "b"))
        case 0x0C: append(UInt8(ascii: "f"))
        default:
            append(UInt8(ascii: "u"))
            append(UInt8(ascii: "0"))
            append(UInt8(ascii: "0"))
            append(UInt8(ascii: "0") + byte >> 4)
            append(Hexadecimal.digit(byte & 0xF))
        }
    }
}
