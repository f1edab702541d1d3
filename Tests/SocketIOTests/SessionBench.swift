import JSONBytes
import NIOCore
import Testing

@testable import SocketIO

/// A session on a bench: a clock that stands still, ids that count, and its actions as text that reads like a
/// transcript.
struct SessionBench {
    private(set) var session: SocketSession
    private(set) var now = NIODeadline.uptimeNanoseconds(0)

    init(_ transport: SocketSession.Transport = .polling, limits: SocketLimits = SocketLimits()) {
        self.session = SocketSession(
            id: "S", transport: transport, limits: limits, namespaces: ["/": false, "/events": true], at: self.now,
            makeID: { "N" })
    }

    /// A session past its handshake.
    static func opened(
        _ transport: SocketSession.Transport = .polling, limits: SocketLimits = SocketLimits()
    ) -> SessionBench {
        var bench = SessionBench(transport, limits: limits)
        _ = transport == .polling ? bench.received(.poll(0)) : bench.received(.tick)
        return bench
    }

    /// A session in `/events`, with nothing waiting for it.
    static func joined(
        _ transport: SocketSession.Transport = .polling, limits: SocketLimits = SocketLimits()
    ) -> SessionBench {
        var bench = SessionBench.opened(transport, limits: limits)
        _ = bench.says("40/events,")
        _ = bench.received(.authorized(SocketIdentity(subject: "ada", token: "t"), namespace: "/events"))
        if transport == .polling { _ = bench.received(.poll(0)) } else { _ = bench.received(.written(bytes: 0)) }
        return bench
    }

    mutating func received(_ input: SocketSession.Input) -> [String] {
        self.session.received(input, at: self.now).map(Self.describe)
    }

    mutating func emits(_ text: String, in namespace: String = "/events") -> [String] {
        self.received(.emit(ByteBuffer(string: text), namespace: namespace))
    }

    /// What the client says, over whichever transport it is on.
    mutating func says(_ text: String) -> [String] {
        let body = ByteBuffer(string: text)
        guard self.session.transport == .polling else { return self.frame(text) }
        return self.received(.post(body))
    }

    mutating func frame(_ text: String) -> [String] {
        guard let packet = try? EnginePacket(text: ByteBuffer(string: text)) else { return self.received(.brokenFrame) }
        return self.received(.frame(packet))
    }

    mutating func pass(_ time: TimeAmount) -> [String] {
        self.now = self.now + time
        return self.received(.tick)
    }

    private static func describe(_ action: SocketSession.Action) -> String {
        switch action {
        case .answerPoll(let number, .payload(let text)): "poll \(number): \(Self.text(text))"
        case .answerPoll(let number, .refused(let problem)): "poll \(number) refused: \(problem)"
        case .answerPost(let problem): problem.map { "post refused: \($0)" } ?? "post ok"
        case .answerOffer(let problem): problem.map { "socket refused: \($0)" } ?? "socket ok"
        case .write(let frames, _): "write " + frames.map(Self.text).joined(separator: " ")
        case .closeSocket(let end): "close socket \(end?.rawValue ?? "normally")"
        case .authorize(let namespace, let token): "authorize \(namespace) \(token ?? "-")"
        case .handle(let call): "handle \(call.name) \(call.arguments.count) \(call.id.map(String.init) ?? "-")"
        case .left(let namespace, let identity): "left \(namespace) \(identity?.subject ?? "-")"
        case .end(let end): "end \(end.rawValue)"
        }
    }

    private static func text(_ buffer: ByteBuffer) -> String {
        String(buffer: buffer).split(separator: "\u{1e}", omittingEmptySubsequences: false).joined(separator: "|")
    }
}
