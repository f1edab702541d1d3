/// A value in the binary form of security keys (RFC 8949, as CTAP 2 restricts it): definite lengths, shortest numbers,
/// no key twice, no tags.
indirect enum CBOR: Hashable, Sendable {
    case int(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case bool(Bool)
    case null

    /// Reads one value from the front of `bytes`, and leaves the rest.
    ///
    /// - Returns: Nil for everything that is not well formed.
    static func read(_ bytes: inout ArraySlice<UInt8>) -> CBOR? { self.read(&bytes, depth: 0) }

    /// Reads a value that is all of `bytes`.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        guard let value = Self.read(&rest), rest.isEmpty else { return nil }
        self = value
    }

    /// Nested at most so deep.
    private static let maximumDepth = 4

    private static func read(_ bytes: inout ArraySlice<UInt8>, depth: Int) -> CBOR? {
        guard depth <= self.maximumDepth, let first = bytes.popFirst() else { return nil }
        let kind = first >> 5
        if kind == 7 {
            switch first & 31 {
            case 20: return .bool(false)
            case 21: return .bool(true)
            case 22: return .null
            default: return nil
            }
        }
        guard let number = self.number(first & 31, &bytes) else { return nil }
        switch kind {
        case 0: return Int64(exactly: number).map(CBOR.int)
        case 1: return Int64(exactly: number).map { .int(-1 - $0) }
        case 2: return self.take(number, &bytes).map { .bytes(Array($0)) }
        case 3: return self.take(number, &bytes).flatMap { String(validating: $0, as: UTF8.self) }.map(CBOR.text)
        case 4: return self.array(number, &bytes, depth)
        case 5: return self.map(number, &bytes, depth)
        default: return nil
        }
    }

    private static func number(_ short: UInt8, _ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        if short < 24 { return UInt64(short) }
        guard short <= 27 else { return nil }
        let width = 1 << (short - 24)
        guard let taken = self.take(UInt64(width), &bytes) else { return nil }
        let number = taken.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let smallest: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
        return number >= smallest ? number : nil
    }

    private static func take(_ count: UInt64, _ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let count = Int(exactly: count), count <= bytes.count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    private static func array(_ count: UInt64, _ bytes: inout ArraySlice<UInt8>, _ depth: Int) -> CBOR? {
        guard count <= bytes.count else { return nil }
        var elements: [CBOR] = []
        for _ in 0..<count {
            guard let element = self.read(&bytes, depth: depth + 1) else { return nil }
            elements.append(element)
        }
        return .array(elements)
    }

    private static func map(_ count: UInt64, _ bytes: inout ArraySlice<UInt8>, _ depth: Int) -> CBOR? {
        guard count <= bytes.count else { return nil }
        var members: [CBOR: CBOR] = [:]
        for _ in 0..<count {
            guard let key = self.read(&bytes, depth: depth + 1), members[key] == nil else { return nil }
            guard let value = self.read(&bytes, depth: depth + 1) else { return nil }
            members[key] = value
        }
        return .map(members)
    }
}

extension CBOR {
    subscript(_ key: CBOR) -> CBOR? {
        if case .map(let members) = self { members[key] } else { nil }
    }
    var bytesValue: [UInt8]? {
        if case .bytes(let bytes) = self { bytes } else { nil }
    }
    var intValue: Int64? {
        if case .int(let value) = self { value } else { nil }
    }
    var textValue: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
