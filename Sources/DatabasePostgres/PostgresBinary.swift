import Database
import FoundationEssentials
import JSONBytes

/// Reads PostgreSQL's binary formats.
enum PostgresBinary {
    @inline(__always)
    static func integer<Integer: FixedWidthInteger>(_ start: UnsafeRawPointer, as: Integer.Type) -> Integer {
        Integer(bigEndian: start.loadUnaligned(as: Integer.self))
    }

    /// Microseconds since 1970; infinity stays the outermost number.
    @inline(__always)
    static func timestamp(_ start: UnsafeRawPointer) -> Int64 {
        let number = self.integer(start, as: Int64.self)
        if number == .min { return .min }
        let (sum, overflow) = number.addingReportingOverflow(PostgresEpoch.microseconds)
        return overflow ? .max : sum
    }

    /// Days since 1970; infinity stays the outermost number.
    static func day(_ start: UnsafeRawPointer) -> Int32 {
        let number = self.integer(start, as: Int32.self)
        if number == .min { return .min }
        let (sum, overflow) = number.addingReportingOverflow(PostgresEpoch.days)
        return overflow ? .max : sum
    }

    /// A whole number where the type's scale is none and it fits, such as a sum of bigints; a double otherwise.
    static func numeric(_ bytes: UnsafeRawBufferPointer) -> Cell {
        guard bytes.count >= 8, let start = bytes.baseAddress else { return .null }
        let count = Int(self.integer(start, as: Int16.self))
        let weight = Int(self.integer(start + 2, as: Int16.self))
        let sign = self.integer(start + 4, as: UInt16.self)
        let scale = Int(self.integer(start + 6, as: Int16.self))
        switch sign {
        case 0xC000: return .double(.nan)
        case 0xD000: return .double(.infinity)
        case 0xF000: return .double(-.infinity)
        default: break
        }
        // Digits come in groups of four.
        var text = sign == 0x4000 ? "-" : ""
        for group in 0..<count {
            let digits = String(self.integer(start + 8 + 2 * group, as: Int16.self))
            text += String(repeating: "0", count: 4 - digits.count) + digits
        }
        if count == 0 { text += "0" }
        let exponent = count == 0 ? 0 : 4 * (weight - count + 1)
        if scale == 0, exponent >= 0, exponent <= 16, let whole = Int64(text + String(repeating: "0", count: exponent))
        {
            return .int(whole)
        }
        return .double(Double("\(text)e\(exponent)") ?? .nan)
    }

    /// The text of an `inet`; the width of its net is told unless it is one host's.
    static func address(_ bytes: UnsafeRawBufferPointer) -> String {
        guard bytes.count >= 8 else { return "" }
        let octets = bytes[4...]
        let isHost = Int(bytes[1]) == octets.count * 8
        let suffix = isHost ? "" : "/\(bytes[1])"
        guard octets.count == 16 else { return octets.map { String($0) }.joined(separator: ".") + suffix }
        let groups = stride(from: 4, to: 20, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return self.shortened(groups) + suffix
    }

    /// The longest run of zeros, if it is longer than one group, becomes `::`.
    private static func shortened(_ groups: [UInt16]) -> String {
        var best = 0..<0
        var start = 0
        for end in 1...groups.count {
            if end < groups.count, groups[end] == 0, groups[start] == 0 { continue }
            if groups[start] == 0, end - start > max(best.count, 1) { best = start..<end }
            start = end
        }
        func text(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return text(groups[...]) }
        return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
    }

    /// A JSON array of an array of one dimension; deeper ones are told flat.
    static func array(_ bytes: UnsafeRawBufferPointer) -> String {
        guard bytes.count >= 12, let start = bytes.baseAddress else { return "[]" }
        let dimensions = Int(self.integer(start, as: Int32.self))
        let form = PostgresType.form(ofBuiltIn: self.integer(start + 8, as: UInt32.self)) ?? .text
        var json = JSONWriter(capacity: bytes.count * 2)
        json.beginArray()
        var offset = 12 + 8 * dimensions
        while offset + 4 <= bytes.count {
            let length = Int(self.integer(start + offset, as: Int32.self))
            offset += 4
            if length < 0 {
                json.null()
            } else {
                self.write(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]), form, &json)
                offset += length
            }
        }
        json.endArray()
        return json.takeText()
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, _ form: PostgresForm, _ json: inout JSONWriter) {
        guard let start = bytes.baseAddress else { return json.string("") }
        switch form {
        case .bool: json.bool(bytes.first != 0)
        case .int2: json.int(Int64(self.integer(start, as: Int16.self)))
        case .int4: json.int(Int64(self.integer(start, as: Int32.self)))
        case .int8: json.int(self.integer(start, as: Int64.self))
        case .oid: json.int(Int64(self.integer(start, as: UInt32.self)))
        case .float4: json.double(Double(Float(bitPattern: self.integer(start, as: UInt32.self))))
        case .float8: json.double(Double(bitPattern: self.integer(start, as: UInt64.self)))
        case .numeric: json.cell(self.numeric(bytes), as: .double)
        case .uuid:
            json.uuid(high: self.integer(start, as: UInt64.self), low: self.integer(start + 8, as: UInt64.self))
        case .timestamp: json.timestamp(microsecondsSince1970: self.timestamp(start))
        case .date: json.date(daysSince1970: self.day(start))
        case .json: json.raw(utf8: bytes)
        case .jsonb: json.raw(utf8: UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
        case .inet: json.string(self.address(bytes))
        case .text, .bytea, .array, .void, .foreign: json.string(utf8: bytes)
        }
    }
}
