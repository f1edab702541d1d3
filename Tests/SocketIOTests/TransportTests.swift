import NIOCore
import Testing

@testable import SocketIO

/// Engine.IO: what happened, and what the session does about it.
@Suite struct TransportTests {
    private static let handshake = #""pingTimeout":20000,"pingInterval":25000,"maxPayload":1000000}"#

    @Test("The first poll is answered with the handshake")
    func handshake() {
        var bench = SessionBench()

        #expect(bench.received(.poll(1)) == [#"poll 1: 0{"sid":"S","upgrades":["websocket"],"# + Self.handshake])
    }

    @Test("A WebSocket starts with the handshake and offers no other transport")
    func socketHandshake() {
        var bench = SessionBench(.websocket)

        #expect(bench.received(.tick) == [#"write 0{"sid":"S","upgrades":[],"# + Self.handshake])
    }

    @Test("A poll waits until there is something to say")
    func longPoll() {
        var bench = SessionBench.joined()

        #expect(bench.received(.poll(1)).isEmpty)
        #expect(bench.emits("a") == ["poll 1: a"])
        #expect(bench.emits("b").isEmpty)
        #expect(bench.emits("c").isEmpty)
        #expect(bench.received(.poll(2)) == ["poll 2: b|c"])
    }

    @Test("A polling answer holds 16 packets at most, in order")
    func packetsPerPoll() {
        var bench = SessionBench.joined()
        for number in 0..<20 { _ = bench.emits("\(number)") }

        let first = (0..<16).map(String.init).joined(separator: "|")
        #expect(bench.received(.poll(1)) == ["poll 1: " + first])
        #expect(bench.received(.poll(2)) == ["poll 2: 16|17|18|19"])
    }

    @Test("A lost poll takes nothing with it")
    func lostPoll() {
        var bench = SessionBench.joined()
        _ = bench.received(.poll(1))

        #expect(bench.received(.pollLost(1)).isEmpty)
        #expect(bench.emits("a").isEmpty)
        #expect(bench.received(.poll(2)) == ["poll 2: a"])
    }

    @Test("The loss of an old poll does not touch a new one")
    func lateLoss() {
        var bench = SessionBench.joined()
        _ = bench.received(.poll(2))

        #expect(bench.received(.pollLost(1)).isEmpty)
        #expect(bench.emits("a") == ["poll 2: a"])
    }

    @Test("Two polls at once end the session")
    func overlap() {
        var bench = SessionBench.joined()
        _ = bench.received(.poll(1))

        #expect(
            bench.received(.poll(2)) == [
                "poll 2 refused: overlappingPolls", "poll 1 refused: ended", "left /events ada", "end overlappingPolls",
            ])
    }

    @Test(
        "What breaks the protocol ends the session",
        arguments: [
            "9", "4x", "4", "451-[\"x\"]", "bAAEC", "2", "0", "5", "44", "42/events,[bad", "42/events,{}", "3\u{1e}",
        ])
    func broken(text: String) {
        var bench = SessionBench.opened()

        #expect(bench.says(text) == ["post refused: invalidPayload", "end brokenProtocol"])
    }

    @Test("Garbage on a WebSocket ends the session", arguments: ["z", "", "2probe", "5", "451-[\"x\"]"])
    func brokenFrame(text: String) {
        var bench = SessionBench.opened(.websocket)

        #expect(bench.frame(text) == ["close socket brokenProtocol", "end brokenProtocol"])
    }

    @Test("A body beyond the limit ends the session")
    func tooLarge() {
        var bench = SessionBench.opened()
        let body = String(repeating: "3", count: 1_000_001)

        #expect(bench.says(body) == ["post refused: payloadTooLarge", "end brokenProtocol"])
    }

    @Test("A session that is over still answers")
    func afterwards() {
        var bench = SessionBench.opened()

        #expect(bench.says("1") == ["end clientClosed", "post ok"])
        #expect(bench.received(.poll(1)) == ["poll 1 refused: ended"])
        #expect(bench.says("3") == ["post refused: ended"])
        #expect(bench.received(.socketOffered) == ["socket refused: ended"])
        #expect(bench.pass(.hours(1)).isEmpty)
    }

    @Test("A client that says goodbye gets its poll back")
    func goodbye() {
        var bench = SessionBench.joined()
        _ = bench.received(.poll(1))

        #expect(bench.says("1") == ["poll 1: 6", "left /events ada", "end clientClosed", "post ok"])
    }

    @Test("A lost WebSocket ends its session")
    func lostSocket() {
        var bench = SessionBench.joined(.websocket)

        #expect(
            bench.received(.socketLost) == ["close socket transportClosed", "left /events ada", "end transportClosed"])
    }

    @Test("At shutdown a client is cut off, so that it comes back")
    func shutdown() {
        var polling = SessionBench.joined()
        var socket = SessionBench.joined(.websocket)
        _ = polling.received(.poll(1))

        #expect(polling.received(.close(.shutdown)) == ["poll 1 refused: ended", "left /events ada", "end shutdown"])
        #expect(socket.received(.close(.shutdown)) == ["close socket shutdown", "left /events ada", "end shutdown"])
    }
}

