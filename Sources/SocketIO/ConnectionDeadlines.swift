import NIOCore
import NIOHTTP1

/// Closes a connection whose client takes too long: to send a request's head (or nothing at all between requests), or
/// the next piece of its body. Belongs right behind NIO's HTTP/1 codec.
///
/// Only the client's time counts: not while an answer is due, nor while the server does not want to read.
package final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    package struct Limits: Sendable {
        /// From the last answer, or from the start, to a whole head: a head that trickles in does not extend it.
        package var head: TimeAmount = .seconds(75)
        /// Between two pieces of a body.
        package var body: TimeAmount = .seconds(60)

        package init() {}
    }

    private let limits: Limits
    private var unanswered = 0
    private var isInBody = false
    /// True while the server waits for bytes.
    private var isReading = false
    private var since: NIODeadline
    private var alarm: Scheduled<Void>?

    package init(_ limits: Limits, at now: NIODeadline) {
        self.limits = limits
        self.since = now
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { self.watch(context) }
    }

    package func channelActive(context: ChannelHandlerContext) {
        self.since = context.eventLoop.now
        self.watch(context)
        context.fireChannelActive()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.since = context.eventLoop.now
        switch self.unwrapInboundIn(data) {
        case .head:
            self.isInBody = true
            self.unanswered += 1
        case .body: break
        case .end: self.isInBody = false
        }
        context.fireChannelRead(data)
    }

    package func read(context: ChannelHandlerContext) {
        if !self.isReading, self.isInBody { self.since = context.eventLoop.now }
        self.isReading = true
        context.read()
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        self.isReading = false
        context.fireChannelReadComplete()
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = self.unwrapOutboundIn(data), self.unanswered > 0 {
            self.unanswered -= 1
            if self.unanswered == 0, !self.isInBody { self.since = context.eventLoop.now }
        }
        context.write(data, promise: promise)
    }

    package func handlerRemoved(context: ChannelHandlerContext) { self.rest() }

    package func channelInactive(context: ChannelHandlerContext) {
        self.rest()
        context.fireChannelInactive()
    }

    private func rest() {
        self.alarm?.cancel()
        self.alarm = nil
    }

    /// When the client's time is up; nil while it is not the client that is waited for.
    private var deadline: NIODeadline? {
        if self.isInBody { return self.isReading ? self.since + self.limits.body : nil }
        return self.unanswered == 0 ? self.since + self.limits.head : nil
    }

    private func watch(_ context: ChannelHandlerContext) {
        let next = self.deadline ?? context.eventLoop.now + min(self.limits.head, self.limits.body)
        self.alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: next) {
            if let deadline = self.deadline, deadline <= context.eventLoop.now { return context.close(promise: nil) }
            self.watch(context)
        }
    }
}
