/// A form as it came: fields in their order, repeats kept, and the files, already on disk.
package struct FormBody: Sendable {
    package var fields: [(name: String, value: String)]
    package var files: [UploadedFile]

    package init(fields: [(name: String, value: String)] = [], files: [UploadedFile] = []) {
        self.fields = fields
        self.files = files
    }
}

/// How much of a form is read before it is refused.
package struct FormLimits: Sendable, Hashable {
    /// The whole body, in bytes.
    package var total: Int
    /// All fields that are not files together, in bytes: they are held in memory.
    package var fields: Int
    package var parts: Int
    /// The header lines of one part, in bytes; also what may stand before the first boundary.
    package var header: Int

    package init(total: Int, fields: Int = 4 << 20, parts: Int = 1000, header: Int = 8 << 10) {
        self.total = total
        self.fields = fields
        self.parts = parts
        self.header = header
    }
}

/// The two ways to write a form.
package enum FormKind: Sendable, Hashable {
    case urlencoded
    case multipart(boundary: String)

    /// Reads a Content-Type header.
    ///
    /// - Returns: Nil when it names something else than a form.
    /// - Throws: ``FormError/malformed(_:)`` for a multipart form without a usable boundary.
    package init?(contentType: String) throws(FormError) {
        let header = HeaderParameters(contentType)
        switch header.value.lowercased() {
        case "application/x-www-form-urlencoded":
            self = .urlencoded
        case "multipart/form-data":
            guard let boundary = header["boundary"], (1...200).contains(boundary.utf8.count) else {
                throw .malformed("The Content-Type of the form has no boundary.")
            }
            self = .multipart(boundary: boundary)
        default:
            return nil
        }
    }
}
