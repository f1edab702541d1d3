package import FoundationEssentials

extension JSONWriter {
    package mutating func null() {
        literal("null")
    }

    package mutating func bool(_ value: Bool) {
        if value {
            literal("true")
        } else {
            literal("false")
        }
    }

    @inline(__always)
    private mutating func literal(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        beginValue(reserving: length)
        append(text.utf8Start, length)
    }

    package mutating func int(_ value: Int) {
        int(Int64(value))
    }

    package mutating func int(_ value: Int64) {
        beginValue(reserving: 24)
        append(decimal: value)
    }

    /// The shortest digits that read back as the same number, always with a fraction or an exponent (`1.0`, `1e+16`). `null` for what JSON
    /// cannot say: infinities and NaN.
    package mutating func double(_ value: Double) {
        guard value.isFinite else {
            return null()
        }
        beginValue(reserving: 32)
        let isShortWhole = abs(value) < 1e15 && value == value.rounded(.towardZero)
        if isShortWhole && !(value == 0 && value.sign == .minus) {
            append(decimal: Int64(value))
            append(UInt8(ascii: "."))
            append(UInt8(ascii: "0"))
            return
        }
        var text = value.description
        text.withUTF8 { digits in
            for digit in digits {
                append(digit)
            }
        }
    }

    /// Twenty bytes must have been reserved.
    private mutating func append(decimal value: Int64) {
        if value < 0 {
            append(UInt8(ascii: "-"))
        }
        var rest = value.magnitude
        let length = DecimalDigits.length(rest)
        var end = base + (count &+ length)
        count &+= length
        while rest >= 100 {
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            end -= 2
            DecimalDigits.store(pair: Int(truncatingIfNeeded: pair), to: end)
            rest = quotient
        }
        if rest >= 10 {
            DecimalDigits.store(pair: Int(truncatingIfNeeded: rest), to: end - 2)
        } else {
            (end - 1).storeBytes(of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest), as: UInt8.self)
        }
    }

    /// Lower-case and quoted.
    package mutating func uuid(_ uuid: UUID) {
        let bytes = uuid.uuid
        withUnsafeBytes(of: bytes) { bytes in
            self.uuid(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }

    /// The two halves as they are read: the first digit is the highest of `high`.
    package mutating func uuid(high: UInt64, low: UInt64) {
        beginValue(reserving: 38)
        let text = base + count
        let digits = (
            Hexadecimal.digits(UInt32(truncatingIfNeeded: high >> 32)),
            Hexadecimal.digits(UInt32(truncatingIfNeeded: high)),
            Hexadecimal.digits(UInt32(truncatingIfNeeded: low >> 32)),
            Hexadecimal.digits(UInt32(truncatingIfNeeded: low))
        )
        text.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
        text.storeBytes(of: digits.0.bigEndian, toByteOffset: 1, as: UInt64.self)
        text.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 9, as: UInt8.self)
        text.storeBytes(of: UInt32(digits.1 >> 32).bigEndian, toByteOffset: 10, as: UInt32.self)
        text.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 14, as: UInt8.self)
        text.storeBytes(of: UInt32(truncatingIfNeeded: digits.1).bigEndian, toByteOffset: 15, as: UInt32.self)
        text.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 19, as: UInt8.self)
        text.storeBytes(of: UInt32(digits.2 >> 32).bigEndian, toByteOffset: 20, as: UInt32.self)
        text.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 24, as: UInt8.self)
        text.storeBytes(of: UInt32(truncatingIfNeeded: digits.2).bigEndian, toByteOffset: 25, as: UInt32.self)
        text.storeBytes(of: digits.3.bigEndian, toByteOffset: 29, as: UInt64.self)
        text.storeBytes(of: UInt8(ascii: "\""), toByteOffset: 37, as: UInt8.self)
        count &+= 38
    }
}
