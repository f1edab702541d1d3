extension JSONReader {
    private static var longestNumber: Int { 1024 }

    /// Reads a number: an integer if it has neither fraction nor exponent.
    mutating func readNumber() throws(JSONError) -> JSONValue {
        let start = offset
        let isNegative = bytes[offset] == UInt8(ascii: "-")
        if isNegative {
            offset += 1
        }
        let whole = try skipDigits(of: start)
        guard bytes[whole.lowerBound] != UInt8(ascii: "0") || whole.count == 1 else {
            throw error(.malformedNumber, at: start)
        }
        let isInteger = try !skipFractionAndExponent(of: start)
        guard offset - start <= Self.longestNumber else {
            throw error(.numberTooLong, at: start)
        }
        if isInteger {
            return .int(try integer(whole, isNegative: isNegative, start: start))
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw error(.numberOutOfRange, at: start)
        }
        return .double(value)
    }

    private mutating func skipFractionAndExponent(of start: Int) throws(JSONError) -> Bool {
        var isAny = false
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            offset += 1
            _ = try skipDigits(of: start)
            isAny = true
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            _ = try skipDigits(of: start)
            isAny = true
        }
        return isAny
    }

    /// At least one digit must be there.
    private mutating func skipDigits(of start: Int) throws(JSONError) -> Range<Int> {
        let first = offset
        while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 10 {
            offset += 1
        }
        guard offset > first else {
            throw offset < bytes.count ? error(.malformedNumber, at: start) : error(.unexpectedEnd)
        }
        return first..<offset
    }

    private func integer(_ digits: Range<Int>, isNegative: Bool, start: Int) throws(JSONError) -> Int64 {
        // Counted below zero, where there is room for one more.
        var negative: Int64 = 0
        for position in digits {
            let (shifted, isOver) = negative.multipliedReportingOverflow(by: 10)
            let digit = Int64(bytes[position] &- UInt8(ascii: "0"))
            let (value, isUnder) = shifted.subtractingReportingOverflow(digit)
            guard !isOver, !isUnder else {
                throw error(.numberOutOfRange, at: start)
            }
            negative = value
        }
        if isNegative {
            return negative
        }
        guard negative != .min else {
            throw error(.numberOutOfRange, at: start)
        }
        return -negative
    }
}
