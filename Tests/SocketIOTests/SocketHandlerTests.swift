import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import SocketIO

/// The channel handler behind a real HTTP/1 codec, on a loop that moves only when it is told to.
@Suite struct SocketHandlerTests {
    private let hub = SocketHub(
        hooks: SocketHooks(authorize: { _ in nil }), logger: Logger(label: "test"))

    @Test(
        "Requests that are not Socket.IO's pass untouched",
        arguments: ["/", "/socket.iox", "/api/socket.io/", "/data?x=/socket.io/"])
    func passes(path: String) throws {
        let channel = try self.channel()

        try channel.writeInbound(ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"))

        #expect(try channel.uris() == [path])
        #expect(try channel.answer().isEmpty)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test(
        "Requests below /socket.io are answered here, after any number of slashes",
        arguments: [
            "/socket.io/?EIO=4&transport=polling", "//socket.io/?EIO=4", "/socket.io?EIO=4", "/socket.io/x?EIO=4",
        ])
    func handshake(path: String) throws {
        let channel = try self.channel()

        try channel.writeInbound(ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"))

        let answer = try channel.answer()
        #expect(try channel.uris().isEmpty)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\n"))
        #expect(
            answer.hasSuffix(
                #""upgrades":["websocket"],"pingTimeout":20000,"pingInterval":25000,"maxPayload":1000000}"#))
        #expect(self.hub.sessionCount == 1)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test(
        "What is wrong is said as the reference says it",
        arguments: [
            (
                "GET", "EIO=3&transport=polling", 400,
                #""The client is using an unsupported version of the Socket.IO or Engine.IO protocols""#
            ),
            (
                "GET", "transport=polling", 400,
                #""The client is using an unsupported version of the Socket.IO or Engine.IO protocols""#
            ),
            ("GET", "EIO=4&transport=foo", 400, #""Invalid transport""#),
            ("GET", "EIO=4&transport=websocket", 400, #""Invalid websocket upgrade""#),
            ("GET", "EIO=4&transport=polling&sid=nope", 400, #""Invalid session nope""#),
            ("POST", "EIO=4&transport=polling&sid=nope", 400, #""Invalid session nope""#),
            ("POST", "EIO=4&transport=polling", 400, #""Invalid session None""#),
            ("GET", "EIO=4&transport=websocket&sid=nope", 400, #""Invalid transport""#),
            ("PUT", "EIO=4", 405, "Method Not Found"), ("DELETE", "EIO=4", 405, "Method Not Found"),
            ("OPTIONS", "EIO=4", 200, "OK"),
        ])
    func refusals(method: String, query: String, status: Int, body: String) throws {
        let channel = try self.channel()

        try channel.writeInbound(
            ByteBuffer(string: "\(method) /socket.io/?\(query) HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))

        let answer = try channel.answer()
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        #expect(answer.hasSuffix("\r\n\r\n" + body))
        #expect(self.hub.sessionCount == 0)
        #expect(channel.isActive)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test("HEAD is refused without a body")
    func head() throws {
        let channel = try self.channel()

        try channel.writeInbound(ByteBuffer(string: "HEAD /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\n\r\n"))

        let answer = try channel.answer()
        #expect(answer.hasPrefix("HTTP/1.1 405 "))
        #expect(answer.hasSuffix("\r\n\r\n"))
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test("Pipelined requests are answered in their order")
    func pipeline() throws {
        let channel = try self.channel()
        let ours = "GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\n\r\n"

        try channel.writeInbound(
            ByteBuffer(string: "GET /a HTTP/1.1\r\nHost: x\r\n\r\n\(ours)GET /b HTTP/1.1\r\nHost: x\r\n\r\n"))

        #expect(try channel.uris() == ["/a"])
        #expect(try channel.answer().isEmpty)
        try channel.respond("first")
        let answer = try channel.answer()
        #expect(answer.contains("\r\n\r\nfirstHTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\n"))
        #expect(try channel.uris() == ["/b"])
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test("A waiting poll holds what comes after it, and is answered by an announcement")
    func waitingPoll() throws {
        let channel = try self.channel()
        let session = try channel.handshake()
        try channel.post("40", to: session)
        #expect(try channel.poll(session).contains(#"40{"sid":"#))

        #expect(try channel.poll(session).isEmpty)
        try channel.writeInbound(ByteBuffer(string: "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"))
        #expect(try channel.uris().isEmpty)
        self.hub.broadcast(name: "task:new", payload: ByteBuffer(string: #"{"task_id":"1"}"#), namespace: "/")
        channel.embeddedEventLoop.run()

        #expect(try channel.answer().hasSuffix("\r\n\r\n" + #"42["task:new",{"task_id":"1"}]"#))
        #expect(try channel.uris() == ["/a"])
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test("A connection lost while its poll waits leaves the session to the next one")
    func lostConnection() throws {
        let loop = EmbeddedEventLoop()
        let (first, second) = (try self.channel(loop), try self.channel(loop))
        let session = try first.handshake()
        try first.post("40", to: session)
        _ = try first.poll(session)
        #expect(try first.poll(session).isEmpty)

        first.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        loop.run()
        self.hub.broadcast(name: "x", payload: ByteBuffer(string: "1"), namespace: "/")
        loop.run()

        #expect(!first.isActive)
        #expect(try second.poll(session).hasSuffix(#"42["x",1]"#))
        _ = try second.finish(acceptAlreadyClosed: true)
    }

    @Test("A body beyond the limit is refused before it is read")
    func tooLarge() throws {
        let channel = try self.channel()
        let session = try channel.handshake()
        let head = "POST /socket.io/?EIO=4&sid=\(session) HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n"

        try channel.writeInbound(ByteBuffer(string: head + String(repeating: "4", count: 1_100_000)))

        #expect(try channel.answer().hasPrefix("HTTP/1.1 413 "))
        channel.embeddedEventLoop.advanceTime(by: .seconds(3))
        #expect(!channel.isActive)
    }

    @Test("When the server goes down a waiting poll is answered and its connection closed")
    func quiescing() throws {
        let channel = try self.channel()
        let session = try channel.handshake()
        try channel.post("40", to: session)
        _ = try channel.poll(session)
        #expect(try channel.poll(session).isEmpty)

        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())

        let answer = try channel.answer()
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(!channel.isActive)
    }

    @Test("Sessions are refused beyond the limit")
    func sessionLimit() throws {
        var configuration = SocketConfiguration()
        configuration.limits.maxSessions = 1
        let hub = SocketHub(
            configuration, hooks: SocketHooks(authorize: { _ in nil }), logger: Logger(label: "test"))
        let channel = try self.channel(hub: hub)
        _ = try channel.handshake()

        try channel.writeInbound(ByteBuffer(string: "GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\n\r\n"))

        #expect(try channel.answer().hasPrefix("HTTP/1.1 503 "))
        #expect(hub.sessionCount == 1)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test("A session nobody answers for is forgotten")
    func forgotten() throws {
        let channel = try self.channel()
        _ = try channel.handshake()

        channel.embeddedEventLoop.advanceTime(by: .seconds(44))
        #expect(self.hub.sessionCount == 1)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(self.hub.sessionCount == 0)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test("Only the origins that were named are told that they may read", arguments: [true, false])
    func origins(isNamed: Bool) throws {
        var configuration = SocketConfiguration()
        configuration.origins = ["https://kitsu.example.com"]
        let hub = SocketHub(
            configuration, hooks: SocketHooks(authorize: { _ in nil }), logger: Logger(label: "test"))
        let channel = try self.channel(hub: hub)
        let origin = isNamed ? "https://kitsu.example.com" : "https://evil.example.com"

        try channel.writeInbound(
            ByteBuffer(string: "GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\nOrigin: \(origin)\r\n\r\n"))

        let answer = try channel.answer()
        #expect(answer.hasPrefix("HTTP/1.1 \(isNamed ? 200 : 400) "))
        #expect(answer.contains("Access-Control-Allow-Origin: \(origin)\r\n") == isNamed)
        #expect(answer.contains("Access-Control-Allow-Credentials: true\r\n") == isNamed)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    private func channel(
        _ loop: EmbeddedEventLoop = EmbeddedEventLoop(), hub: SocketHub? = nil
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: .init())
        try channel.pipeline.syncOperations.addHandler(
            SocketHTTPHandler(hub ?? self.hub, logger: Logger(label: "test")))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }
}

/// What a client and the handlers behind ours see.
extension EmbeddedChannel {
    /// The addresses of the requests that passed.
    fileprivate func uris() throws -> [String] {
        var uris: [String] = []
        while let part = try self.readInbound(as: HTTPServerRequestPart.self) {
            if case .head(let head) = part { uris.append(head.uri) }
        }
        return uris
    }

    fileprivate func answer() throws -> String {
        self.embeddedEventLoop.run()
        var text = ""
        while let bytes = try self.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    fileprivate func respond(_ body: String) throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "\(body.utf8.count)"])
        try self.writeOutbound(HTTPServerResponsePart.head(head))
        try self.writeOutbound(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: body))))
        try self.writeOutbound(HTTPServerResponsePart.end(nil))
    }

    fileprivate func handshake() throws -> String {
        try self.writeInbound(ByteBuffer(string: "GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\n\r\n"))
        let parts = try self.answer().split(separator: #"{"sid":""#)
        return String(try #require(parts.last).prefix(20))
    }

    fileprivate func post(_ text: String, to session: String) throws {
        let head =
            "POST /socket.io/?EIO=4&sid=\(session) HTTP/1.1\r\nHost: x\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
        try self.writeInbound(ByteBuffer(string: head + text))
        #expect(try self.answer().hasSuffix("\r\n\r\nOK"))
    }

    fileprivate func poll(_ session: String) throws -> String {
        try self.writeInbound(ByteBuffer(string: "GET /socket.io/?EIO=4&sid=\(session) HTTP/1.1\r\nHost: x\r\n\r\n"))
        return try self.answer()
    }
}
