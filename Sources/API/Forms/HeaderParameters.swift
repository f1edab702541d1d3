/// A header such as `form-data; name="a"; filename*=UTF-8''b`: a value and its parameters.
struct HeaderParameters {
    let value: String
    /// Names in lower case, in their order.
    private let parameters: [(name: String, value: String)]

    init(_ text: String) { self.init(utf8: Array(text.utf8)[...]) }

    /// Reads as much as makes sense and leaves the rest: clients write these by hand.
    init(utf8 bytes: ArraySlice<UInt8>) {
        var scanner = Scanner(rest: bytes)
        self.value = scanner.token(until: [.semicolon])
        var parameters: [(name: String, value: String)] = []
        while scanner.skip(.semicolon) {
            let name = scanner.token(until: [.semicolon, .equals]).lowercased()
            guard scanner.skip(.equals) else { continue }
            parameters.append((name, scanner.value()))
        }
        self.parameters = parameters
    }

    /// The first parameter of that name; its extended form (`name*`, RFC 5987) is preferred when it can be read.
    subscript(name: String) -> String? {
        let extended = self.parameters.first { $0.name == name + "*" }.flatMap { Self.extended($0.value) }
        return extended ?? self.parameters.first { $0.name == name }?.value
    }

    /// `UTF-8'en'%C3%A9` to text; nil for a character set that nobody sends.
    private static func extended(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var encoded = String(parts[2])
        let bytes = encoded.withUTF8 { PercentDecoding.decoded($0, plusIsBlank: false) }
        return switch parts[0].lowercased() {
        case "utf-8": String(validating: bytes, as: UTF8.self)
        case "iso-8859-1": String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: nil
        }
    }
}

private struct Scanner {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ byte: UInt8) -> Bool {
        guard self.rest.first == byte else { return false }
        self.rest.removeFirst()
        return true
    }

    /// The text before the next of `ends`, without blanks around it.
    mutating func token(until ends: [UInt8]) -> String {
        let end = self.rest.firstIndex(where: ends.contains) ?? self.rest.endIndex
        defer { self.rest = self.rest[end...] }
        var token = self.rest[..<end]
        while let first = token.first, first == .blank || first == .tab { token.removeFirst() }
        while let last = token.last, last == .blank || last == .tab { token.removeLast() }
        return String(decoding: token, as: UTF8.self)
    }

    /// What follows `=`: a token, or a quoted string, in which only `\"` and `\\` are escapes. A lone backslash is one:
    /// browsers send it so.
    mutating func value() -> String {
        self.rest = self.rest.drop { $0 == .blank || $0 == .tab }
        guard self.skip(.quote) else { return self.token(until: [.semicolon]) }
        var value: [UInt8] = []
        while let byte = self.rest.popFirst(), byte != .quote {
            if byte == .backslash, let next = self.rest.first, next == .quote || next == .backslash {
                value.append(next)
                self.rest.removeFirst()
            } else {
                value.append(byte)
            }
        }
        _ = self.token(until: [.semicolon])
        return String(decoding: value, as: UTF8.self)
    }
}
