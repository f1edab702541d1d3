/// A file of a form, waiting in a temporary place until somebody keeps it by moving it away.
package struct UploadedFile: Sendable, Hashable {
    /// The form field that brought it.
    package let field: String
    /// A label, never a path: without directories and control characters.
    package let filename: String
    /// What the client says it is; nil when it does not say.
    package let contentType: String?
    package let path: String
    /// In bytes.
    package let size: Int

    package init(field: String, filename: String, contentType: String?, path: String, size: Int) {
        self.field = field
        self.filename = filename
        self.contentType = contentType
        self.path = path
        self.size = size
    }
}
