extension CivilTime {
    /// How much of a second a text shows. What it does not show is dropped, towards the past.
    package enum Precision: Sendable {
        /// `2024-02-29T13:37:00`
        case seconds
        /// `2024-02-29T13:37:00.000250`
        case microseconds

        @inline(__always)
        var length: Int {
            switch self {
            case .seconds: 19
            case .microseconds: 26
            }
        }
    }

    /// Nil outside of the years 1 to 9999.
    package static func text(daysSince1970 days: Int32) -> String? {
        guard writableDays.contains(Int(days)) else {
            return nil
        }
        return String(unsafeUninitializedCapacity: 10) { text in
            guard let start = UnsafeMutableRawPointer(text.baseAddress) else {
                return 0
            }
            store(days: Int(days), to: start)
            return 10
        }
    }

    /// UTC, without a zone. Nil outside of the years 1 to 9999.
    package static func text(microsecondsSince1970 microseconds: Int64, _ precision: Precision) -> String? {
        let (days, rest) = split(microseconds: microseconds)
        guard writableDays.contains(days) else {
            return nil
        }
        return String(unsafeUninitializedCapacity: precision.length) { text in
            guard let start = UnsafeMutableRawPointer(text.baseAddress) else {
                return 0
            }
            store(days: days, microsecondsOfDay: rest, precision, to: start)
            return precision.length
        }
    }

    /// Writes ten bytes.
    static func store(days: Int, to text: UnsafeMutableRawPointer) {
        let (year, month, day) = civil(days: days)
        DecimalDigits.store(pair: year / 100, to: text)
        DecimalDigits.store(pair: year % 100, to: text + 2)
        text.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 4, as: UInt8.self)
        DecimalDigits.store(pair: month, to: text + 5)
        text.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 7, as: UInt8.self)
        DecimalDigits.store(pair: day, to: text + 8)
    }

    /// Writes as many bytes as the precision has.
    @inline(__always)
    static func store(
        days: Int, microsecondsOfDay: Int64, _ precision: Precision, to text: UnsafeMutableRawPointer
    ) {
        let seconds = Int(microsecondsOfDay / microsecondsPerSecond)
        store(days: days, to: text)
        text.storeBytes(of: UInt8(ascii: "T"), toByteOffset: 10, as: UInt8.self)
        DecimalDigits.store(pair: seconds / 3600, to: text + 11)
        text.storeBytes(of: UInt8(ascii: ":"), toByteOffset: 13, as: UInt8.self)
        DecimalDigits.store(pair: seconds / 60 % 60, to: text + 14)
        text.storeBytes(of: UInt8(ascii: ":"), toByteOffset: 16, as: UInt8.self)
        DecimalDigits.store(pair: seconds % 60, to: text + 17)
        if case .microseconds = precision {
            let fraction = Int(microsecondsOfDay % microsecondsPerSecond)
            text.storeBytes(of: UInt8(ascii: "."), toByteOffset: 19, as: UInt8.self)
            DecimalDigits.store(pair: fraction / 10_000, to: text + 20)
            DecimalDigits.store(pair: fraction / 100 % 100, to: text + 22)
            DecimalDigits.store(pair: fraction % 100, to: text + 24)
        }
    }
}

extension JSONWriter {
    /// `"YYYY-MM-DDTHH:MM:SS"`, UTC without a zone; the fraction is dropped towards the past. `null` outside of the years 1 to 9999.
    package mutating func timestamp(microsecondsSince1970 microseconds: Int64) {
        timestamp(microsecondsSince1970: microseconds, .seconds)
    }

    /// As above, with as much of the second as is asked for.
    @inline(__always)
    package mutating func timestamp(microsecondsSince1970 microseconds: Int64, _ precision: CivilTime.Precision) {
        let (days, rest) = CivilTime.split(microseconds: microseconds)
        guard CivilTime.writableDays.contains(days) else {
            return null()
        }
        beginValue(reserving: 28)
        append(UInt8(ascii: "\""))
        CivilTime.store(days: days, microsecondsOfDay: rest, precision, to: base + count)
        count &+= precision.length
        append(UInt8(ascii: "\""))
    }

    /// `"YYYY-MM-DD"`, `null` outside of the years 1 to 9999.
    package mutating func date(daysSince1970 days: Int32) {
        guard CivilTime.writableDays.contains(Int(days)) else {
            return null()
        }
        beginValue(reserving: 12)
        append(UInt8(ascii: "\""))
        CivilTime.store(days: Int(days), to: base + count)
        count &+= 10
        append(UInt8(ascii: "\""))
    }
}
