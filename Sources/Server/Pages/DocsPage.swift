import CPages
import NIOCore

/// The page for people over the API's document: `GET /docs`.
package enum DocsPage {
    /// HTML in UTF-8, whole: it loads nothing but `openapi.json` beside its own address.
    package static let html = ByteBuffer(bytes: UnsafeBufferPointer(start: docs_html, count: docs_html_length))
}
