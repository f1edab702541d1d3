/// What a text from outside may ask of the reader.
package struct JSONLimits: Sendable {
    /// Arrays and objects within each other. At most 512 whatever is asked for, as values are freed by recursion.
    package let maxDepth: Int
    /// Bytes of the whole text.
    package let maxBytes: Int
    /// Bytes of one string or name, once its escapes are resolved.
    package let maxStringBytes: Int
    /// Values in the whole text, the nested and the nesting ones.
    package let maxElements: Int
    /// Whether strings may hold U+0000, which no database here stores as text.
    package let allowsNullCharacter: Bool

    package static let standard = JSONLimits()

    package init(
        maxDepth: Int = 64,
        maxBytes: Int = 16 << 20,
        maxStringBytes: Int = 4 << 20,
        maxElements: Int = 1_000_000,
        allowsNullCharacter: Bool = false
    ) {
        self.maxDepth = min(maxDepth, 512)
        self.maxBytes = maxBytes
        self.maxStringBytes = maxStringBytes
        self.maxElements = maxElements
        self.allowsNullCharacter = allowsNullCharacter
    }
}