/// From polling to WebSocket.
@Suite struct UpgradeTests {
    @Test("An upgrade: probe, release of the poll, change, and what waited")
    func upgrade() {
        var bench = SessionBench.joined()
        _ = bench.received(.poll(1))

        #expect(bench.received(.socketOffered) == ["socket ok"])
        #expect(bench.frame("2probe") == ["write 3probe", "poll 1: 6"])
        #expect(bench.emits("a").isEmpty)
        #expect(bench.frame("5") == ["write a"])
        #expect(bench.emits("b") == ["write b"])
        #expect(bench.received(.poll(2)) == ["poll 2 refused: invalidTransport"])
        #expect(bench.says("3").isEmpty)
        #expect(bench.received(.post(ByteBuffer(string: "3"))) == ["post refused: invalidTransport"])
        #expect(bench.received(.socketOffered) == ["socket refused: invalidTransport"])
    }

    @Test("Polls between probe and change do not wait")
    func pollWhileProbed() {
        var bench = SessionBench.joined()
        _ = bench.received(.socketOffered)
        _ = bench.frame("2probe")

        #expect(bench.received(.poll(1)) == ["poll 1: 6"])
        #expect(bench.emits("a").isEmpty)
        #expect(bench.received(.poll(2)) == ["poll 2: a"])
    }

    @Test("The change itself releases a poll")
    func pollAtChange() {
        var bench = SessionBench.joined()
        _ = bench.received(.socketOffered)
        _ = bench.frame("2probe")
        _ = bench.received(.poll(1))

        #expect(bench.frame("5").isEmpty)
    }

    @Test("Only one WebSocket may try at a time")
    func secondSocket() {
        var bench = SessionBench.joined()
        _ = bench.received(.socketOffered)

        #expect(bench.received(.socketOffered) == ["socket refused: invalidTransport"])
    }

    @Test(
        "A WebSocket that does not get through leaves the session where it was",
        arguments: ["5", "2", "3", "42[\"x\"]", "z"])
    func failure(text: String) {
        var bench = SessionBench.joined()
        _ = bench.received(.socketOffered)

        #expect(bench.frame(text) == ["close socket brokenProtocol"])
        #expect(bench.received(.poll(1)).isEmpty)
        #expect(bench.emits("a") == ["poll 1: a"])
        #expect(bench.received(.socketOffered) == ["socket ok"])
    }

    @Test("A WebSocket lost before the change is no loss")
    func lost() {
        var bench = SessionBench.joined()
        _ = bench.received(.socketOffered)
        _ = bench.frame("2probe")

        #expect(bench.received(.socketLost).isEmpty)
        _ = bench.received(.poll(1))
        #expect(bench.emits("a") == ["poll 1: a"])
    }

