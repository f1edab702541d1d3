import Glibc

/// Why a picture was not made. The texts are for the log.
package enum MediaError: Error, Hashable {
    /// The sender's fault: no picture, a damaged one or half of one.
    case unreadable(String)
    /// The sender's fault: it would need more memory or time than a picture may have.
    case tooLarge(Picture)
    /// The house's fault: libvips is not there.
    case unavailable(String)
    /// The house is at its limit: try again later.
    case busy
    /// The house's fault: a file could not be opened or written.
    case system(String)

    static func last(_ doing: String) -> Self { .system("\(doing): \(String(cString: strerror(errno)))") }
}
