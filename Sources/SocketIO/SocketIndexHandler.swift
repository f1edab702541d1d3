import NIOCore
import NIOHTTP1

/// The end of a connection that serves Socket.IO only: `/` says who is there, everything else is not found.
package final class SocketIndexHandler: ChannelInboundHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias OutboundOut = HTTPServerResponsePart

    private static let notFound = ByteBuffer(
        string: #"{"error":true,"message":"404 Not Found: The requested URL was not found on the server. "#
            + #"If you entered the URL manually please check your spelling and try again."}"#)

    private let index: ByteBuffer
    private var head: HTTPRequestHead?

    /// - Parameter index: JSON text.
    package init(index: ByteBuffer) { self.index = index }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end: if let head { self.answer(head, context) }
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let path = head.uri.prefix { $0 != "?" }.drop { $0 == "/" }
        let isFound = path.isEmpty && (head.method == .GET || head.method == .HEAD)
        let body = isFound ? self.index : Self.notFound
        self.respond(isFound ? .ok : .notFound, body, head, context, closing: !head.isKeepAlive)
    }

    private func respond(
        _ status: HTTPResponseStatus, _ body: ByteBuffer, _ head: HTTPRequestHead, _ context: ChannelHandlerContext,
        closing: Bool
    ) {
        var headers: HTTPHeaders = [
            "Content-Type": "application/json", "Content-Length": String(body.readableBytes),
        ]
        if closing { headers.add(name: "Connection", value: "close") }
        let response = HTTPResponseHead(version: head.version, status: status, headers: headers)
        context.write(self.wrapOutboundOut(.head(response)), promise: nil)
        if head.method != .HEAD { context.write(self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        let written = context.writeAndFlush(self.wrapOutboundOut(.end(nil)))
        if closing { written.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.close(promise: nil) }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")
        let body = ByteBuffer(string: #"{"error":true,"message":"400 Bad Request"}"#)
        self.respond(.badRequest, body, head, context, closing: true)
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
