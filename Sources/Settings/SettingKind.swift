/// How the text of a setting becomes a value, and back for the table.
package struct SettingKind<Value: Sendable>: Sendable {
    /// What a value looks like, to mend a wrong one: "a number from 1 to 65535".
    package let expectation: String
    let parse: @Sendable (String) -> Value?
    let text: @Sendable (Value) -> String

    package init(
        _ expectation: String, parse: @escaping @Sendable (String) -> Value?,
        text: @escaping @Sendable (Value) -> String
    ) {
        self.expectation = expectation
        self.parse = parse
        self.text = text
    }
}

extension SettingKind<String> {
    package static var text: Self { Self("some text", parse: { $0 }, text: { $0 }) }

    /// A name or an address to listen on.
    package static var host: Self {
        Self(
            "an address or a name as 127.0.0.1, :: or localhost",
            parse: { text in
                let isHost = text.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                    default: ".:-_%".utf8.contains(byte)
                    }
                }
                return isHost ? text : nil
            }, text: { $0 })
    }

    /// One word out of a few, in lower case.
    package static func choice(_ words: String...) -> Self {
        Self(
            "one of " + words.joined(separator: ", "),
            parse: { words.contains($0.lowercased()) ? $0.lowercased() : nil }, text: { $0 })
    }

    /// As `Europe/Paris`.
    package static var timezone: Self {
        Self(
            "a name of the time zone database as Europe/Paris",
            parse: { text in
                let isName = text.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                    default: "/_+-".utf8.contains(byte)
                    }
                }
                return isName ? text : nil
            }, text: { $0 })
    }

    /// As `en` or `en_US`.
    package static var locale: Self {
        Self(
            "a locale as en_US",
            parse: { text in
                let parts = text.split(separator: "_", omittingEmptySubsequences: false)
                let isLocale =
                    (1...3).contains(parts.count)
                    && parts.allSatisfy { part in
                        !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
                    }
                return isLocale ? text : nil
            }, text: { $0 })
    }
}

extension SettingKind<Bool> {
    /// The words that the reference takes for yes, and their opposites.
    package static var flag: Self {
        Self(
            "true or false",
            parse: { text in
                switch text.lowercased() {
                case "y", "yes", "t", "true", "on", "1": true
                case "n", "no", "f", "false", "off", "0": false
                default: nil
                }
            }, text: { $0 ? "true" : "false" })
    }
}

extension SettingKind<Int> {
    package static var port: Self { .number(in: 1...65_535) }

    package static func number(in range: ClosedRange<Int>) -> Self {
        let expectation =
            range.upperBound == .max
            ? "a number from \(range.lowerBound) on" : "a number from \(range.lowerBound) to \(range.upperBound)"
        return Self(
            expectation,
            parse: { text in
                guard let number = Int(text), range.contains(number) else { return nil }
                return number
            }, text: { "\($0)" })
    }

    /// Bytes, with a unit or without: `10485760`, `10M`, `1.5G` is not one.
    package static func bytes(in range: ClosedRange<Int>) -> Self {
        Self(
            "a number of bytes as 10485760, 512K, 10M or 2G",
            parse: { text in
                let units: [(Character, Int)] = [("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30), ("T", 1 << 40)]
                let unit = units.first { text.uppercased().last == $0.0 }
                guard let number = Int(unit == nil ? text : String(text.dropLast())) else { return nil }
                let (bytes, overflows) = number.multipliedReportingOverflow(by: unit?.1 ?? 1)
                return !overflows && range.contains(bytes) ? bytes : nil
            }, text: { "\($0)" })
    }

    /// Seconds, with a unit or without: `90`, `90s`, `15m`, `12h`, `7d`.
    package static func seconds(in range: ClosedRange<Int>) -> Self {
        Self(
            "a time from \(Self.duration(range.lowerBound)) to \(Self.duration(range.upperBound)), as 90, 90s, 15m, 12h or 7d",
            parse: { text in
                let units: [(Character, Int)] = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
                let unit = units.first { text.lowercased().last == $0.0 }
                guard let number = Int(unit == nil ? text : String(text.dropLast())) else { return nil }
                let (seconds, overflows) = number.multipliedReportingOverflow(by: unit?.1 ?? 1)
                return !overflows && range.contains(seconds) ? seconds : nil
            }, text: Self.duration)
    }

    @Sendable private static func duration(_ seconds: Int) -> String {
        for (unit, length) in [("d", 86_400), ("h", 3600), ("m", 60)] where seconds >= length && seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}

extension SettingKind<Double> {
    package static func fraction() -> Self {
        Self(
            "a number from 0 to 1",
            parse: { text in
                guard let number = Double(text), (0...1).contains(number) else { return nil }
                return number
            }, text: { "\($0)" })
    }
}
