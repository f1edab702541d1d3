import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import SocketIO

@Suite struct ConnectionDeadlinesTests {
    private let head = HTTPServerRequestPart.head(HTTPRequestHead(version: .http1_1, method: .POST, uri: "/"))

    @Test("A connection that says nothing is closed in time")
    func silent() throws {
        let channel = try self.channel()

        channel.embeddedEventLoop.advanceTime(by: .seconds(74))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test("A body that stalls is not waited for, one that moves is")
    func body() throws {
        let channel = try self.channel()
        try channel.writeInbound(self.head)
        channel.read()

        for _ in 0..<5 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(50))
            try channel.writeInbound(HTTPServerRequestPart.body(ByteBuffer(string: "x")))
            channel.read()
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(120))
        #expect(!channel.isActive)
    }

    @Test("The time that the server takes does not count")
    func server() throws {
        let channel = try self.channel()
        try channel.writeInbound(self.head)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)

        try channel.writeInbound(HTTPServerRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)

        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(74))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(100))
        #expect(!channel.isActive)
    }

    private func channel() throws -> EmbeddedChannel {
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.addHandler(
            ConnectionDeadlines(ConnectionDeadlines.Limits(), at: loop.now))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }
}
