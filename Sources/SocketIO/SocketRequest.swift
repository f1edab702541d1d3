import NIOCore
import NIOHTTP1

/// A request below `/socket.io`, as its address and headers describe it.
struct SocketRequest {
    let head: HTTPRequestHead
    /// The session it belongs to; nil for a client that comes for the first time.
    let session: String?
    let transport: String
    /// The protocol's version: 4.
    let version: String?
    let wantsUpgrade: Bool

    /// `/socket.io` and what is below it, after any number of slashes.
    static func isAddressed(by uri: String) -> Bool {
        let path = uri.utf8.drop { $0 == UInt8(ascii: "/") }
        let name = "socket.io".utf8
        guard uri.utf8.first == UInt8(ascii: "/"), path.starts(with: name) else { return false }
        let next = path.dropFirst(name.count).first
        return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
    }

    init(_ head: HTTPRequestHead) {
        var query: [Substring: Substring] = [:]
        let parts = head.uri.split(separator: "?", maxSplits: 1)
        for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query[sides[0]] = sides.count > 1 ? sides[1] : ""
        }
        self.head = head
        self.session = query["sid"].map { String($0.prefix(64)) }
        self.transport = query["transport"].map(String.init) ?? "polling"
        self.version = query["EIO"].map(String.init)
        let upgrades = head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
        self.wantsUpgrade = upgrades && head.version == .http1_1
    }

    /// What is wrong with it before anyone looks at its session.
    var problem: EngineProblem? {
        if self.session == nil {
            guard self.head.method == .GET else { return .invalidSession("None") }
            guard self.version == "4" else { return .unsupportedProtocol }
        }
        switch (self.transport, self.wantsUpgrade) {
        case ("polling", _): return nil
        case ("websocket", true): return nil
        case ("websocket", false): return self.session == nil ? .invalidUpgrade : .invalidTransport
        default: return .invalidTransport
        }
    }
}
