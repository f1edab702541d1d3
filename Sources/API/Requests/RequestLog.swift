import Logging
import Synchronization

/// Where one request's lines go, each with the request's number. Costs nothing until there is something to say.
package struct RequestLog: Sendable {
    private static let count = Atomic<UInt64>(0)

    private let base: Logger
    private let number: UInt64

    package init(_ base: Logger) {
        self.base = base
        self.number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// For one line or a few: it is made anew each time.
    package var logger: Logger {
        var logger = self.base
        logger[metadataKey: "request"] = "\(self.number)"
        return logger
    }
}
