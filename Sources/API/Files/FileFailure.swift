import Glibc

/// The system refuses something about a file. Not the client's fault, and not for its eyes.
package struct FileFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package let call: String
    package let code: Int32

    package init(call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    /// The failure of the call that has just returned.
    static func last(_ call: String) -> FileFailure { FileFailure(call: call, code: errno) }

    package var description: String { "\(self.call): \(String(cString: strerror(self.code)))" }
}
