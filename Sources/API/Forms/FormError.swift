/// Why a form cannot be read. Each is the client's to mend.
package enum FormError: Error, Sendable, Hashable {
    /// The whole body is above the limit, in bytes.
    case tooLarge(limit: Int)
    /// The fields that are not files are above their limit together, in bytes.
    case fieldsTooLarge(limit: Int)
    /// More parts, fields or query parameters than the limit.
    case tooManyParts(limit: Int)
    /// The bytes are no form; the sentence says why.
    case malformed(String)
}

extension FormError: CustomStringConvertible {
    /// A sentence for the client.
    package var description: String {
        switch self {
        case .tooLarge(let limit): "The request is larger than \(limit) bytes."
        case .fieldsTooLarge(let limit): "The fields of the form are larger than \(limit) bytes."
        case .tooManyParts(let limit): "The request has more than \(limit) fields."
        case .malformed(let sentence): sentence
        }
    }
}
