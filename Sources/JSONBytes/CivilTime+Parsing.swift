extension CivilTime {
    /// Days since 1970 of `YYYY-MM-DD`; nil if there is no such date.
    package static func days(parsing text: UnsafeRawBufferPointer) -> Int32? {
        var scanner = Scanner(text)
        guard let days = scanner.date(), scanner.isAtEnd else {
            return nil
        }
        return Int32(days)
    }

    /// Microseconds since 1970 of `YYYY-MM-DD`, or of `YYYY-MM-DDTHH:MM:SS` with a `T` or a blank, an optional fraction of up to nine
    /// digits (cut to six) and an optional zone `Z`, `±HH` or `±HH:MM`. Without a zone it is UTC. Nil if there is no such date or time, also
    /// if the zone takes it out of the years 1 to 9999.
    package static func microseconds(parsing text: UnsafeRawBufferPointer) -> Int64? {
        var scanner = Scanner(text)
        guard let days = scanner.date() else {
            return nil
        }
        var microseconds = Int64(days) * microsecondsPerDay
        if !scanner.isAtEnd {
            guard scanner.skip("T") || scanner.skip(" "), let time = scanner.time(), let zone = scanner.zone() else {
                return nil
            }
            microseconds += time - zone
        }
        guard scanner.isAtEnd, writableDays.contains(split(microseconds: microseconds).days) else {
            return nil
        }
        return microseconds
    }

    package static func days(parsing text: String) -> Int32? {
        var copy = text
        return copy.withUTF8 { days(parsing: UnsafeRawBufferPointer($0)) }
    }

    package static func microseconds(parsing text: String) -> Int64? {
        var copy = text
        return copy.withUTF8 { microseconds(parsing: UnsafeRawBufferPointer($0)) }
    }
}

extension CivilTime {
    /// Reads the parts of a text one after the other.
    private struct Scanner {
        private let text: UnsafeRawBufferPointer
        private var offset = 0

        init(_ text: UnsafeRawBufferPointer) {
            self.text = text
        }

        var isAtEnd: Bool { offset == text.count }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard offset < text.count, text[offset] == UInt8(ascii: character) else {
                return false
            }
            offset += 1
            return true
        }

        private mutating func digit() -> Int? {
            guard offset < text.count, text[offset] &- UInt8(ascii: "0") < 10 else {
                return nil
            }
            offset += 1
            return Int(text[offset - 1] - UInt8(ascii: "0"))
        }

        private mutating func pair() -> Int? {
            guard let tens = digit(), let ones = digit() else {
                return nil
            }
            return tens * 10 + ones
        }

        mutating func date() -> Int? {
            guard let century = pair(), let yearInCentury = pair(), skip("-"), let month = pair(), skip("-"),
                let day = pair(), isDate(year: century * 100 + yearInCentury, month: month, day: day)
            else {
                return nil
            }
            return days(year: century * 100 + yearInCentury, month: month, day: day)
        }

        mutating func time() -> Int64? {
            guard let hours = pair(), hours < 24, skip(":"), let minutes = pair(), minutes < 60, skip(":"),
                let seconds = pair(), seconds < 60, let fraction = fraction()
            else {
                return nil
            }
            return Int64(hours * 3600 + minutes * 60 + seconds) * microsecondsPerSecond + fraction
        }

        /// Zero if there is none, nil if it is malformed.
        private mutating func fraction() -> Int64? {
            guard skip(".") else {
                return 0
            }
            let first = offset
            var microseconds: Int64 = 0
            var unit = microsecondsPerSecond / 10
            while let digit = digit() {
                microseconds += Int64(digit) * unit
                unit /= 10
            }
            return (1...9).contains(offset - first) ? microseconds : nil
        }

        /// Microseconds ahead of UTC: zero if there is none, nil if it is malformed.
        mutating func zone() -> Int64? {
            if isAtEnd || skip("Z") {
                return 0
            }
            let isBehind = skip("-")
            guard isBehind || skip("+"), let hours = pair(), hours < 24 else {
                return nil
            }
            var minutes = 0
            if skip(":") {
                guard let read = pair(), read < 60 else {
                    return nil
                }
                minutes = read
            }
            let ahead = Int64(hours * 3600 + minutes * 60) * microsecondsPerSecond
            return isBehind ? -ahead : ahead
        }
    }
}
