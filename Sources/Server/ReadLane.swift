import API
import Database
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import SocketIO

/// Answers reads right at the connection: from its event loop to a thread of the database and back, without a task.
/// Everything else passes on to Hummingbird, in order: what comes behind a read that is being answered is held, and
/// nothing more is read meanwhile. Belongs behind the handler that counts the requests of a connection.
final class ReadLane: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let front: Front
    private let logger: Logger
    /// Requests that went on and are not answered yet.
    private var passed = 0
    private var isAnswering = false
    /// The end of the request that is answered here is still to come.
    private var awaitsEnd = false
    private var held = HeldParts<HTTPRequestPart>()
    /// The client has said all that it will, and Hummingbird does not know yet.
    private var isInputClosed = false
    private var isGone = false
    /// Hands a long answer over as the client takes it.
    private var stream: Task<Void, Never>?

    init(_ front: Front, logger: Logger) {
        self.front = front
        self.logger = logger
    }
}

/// What is answered here, what passes, what waits.
extension ReadLane {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = self.unwrapInboundIn(data)
        guard self.held.isEmpty, self.canTake(part) else { return self.held.hold(part) }
        self.take(part, context)
    }

    private func canTake(_ part: HTTPRequestPart) -> Bool { self.awaitsEnd || !self.isAnswering }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .end where self.awaitsEnd: self.awaitsEnd = false
        // A request that is answered here announced no body.
        case .body where self.awaitsEnd: break
        case .head(let request) where self.passed == 0 && self.begins(request, context):
            self.isAnswering = true
            self.awaitsEnd = true
        case .head:
            self.passed += 1
            context.fireChannelRead(self.wrapInboundOut(part))
        case .body, .end: context.fireChannelRead(self.wrapInboundOut(part))
        }
    }

    private func begins(_ request: HTTPRequest, _ context: ChannelHandlerContext) -> Bool {
        // Hummingbird ends such a connection once it has answered.
        guard request.headerFields[.connection] != "close" else { return false }
        let (loop, log) = (context.eventLoop, RequestLog(self.logger))
        let lane = NIOLoopBound((self, context), eventLoop: loop)
        return self.front.read(request, from: context.channel.remoteAddress?.ipAddress, log) { answer in
            loop.execute {
                let (lane, context) = lane.value
                lane.write(answer, log, context)
            }
        }
    }

    private func release(_ context: ChannelHandlerContext) {
        guard !self.held.isEmpty else { return }
        while let part = self.held.next(if: self.canTake) { self.take(part, context) }
        context.fireChannelReadComplete()
        if self.held.takeRead() { context.read() }
    }

    func read(context: ChannelHandlerContext) {
        if self.held.mayRead() { context.read() }
    }

    /// Why: Hummingbird ends a connection that says no more, and knows nothing of the answer that is due here.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent, self.isAnswering || !self.held.isEmpty {
            self.isInputClosed = true
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = self.unwrapOutboundIn(data), self.passed > 0 { self.passed -= 1 }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.leave() }

    private func leave() {
        self.isGone = true
        self.held = HeldParts()
        self.stream?.cancel()
    }
}

/// Answers on their way out.
extension ReadLane {
    private func write(_ answer: API.Response, _ log: RequestLog, _ context: ChannelHandlerContext) {
        guard !self.isGone else { return Self.abandon(answer) }
        var head = answer.head
        Front.complete(&head)
        let body: ByteBuffer?
        switch answer.body {
        case .none: body = nil
        case .whole(let bytes): body = bytes
        case .stream(let chunks, let count):
            head.headers[.contentLength] = count.map(String.init)
            let head = HTTPResponse(status: head.status, headerFields: head.headers)
            context.writeAndFlush(self.wrapOutboundOut(.head(head)), promise: nil)
            return self.send(chunks, log, context)
        }
        if head.status != .noContent { head.headers[.contentLength] = String(body?.readableBytes ?? 0) }
        let response = HTTPResponse(status: head.status, headerFields: head.headers)
        context.write(self.wrapOutboundOut(.head(response)), promise: nil)
        if let body { context.write(self.wrapOutboundOut(.body(body)), promise: nil) }
        self.end(context)
    }

    private func end(_ context: ChannelHandlerContext) {
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        self.isAnswering = false
        self.release(context)
        guard self.isInputClosed, !self.isAnswering, self.held.isEmpty else { return }
        self.isInputClosed = false
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }

    /// Takes a chunk when the client has taken the one before. An answer that breaks off ends its connection, so that
    /// nobody takes it for whole.
    private func send(
        _ chunks: any AsyncSequence<ByteBuffer, any Error> & Sendable, _ log: RequestLog,
        _ context: ChannelHandlerContext
    ) {
        let lane = NIOLoopBound(self, eventLoop: context.eventLoop)
        let place = NIOLoopBound(context, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let carried: any AsyncSequence<ByteBuffer, any Error> & Sendable = chunks
        self.stream = Task(executorPreference: LoopExecutor(loop)) {
            await ReadLane.send(carried, log, lane, place, on: loop)
        }
    }

    private static func send(
        _ chunks: any AsyncSequence<ByteBuffer, any Error> & Sendable, _ log: RequestLog,
        _ lane: NIOLoopBound<ReadLane>, _ place: NIOLoopBound<ChannelHandlerContext>, on loop: any EventLoop
    ) async {
        do {
            for try await chunk in chunks {
                try await loop.flatSubmit { Self.write(chunk, place.value) }.get()
            }
            loop.execute { lane.value.finishStream(place.value) }
        } catch {
            Front.report(error, log.logger)
            loop.execute { lane.value.breakOff(place.value) }
        }
    }

    private func finishStream(_ context: ChannelHandlerContext) {
        self.stream = nil
        if !self.isGone { self.end(context) }
    }

    private func breakOff(_ context: ChannelHandlerContext) {
        self.stream = nil
        if !self.isGone { context.close(promise: nil) }
    }

    private static func write(_ chunk: ByteBuffer, _ context: ChannelHandlerContext) -> EventLoopFuture<Void> {
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(NIOAny(HTTPResponsePart.body(chunk)), promise: written)
        return written.futureResult
    }

    /// Nobody waits for the rest: whoever writes it must hear of it.
    private static func abandon(_ answer: API.Response) {
        guard case .stream(let chunks as ByteStream, _) = answer.body else { return }
        chunks.abandon()
    }
}
