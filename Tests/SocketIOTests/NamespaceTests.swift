import NIOCore
import NIOHTTP1
import Testing

@testable import SocketIO

/// Socket.IO: who may join what, and what is said there.
@Suite struct NamespaceTests {
    private let ada = SocketIdentity(subject: "ada", token: "t")

    @Test("The open namespace asks nobody")
    func open() {
        var bench = SessionBench.opened(.websocket)

        #expect(bench.says("40") == [#"write 40{"sid":"N"}"#])
    }

    @Test("A closed namespace is joined once the authorization says who it is")
    func authorized() {
        var bench = SessionBench.opened(.websocket)

        #expect(bench.says("40/events,") == ["authorize /events -"])
        #expect(bench.emits("a").isEmpty)
        #expect(bench.received(.authorized(ada, namespace: "/events")) == [#"write 40/events,{"sid":"N"}"#])
        #expect(bench.emits("a") == ["write a"])
        #expect(bench.session.identity(in: "/events") == ada)
    }

    @Test(
        "A connect packet may carry the token",
        arguments: [
            #"40/events,{"token":"x"}"#, #"40/events,{"Authorization":"Bearer x"}"#,
            #"40/events,{"authorization":"bearer x"}"#,
        ])
    func token(text: String) {
        var bench = SessionBench.opened()

        #expect(bench.says(text) == ["authorize /events x", "post ok"])
    }

    @Test("Who is refused hears why, and may try again")
    func refused() {
        var bench = SessionBench.opened(.websocket)
        _ = bench.says("40/events,")

        #expect(
            bench.received(.authorized(nil, namespace: "/events")) == [#"write 44/events,{"message":"Unauthorized"}"#])
        #expect(bench.emits("a").isEmpty)
        #expect(bench.says(#"40/events,{"token":"y"}"#) == ["authorize /events y"])
    }

    @Test("Who is refused again and again is sent away")
    func stubborn() {
        var bench = SessionBench.opened(.websocket)
        var last: [String] = []
        for _ in 0..<9 {
            _ = bench.says("40/events,")
            last = bench.received(.authorized(nil, namespace: "/events"))
        }

        #expect(last == ["close socket tooManyRefusals", "end tooManyRefusals"])
    }

    @Test("A namespace that does not exist, or is joined already, cannot be joined", arguments: ["/nope", "/events"])
    func unknown(namespace: String) {
        var bench = SessionBench.joined(.websocket)

        #expect(bench.says("40\(namespace),") == [#"write 44\#(namespace),{"message":"Unable to connect"}"#])
        #expect(bench.emits("a") == ["write a"])
    }

    @Test("An authorization that comes too late joins nothing")
    func late() {
        var bench = SessionBench.opened(.websocket)
        _ = bench.says("40/events,")
        _ = bench.says("41/events,")

        #expect(bench.received(.authorized(ada, namespace: "/events")).isEmpty)
        #expect(bench.emits("a").isEmpty)
    }

    @Test("Who is expelled hears it and nothing after it")
    func expelled() {
        var bench = SessionBench.joined(.websocket)
        _ = bench.says("40")

        #expect(bench.received(.disconnect(namespace: "/events")) == ["left /events ada", "write 41/events,"])
        #expect(bench.emits("a").isEmpty)
        #expect(bench.emits("b", in: "/") == ["write b"])
    }

    @Test("Events are handled one after the other")
    func order() {
        var bench = SessionBench.joined(.websocket)

        #expect(bench.says(#"42/events,["first",{"a":1}]"#) == ["handle first 1 -"])
        #expect(bench.says(#"42/events,5["second"]"#).isEmpty)
        #expect(bench.received(.handled(nil)) == ["handle second 0 5"])
        #expect(bench.received(.handled(ByteBuffer(string: "[1]"))) == ["write 43/events,5[1]"])
        #expect(bench.says(#"42/events,["third"]"#) == ["handle third 0 -"])
    }

    @Test("An event with no acknowledgement asked for gets none")
    func noAcknowledgement() {
        var bench = SessionBench.joined(.websocket)
        _ = bench.says(#"42/events,["x"]"#)

        #expect(bench.received(.handled(ByteBuffer(string: "[]"))).isEmpty)
    }

    @Test("What is said to a namespace not joined is lost")
    func stranger() {
        var bench = SessionBench.opened(.websocket)

        #expect(bench.says(#"42/events,["x"]"#).isEmpty)
        #expect(bench.says(#"42["x"]"#).isEmpty)
    }

    @Test("A client that says more than can be handled is sent away")
    func flood() {
        var bench = SessionBench.joined(.websocket)
        var last: [String] = []
        for _ in 0..<300 where last.isEmpty || last[0].hasPrefix("handle") { last = bench.says(#"42/events,["x"]"#) }
        for _ in 0..<300 where bench.session.ended == nil { last = bench.says(#"42/events,["x"]"#) }

        #expect(last.last == "end tooManyEvents")
    }

    @Test("The connect packet's token comes before the header, the header before the cookie")
    func credentials() {
        let shown = SocketCredentials(
            ["Authorization": "bearer  h", "Cookie": "a=b; access_token_cookie=\"c\"; d=e"],
            cookie: "access_token_cookie")
        var withPayload = shown
        withPayload.payload = "p"

        #expect(shown == SocketCredentials(header: "h", cookie: "c"))
        #expect(shown.token == "h")
        #expect(withPayload.token == "p")
        #expect(SocketCredentials(["Authorization": "Basic x"], cookie: "x").token == nil)
    }
}
