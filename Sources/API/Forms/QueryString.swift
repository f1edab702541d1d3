/// `name=value&name=value`, as in addresses and in urlencoded bodies.
package enum QueryString {
    package typealias Pair = (name: String, value: String)

    /// Takes a query apart, in its order, repeats kept. A name without `=` has the value `""`; what stands between
    /// two `&` without a byte is skipped. The `?` before a query is no part of it.
    ///
    /// - Throws: ``FormError/tooManyParts(limit:)``.
    package static func parse(_ text: some StringProtocol, limit: Int = 1000) throws(FormError) -> [Pair] {
        if text.isEmpty { return [] }
        var text = String(text)
        let result: Result<[Pair], FormError> = text.withUTF8 { bytes in
            Result { () throws(FormError) in try Self.parse(bytes: bytes, limit: limit) }
        }
        return try result.get()
    }

    /// The same from bytes, which need not be UTF-8.
    ///
    /// - Throws: ``FormError/tooManyParts(limit:)``.
    package static func parse(bytes: UnsafeBufferPointer<UInt8>, limit: Int = 1000) throws(FormError) -> [Pair] {
        var pairs: [Pair] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: .ampersand) ?? bytes.endIndex
            if end > start {
                guard pairs.count < limit else { throw .tooManyParts(limit: limit) }
                pairs.append(Self.pair(bytes[start..<end]))
            }
            start = end + 1
        }
        return pairs
    }

    private static func pair(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Pair {
        guard let equals = bytes.firstIndex(of: .equals) else {
            return (PercentDecoding.text(UnsafeBufferPointer(rebasing: bytes), plusIsBlank: true), "")
        }
        let name = UnsafeBufferPointer(rebasing: bytes[..<equals])
        let value = UnsafeBufferPointer(rebasing: bytes[(equals + 1)...])
        return (
            PercentDecoding.text(name, plusIsBlank: true), PercentDecoding.text(value, plusIsBlank: true)
        )
    }
}

extension UInt8 {
    static let ampersand = UInt8(ascii: "&")
    static let equals = UInt8(ascii: "=")
    static let percent = UInt8(ascii: "%")
    static let slash = UInt8(ascii: "/")
    static let plus = UInt8(ascii: "+")
    static let blank = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let dash = UInt8(ascii: "-")
    static let carriageReturn = UInt8(ascii: "\r")
    static let lineFeed = UInt8(ascii: "\n")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let semicolon = UInt8(ascii: ";")
    static let colon = UInt8(ascii: ":")
}
