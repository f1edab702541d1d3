/// Why a text is not taken for JSON.
package struct JSONError: Error, Equatable, Sendable {
    /// Bytes from the start of the text to what is wrong; for a string's or a number's content, to where it starts.
    package let offset: Int
    package let reason: Reason

    package init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    package enum Reason: Equatable, Sendable {
        case unexpectedByte, unexpectedEnd, trailingBytes
        case malformedNumber, numberOutOfRange, numberTooLong
        case invalidEscape, controlCharacter, nullCharacter, loneSurrogate, invalidUTF8, stringTooLong
        case tooLarge, tooDeep, tooManyElements
    }
}

extension JSONError: CustomStringConvertible {
    /// A sentence fit for the one who sent the text.
    package var description: String {
        "\(reason) at byte \(offset)"
    }
}

extension JSONError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unexpectedByte: "unexpected character"
        case .unexpectedEnd: "unexpected end of the text"
        case .trailingBytes: "more text after the value"
        case .malformedNumber: "malformed number"
        case .numberOutOfRange: "number out of range"
        case .numberTooLong: "number with too many digits"
        case .invalidEscape: "invalid escape in a string"
        case .controlCharacter: "unescaped control character in a string"
        case .nullCharacter: "null character in a string"
        case .loneSurrogate: "half of a surrogate pair in a string"
        case .invalidUTF8: "invalid UTF-8 in a string"
        case .stringTooLong: "string too long"
        case .tooLarge: "text too large"
        case .tooDeep: "too many levels of nesting"
        case .tooManyElements: "too many values"
        }
    }
}
