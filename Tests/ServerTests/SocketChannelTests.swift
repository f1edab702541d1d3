import NIOCore
import Server
import SocketIO
import Testing

/// Both ports over real connections.
@Suite(.timeLimit(.minutes(4))) struct SocketChannelTests {
    private static let path = "/socket.io/?EIO=4&transport="

    enum Door: CaseIterable {
        case pages, events

        func port(_ bench: SocketBench) -> Int { self == .pages ? bench.port : bench.eventsPort }
    }

    @Test("Pages and sockets share a connection, and any request of it may become a WebSocket")
    func mixed() async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: bench.port) { connection in
                #expect(try await connection.get("/").hasSuffix("\r\n\r\npage"))
                #expect(try await connection.get(Self.path + "polling").contains(#"0{"sid":""#))
                #expect(try await connection.post("/echo", "hello").hasSuffix("\r\n\r\nhello"))

                let upgrade = try await connection.upgrade(Self.path + "websocket", "Authorization: Bearer ada\r\n")

                #expect(upgrade.hasPrefix("HTTP/1.1 101 "))
                #expect(upgrade.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
                #expect(try await connection.hear().hasPrefix(#"0{"sid":""#))
                try await connection.say("40/events,")
                #expect(try await connection.hear().hasPrefix(#"40/events,{"sid":""#))
            }
        }
    }

    @Test("A client moves from polling to a WebSocket and loses nothing", arguments: Door.allCases)
    func upgrade(door: Door) async throws {
        try await SocketBench.run { bench in
            let port = door.port(bench)
            try await RawConnection.open(to: port) { polling in
                let session = try await Self.join(polling, "ada")
                bench.hub.broadcast(name: "a", payload: ByteBuffer(string: "1"))
                #expect(try await polling.get(Self.path + "polling&sid=" + session).hasSuffix(#"42/events,["a",1]"#))

                try await RawConnection.open(to: port) { socket in
                    #expect(try await socket.upgrade(Self.path + "websocket&sid=" + session).hasPrefix("HTTP/1.1 101 "))
                    try await polling.send("GET \(Self.path)polling&sid=\(session) HTTP/1.1\r\nHost: x\r\n\r\n")
                    try await socket.say("2probe")
                    #expect(try await socket.hear() == "3probe")
                    #expect(try await polling.answer().hasSuffix("\r\n\r\n6"))
                    bench.hub.broadcast(name: "b", payload: ByteBuffer(string: "2"))
                    try await socket.say("5")
                    bench.hub.broadcast(name: "c", payload: ByteBuffer(string: "3"))

                    #expect(try await socket.hear() == #"42/events,["b",2]"#)
                    #expect(try await socket.hear() == #"42/events,["c",3]"#)
                    try await socket.say(#"42/events,7["who"]"#)
                    #expect(try await socket.hear() == #"43/events,7["ada"]"#)
                }
            }
        }
    }

    @Test("A refused token is told so, and hears nothing", arguments: Door.allCases)
    func refused(door: Door) async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: door.port(bench)) { socket in
                _ = try await socket.upgrade(Self.path + "websocket", "Cookie: access_token_cookie=mallory\r\n")
                _ = try await socket.hear()
                try await socket.say("40/events,")
                #expect(try await socket.hear() == #"44/events,{"message":"Unauthorized"}"#)
                bench.hub.broadcast(name: "a", payload: ByteBuffer(string: "1"))
                try await socket.say("40")

                #expect(try await socket.hear().hasPrefix(#"40{"sid":""#))
            }
        }
    }

    @Test("An announcement may be for some only")
    func audience() async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: bench.port) { ada in
                try await RawConnection.open(to: bench.eventsPort) { eve in
                    _ = try await Self.join(ada, "ada", as: "websocket")
                    let session = try await Self.join(eve, "eve", as: "websocket")
                    bench.hub.broadcast(
                        name: "a", payload: ByteBuffer(string: "1"), to: .identities { $0.subject == "ada" })
                    bench.hub.broadcast(name: "b", payload: ByteBuffer(string: "2"), to: .sessions([session]))

                    #expect(try await ada.hear() == #"42/events,["a",1]"#)
                    #expect(try await eve.hear() == #"42/events,["b",2]"#)
                }
            }
        }
    }

    @Test("Who is no longer allowed is disconnected, and nobody else")
    func revalidation() async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: bench.port) { ada in
                try await RawConnection.open(to: bench.port) { eve in
                    _ = try await Self.join(ada, "ada", as: "websocket")
                    _ = try await Self.join(eve, "eve", as: "websocket")

                    try await bench.hub.revalidate { $0.subject == "ada" }
                    bench.hub.broadcast(name: "a", payload: ByteBuffer(string: "1"))

                    #expect(try await eve.hear() == "41/events,")
                    try await eve.say("40")
                    #expect(try await eve.hear().hasPrefix(#"40{"sid":""#))
                    #expect(try await ada.hear() == #"42/events,["a",1]"#)
                }
            }
        }
    }

    @Test("Revalidation comes around by itself, and stops when its task is cancelled")
    func periodicRevalidation() async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: bench.port) { eve in
                _ = try await Self.join(eve, "eve", as: "websocket")
                let revalidation = SocketRevalidation(bench.hub, every: .milliseconds(20)) { _ in false }

                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await revalidation.run() }
                    #expect(try await eve.hear() == "41/events,")
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test("At shutdown WebSockets are closed as going away", arguments: Door.allCases)
    func shutdown(door: Door) async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: door.port(bench)) { socket in
                _ = try await Self.join(socket, "ada", as: "websocket")

                await bench.shutDown()

                #expect(try await socket.hear() == "close 1001")
            }
        }
    }

    @Test("The events port says who it is and knows no other page")
    func index() async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: bench.eventsPort) { connection in
                let index = try await connection.get("/")
                let page = try await connection.get("/data/projects")

                #expect(index.hasSuffix(#"{"api":1}"#))
                #expect(page.hasPrefix("HTTP/1.1 404 "))
            }
        }
    }

    @Test(
        "A request whose length can be read in two ways is refused and its connection closed",
        arguments: [
            "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 5, 6", "Transfer-Encoding: chunked, identity", "Content-Length : 5", "Content-Length: +5",
        ], Door.allCases)
    func smuggling(headers: String, door: Door) async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: door.port(bench)) { connection in
                try await connection.send("POST /echo HTTP/1.1\r\nHost: x\r\n\(headers)\r\n\r\n0\r\n\r\n")

                #expect(try await connection.answer().hasPrefix("HTTP/1.1 400 "))
                #expect(try await connection.ends())
            }
        }
    }

    @Test("A head beyond the limit is refused", arguments: Door.allCases)
    func largeHead(door: Door) async throws {
        try await SocketBench.run { bench in
            try await RawConnection.open(to: door.port(bench)) { connection in
                let answer = try await connection.get("/", "X: \(String(repeating: "x", count: 40_000))\r\n")

                #expect(answer.hasPrefix("HTTP/1.1 400 "))
            }
        }
    }

    @Test("A client that dawdles is cut off", arguments: Door.allCases)
    func dawdling(door: Door) async throws {
        var limits = RequestLimits()
        limits.deadlines.head = .seconds(2)
        try await SocketBench.run(limits: limits) { bench in
            try await RawConnection.open(to: door.port(bench)) { connection in
                try await connection.send("GET / HT")

                #expect(try await connection.ends())
            }
        }
    }

    /// Joins `/events` and returns the session's id.
    private static func join(
        _ connection: RawConnection, _ token: String, as transport: String = "polling"
    ) async throws -> String {
        let header = "Authorization: Bearer \(token)\r\n"
        guard transport == "polling" else {
            _ = try await connection.upgrade(Self.path + transport, header)
            let session = Self.session(in: try await connection.hear())
            try await connection.say("40/events,")
            #expect(try await connection.hear().hasPrefix(#"40/events,{"sid":""#))
            return session
        }
        let session = Self.session(in: try await connection.get(Self.path + transport, header))
        #expect(try await connection.post(Self.path + "polling&sid=" + session, "40/events,").hasSuffix("OK"))
        let answer = try await connection.get(Self.path + "polling&sid=" + session)
        #expect(answer.contains(#"40/events,{"sid":""#))
        return session
    }

    private static func session(in text: String) -> String {
        String(text.split(separator: #"{"sid":""#).last?.prefix(20) ?? "")
    }
}