    @Test("An upgrade that takes too long is given up")
    func timeout() {
        var bench = SessionBench.joined()
        _ = bench.received(.socketOffered)

        #expect(bench.pass(.seconds(9)).isEmpty)
        #expect(bench.pass(.seconds(1)) == ["close socket normally"])
        #expect(bench.received(.socketOffered) == ["socket ok"])
    }
}

/// Time, and clients that do not read.
@Suite struct EnduranceTests {
    @Test("A ping goes out every 25 seconds while the client answers")
    func heartbeat() {
        var bench = SessionBench.joined(.websocket)

        #expect(bench.pass(.seconds(24)).isEmpty)
        #expect(bench.pass(.seconds(1)) == ["write 2"])
        #expect(bench.frame("3").isEmpty)
        #expect(bench.pass(.seconds(24)).isEmpty)
        #expect(bench.pass(.seconds(1)) == ["write 2"])
    }

    @Test("A client that does not answer a ping within 20 seconds is gone")
    func silence() {
        var bench = SessionBench.joined(.websocket)
        _ = bench.pass(.seconds(25))

        #expect(bench.pass(.seconds(19)).isEmpty)
        #expect(bench.pass(.seconds(1)) == ["close socket pingTimeout", "left /events ada", "end pingTimeout"])
    }

    @Test("A polling client hears the ping with its next poll")
    func polledPing() {
        var bench = SessionBench.joined()

        #expect(bench.pass(.seconds(25)).isEmpty)
        #expect(bench.received(.poll(1)) == ["poll 1: 2"])
        #expect(bench.says("3") == ["post ok"])
        #expect(bench.pass(.seconds(20)).isEmpty)
    }

    @Test("A session that joins nothing within 45 seconds ends")
    func idle() {
        var bench = SessionBench.opened()
        _ = bench.pass(.seconds(25))
        _ = bench.says("3")

        #expect(bench.pass(.seconds(19)).isEmpty)
        #expect(bench.pass(.seconds(1)) == ["end noNamespace"])
    }

    @Test("A session that left its last namespace has 45 seconds again")
    func idleAgain() {
        var bench = SessionBench.joined()
        _ = bench.pass(.seconds(20))
        _ = bench.says("41/events,")
        _ = bench.pass(.seconds(5))
        _ = bench.says("3")

        #expect(bench.pass(.seconds(39)).last == nil)
        #expect(bench.pass(.seconds(1)).last == "end noNamespace")
    }

    @Test("A WebSocket gets no more than it can write, and the rest in order")
    func flow() {
        var limits = SocketLimits()
        limits.maxInFlight = 100
        var bench = SessionBench.joined(.websocket, limits: limits)
        while bench.session.inFlight > 0 { _ = bench.received(.written(bytes: bench.session.inFlight)) }
        let packet = String(repeating: "x", count: 60)

        #expect(bench.emits("1" + packet) == ["write 1" + packet])
        #expect(bench.emits("2" + packet) == ["write 2" + packet])
        #expect(bench.emits("3").isEmpty)
        #expect(bench.emits("4").isEmpty)
        #expect(bench.received(.written(bytes: 93)) == ["write 3"])
        #expect(bench.received(.written(bytes: 93)) == ["write 4"])
    }

    @Test("A client that does not read is dropped", arguments: [SocketSession.Transport.polling, .websocket])
    func tooSlow(transport: SocketSession.Transport) {
        var limits = SocketLimits()
        limits.maxBacklog = 10_000
        var bench = SessionBench.joined(transport, limits: limits)
        let packet = String(repeating: "x", count: 968)

        var ends: [Int] = []
        for number in 0..<20 where bench.emits(packet).last == "end tooSlow" { ends.append(number) }

        #expect(ends.count == 1)
        #expect((8...10).contains(ends[0]))
        #expect(bench.session.backlog.weight == 0)
    }
}
