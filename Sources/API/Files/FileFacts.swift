import Database

/// What an answer needs to know of a file.
package struct FileFacts: Sendable {
    /// How a browser is asked to take it. What it could run is an attachment in any case.
    package enum Disposition: Sendable, Hashable {
        case shown
        /// Shown; a person who saves it gets this name.
        case named(String)
        case download(String)
    }

    /// In bytes.
    package var size: Int
    package var modified: Timestamp
    package var contentType: String
    package var disposition: Disposition
    /// Whether only its caller may see it: nothing between the two keeps a copy then.
    package var isPrivate: Bool
    /// In seconds: how long a copy needs no question. Zero: each use asks whether it is still the same.
    package var freshness: Int

    package init(
        size: Int, modified: Timestamp, contentType: String, disposition: Disposition = .shown, isPrivate: Bool = true,
        freshness: Int = 0
    ) {
        self.size = size
        self.modified = modified
        self.contentType = contentType
        self.disposition = disposition
        self.isPrivate = isPrivate
        self.freshness = freshness
    }

    /// Changes when the file does: a strong validator.
    package var tag: String {
        "\"\(String(self.modified.microseconds, radix: 36))-\(String(self.size, radix: 36))\""
    }
}
