package import NIOCore

extension JSONValue {
    /// Reads a whole text, strictly by RFC 8259.
    package init(parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .standard) throws(JSONError) {
        var reader = JSONReader(bytes, limits: limits)
        self = try reader.read()
    }

    package init(parsing buffer: ByteBuffer, limits: JSONLimits = .standard) throws(JSONError) {
        self = try buffer.withUnsafeReadableBytes { Self.parse($0, limits) }.get()
    }

    package init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
        var copy = text
        self = try copy.withUTF8 { Self.parse(UnsafeRawBufferPointer($0), limits) }.get()
    }

    private static func parse(_ bytes: UnsafeRawBufferPointer, _ limits: JSONLimits) -> Result<JSONValue, JSONError> {
        Result { () throws(JSONError) in try JSONValue(parsing: bytes, limits: limits) }
    }
}

/// Reads one text. What is open is kept in an array and not on the call stack: a text cannot exhaust it.
struct JSONReader {
    let bytes: UnsafeRawBufferPointer
    let limits: JSONLimits
    var offset = 0
    /// Where strings with escapes are put together.
    var unescaped: [UInt8] = []
    private var open: [Container] = []
    private var elements = 0

    private struct Container {
        let isObject: Bool
        var values: [JSONValue] = []
        var object = JSONObject()
        var name = ""
    }

    init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func read() throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.maxBytes else {
            throw error(.tooLarge, at: limits.maxBytes)
        }
        while true {
            let byte = try nextByte()
            elements += 1
            guard elements <= limits.maxElements else {
                throw error(.tooManyElements)
            }
            if let value = try readValue(startingWith: byte), let whole = try place(value) {
                return whole
            }
        }
    }

    /// Reads a scalar or an empty array or object. Nil if it opened one that is not empty: its first value is next.
    private mutating func readValue(startingWith byte: UInt8) throws(JSONError) -> JSONValue? {
        switch byte {
        case UInt8(ascii: "["): return try openArray()
        case UInt8(ascii: "{"): return try openObject()
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
        case UInt8(ascii: "t"): return try readLiteral("true", .bool(true))
        case UInt8(ascii: "f"): return try readLiteral("false", .bool(false))
        case UInt8(ascii: "n"): return try readLiteral("null", .null)
        default: throw error(.unexpectedByte)
        }
    }

    private mutating func openArray() throws(JSONError) -> JSONValue? {
        try enter()
        if try nextByte() == UInt8(ascii: "]") {
            offset += 1
            return .array([])
        }
        open.append(Container(isObject: false))
        return nil
    }

    private mutating func openObject() throws(JSONError) -> JSONValue? {
        try enter()
        if try nextByte() == UInt8(ascii: "}") {
            offset += 1
            return .object(JSONObject())
        }
        open.append(Container(isObject: true))
        try readName()
        return nil
    }

    private mutating func enter() throws(JSONError) {
        guard open.count < limits.maxDepth else {
            throw error(.tooDeep)
        }
        offset += 1
    }

    /// Gives a finished value to what holds it, and what that finishes to what holds it in turn. Nil if another value is due, the whole
    /// when the text is read.
    private mutating func place(_ value: JSONValue) throws(JSONError) -> JSONValue? {
        var value = value
        while let last = open.indices.last {
            if open[last].isObject {
                open[last].object[open[last].name] = value
            } else {
                open[last].values.append(value)
            }
            let isObject = open[last].isObject
            switch try nextByte() {
            case UInt8(ascii: ","):
                offset += 1
                if isObject {
                    try readName()
                }
                return nil
            case UInt8(ascii: "]") where !isObject:
                offset += 1
                value = .array(open.removeLast().values)
            case UInt8(ascii: "}") where isObject:
                offset += 1
                value = .object(open.removeLast().object)
            default:
                throw error(.unexpectedByte)
            }
        }
        skipBlanks()
        guard offset == bytes.count else {
            throw error(.trailingBytes)
        }
        return value
    }

    private mutating func readName() throws(JSONError) {
        guard try nextByte() == UInt8(ascii: "\"") else {
            throw error(.unexpectedByte)
        }
        let name = try readString()
        guard try nextByte() == UInt8(ascii: ":") else {
            throw error(.unexpectedByte)
        }
        offset += 1
        open[open.count - 1].name = name
    }

    private mutating func readLiteral(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let letters = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        for letter in letters {
            guard offset < bytes.count else {
                throw error(.unexpectedEnd)
            }
            guard bytes[offset] == letter else {
                throw error(.unexpectedByte)
            }
            offset += 1
        }
        return value
    }
}

extension JSONReader {
    func error(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
        JSONError(offset: offset ?? self.offset, reason: reason)
    }

    /// The byte at `offset` once blanks are skipped; it is not consumed.
    private mutating func nextByte() throws(JSONError) -> UInt8 {
        skipBlanks()
        guard offset < bytes.count else {
            throw error(.unexpectedEnd)
        }
        return bytes[offset]
    }

    private mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): offset += 1
            default: return
            }
        }
    }
}
