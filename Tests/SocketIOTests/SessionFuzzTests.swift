import NIOCore
import Testing

@testable import SocketIO

/// Whatever happens in whatever order: what must hold, holds.
@Suite struct SessionFuzzTests {
    private static let words = [
        "2", "2probe", "3", "5", "6", "1", "0", "x", "", "bAA", "40", "40/events,", #"40/events,{"token":"x"}"#, "41",
        "41/events,", #"42["x"]"#, #"42/events,["x",{"a":1}]"#, #"42/events,9["y"]"#, "42/events,[", "43/events,1[]",
        "451-[]", "44", "40/nope,", "3\u{1e}3", "40\u{1e}40/events,", #"42/events,["x"]"#, "3", "40/events,",
    ]

    @Test(
        "Nothing follows the end but answers, every request is answered, and no count runs below zero",
        arguments: 0..<40)
    func invariants(seed: UInt64) {
        var random = Random(state: seed &* 0x9e37_79b9_7f4a_7c15 | 1)
        for _ in 0..<50 {
            var limits = SocketLimits()
            limits.maxBacklog = 2000
            limits.maxInFlight = 200
            var bench = SessionBench.opened(Bool.random(using: &random) ? .polling : .websocket, limits: limits)
            var hasEnded = false
            for step in 1...60 {
                let (actions, mustAnswer) = Self.act(&bench, step, &random)

                if hasEnded { #expect(actions.allSatisfy { $0.contains("refused: ended") }) }
                if let mustAnswer { #expect(actions.contains { $0.hasPrefix(mustAnswer) }) }
                #expect(bench.session.inFlight >= 0 && bench.session.backlog.weight >= 0)
                #expect(
                    actions.filter { $0.hasPrefix("end ") }.count == (hasEnded ? 0 : bench.session.ended == nil ? 0 : 1)
                )
                hasEnded = bench.session.ended != nil
            }
        }
    }

    /// One step, and the beginning of an action that it must bring about.
    private static func act(
        _ bench: inout SessionBench, _ step: Int, _ random: inout Random
    ) -> (actions: [String], mustAnswer: String?) {
        let word = Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return (bench.received(.poll(step)), nil)
        case 1: return (bench.received(.pollLost(step - 1)), nil)
        case 2, 3, 4: return (bench.received(.post(ByteBuffer(string: word))), "post ")
        case 5: return (bench.received(.socketOffered), "socket ")
        case 6, 7: return (bench.frame(word), nil)
        case 8: return (bench.received(.written(bytes: bench.session.inFlight)), nil)
        case 9: return (bench.emits(String(repeating: "e", count: 100)), nil)
        case 10:
            let identity = Bool.random(using: &random) ? SocketIdentity(subject: "ada", token: "t") : nil
            return (bench.received(.authorized(identity, namespace: "/events")), nil)
        default:
            _ = bench.received(.handled(ByteBuffer(string: "[]")))
            return (bench.pass(.seconds(Int64.random(in: 0...5, using: &random))), nil)
        }
    }

    /// The same numbers for the same seed.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state ^= self.state << 13
            self.state ^= self.state >> 7
            self.state ^= self.state << 17
            return self.state
        }
    }
}
