import NIOCore
import NIOPosix

/// A connection that says exactly what it is told to, and speaks just enough WebSocket.
final class RawConnection {
    struct Ended: Error {}

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var bytes: [UInt8] = []

    private init(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    static func open<Answer>(to port: Int, _ body: (RawConnection) async throws -> Answer) async throws -> Answer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(RawConnection(inbound, outbound))
        }
    }

    func send(_ text: String) async throws { try await self.outbound.write(ByteBuffer(string: text)) }

    /// Says no more, and still hears.
    func finish() { self.outbound.finish() }

    func get(_ path: String, _ headers: String = "") async throws -> String {
        try await self.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\(headers)\r\n")
        return try await self.answer()
    }

    func post(_ path: String, _ body: String) async throws -> String {
        try await self.send("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        return try await self.answer()
    }

    /// Head and body of an answer that states its length, or is a change of protocols.
    func answer() async throws -> String {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) { head.append(try await self.byte()) }
        let text = String(decoding: head, as: UTF8.self)
        let lines = text.lowercased().split(separator: "\r\n")
        let length = lines.first { $0.hasPrefix("content-length:") }?.dropFirst("content-length: ".count)
        return text + String(decoding: try await self.take(length.flatMap { Int($0) } ?? 0), as: UTF8.self)
    }

    /// The head of an answer, its body left where it is.
    func head() async throws -> String {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) { head.append(try await self.byte()) }
        return String(decoding: head, as: UTF8.self)
    }

    /// A body in chunks, taken apart.
    ///
    /// - Throws: ``Ended`` when it breaks off.
    func chunks() async throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let length = Int(try await self.line(), radix: 16) ?? 0
            body += try await self.take(length)
            guard try await self.line().isEmpty else { throw Ended() }
            if length == 0 { return body }
        }
    }

    private func line() async throws -> String {
        var line: [UInt8] = []
        while !line.suffix(2).elementsEqual("\r\n".utf8) { line.append(try await self.byte()) }
        return String(decoding: line.dropLast(2), as: UTF8.self)
    }

    func take(text count: Int) async throws -> String { String(decoding: try await self.take(count), as: UTF8.self) }

    func upgrade(_ path: String, _ headers: String = "") async throws -> String {
        try await self.get(
            path,
            "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(headers)")
    }

    /// Sends a masked text frame of up to 125 bytes.
    func say(_ text: String) async throws {
        let mask: [UInt8] = [1, 2, 3, 4]
        var frame: [UInt8] = [0x81, 0x80 | UInt8(text.utf8.count)] + mask
        for (index, byte) in text.utf8.enumerated() { frame.append(byte ^ mask[index % 4]) }
        try await self.outbound.write(ByteBuffer(bytes: frame))
    }

    /// The text of the next frame; for a close frame its code.
    func hear() async throws -> String {
        let head = try await self.take(2)
        var length = Int(head[1] & 0x7f)
        if length == 126 { length = try await self.take(2).reduce(0) { $0 << 8 | Int($1) } }
        let body = try await self.take(length)
        guard head[0] & 0x0f == 8 else { return String(decoding: body, as: UTF8.self) }
        return "close \(body.prefix(2).reduce(0) { $0 << 8 | Int($1) })"
    }

    /// True once the server has closed the connection.
    func ends() async throws -> Bool {
        while let _ = try await self.inbound.next() {}
        return true
    }

    private func take(_ count: Int) async throws -> [UInt8] {
        var taken: [UInt8] = []
        for _ in 0..<count { taken.append(try await self.byte()) }
        return taken
    }

    private func byte() async throws -> UInt8 {
        while self.bytes.isEmpty {
            guard let chunk = try await self.inbound.next() else { throw Ended() }
            self.bytes = Array(chunk.readableBytesView).reversed()
        }
        return self.bytes.removeLast()
    }
}
