import FoundationEssentials
import Glibc

/// Why a store did not do what it was asked.
package enum StoreError: Error, Hashable {
    case missing(BlobKey)
    /// No room is left, or a quota is used up.
    case full
    /// `doing` names the operation and its path, for the log only.
    case system(doing: String, code: Int32)

    static func last(_ doing: String) -> Self {
        let code = errno
        return code == ENOSPC || code == EDQUOT ? .full : .system(doing: doing, code: code)
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let key): "no \(key.kind.rawValue) of \(key.id.uuidString.lowercased())"
        case .full: "no room is left for files"
        case .system(let doing, let code): "\(doing): \(String(cString: strerror(code)))"
        }
    }
}
