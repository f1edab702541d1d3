import API
import Database
import HTTPTypes
import JSONBytes
import Testing

@testable import Server

/// Reads are answered at the connection, everything else by a task of its own: nobody may notice.
@Suite(.timeLimit(.minutes(4))) struct ReadLaneTests {
    /// A read, and an errand that ends when it is told to.
    private static func routes(_ mayEnd: Sign) -> [Route] {
        [
            .get("/read/{name}", "", .segment("name"), allow: .anyone, answers: .object("")) { (_, name: String) in
                .value(.string(name))
            },
            .errand(.get, "/errand", "", allow: .anyone, answers: .object("")) { _ in
                await mayEnd.wait()
                return .value("errand")
            },
        ]
    }

    private static func request(_ path: String, _ headers: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: x\r\n\(headers)\r\n"
    }

    @Test("Requests that are sent in one go are answered in their order, whoever answers them")
    func order() async throws {
        let mayEnd = Sign()
        try await FrontBench.run(Self.routes(mayEnd)) { bench in
            try await bench.connect { connection in
                let paths = ["/read/a", "/errand", "/read/b", "/read/c", "/nowhere", "/errand", "/read/d"]

                try await connection.send(paths.map { Self.request($0) }.joined())
                let first = try await connection.answer()
                mayEnd.give()
                var others: [String] = []
                for _ in paths.dropFirst() { others.append(try await connection.answer()) }

                #expect(first.hasSuffix("\r\n\r\n\"a\""))
                #expect(others[0].hasSuffix("\"errand\""))
                #expect(others[1].hasSuffix("\"b\""))
                #expect(others[2].hasSuffix("\"c\""))
                #expect(others[3].hasPrefix("HTTP/1.1 404"))
                #expect(others[4].hasSuffix("\"errand\""))
                #expect(others[5].hasSuffix("\"d\""))
            }
        }
    }

    @Test("A hundred reads in one go are all answered")
    func many() async throws {
        try await FrontBench.run(Self.routes(Sign())) { bench in
            try await bench.connect { connection in
                try await connection.send((0..<100).map { Self.request("/read/\($0)") }.joined())

                for number in 0..<100 { #expect(try await connection.answer().hasSuffix("\"\(number)\"")) }
            }
        }
    }

    @Test("A read that carries a body is answered, and the next request too")
    func body() async throws {
        try await FrontBench.run(Self.routes(Sign())) { bench in
            try await bench.connect { connection in
                try await connection.send(Self.request("/read/a", "Content-Length: 5\r\n") + "hello")
                let first = try await connection.answer()

                #expect(first.hasSuffix("\"a\""))
                #expect(try await connection.get("/read/b").hasSuffix("\"b\""))
            }
        }
    }

    @Test("A connection that is to be closed is closed behind the answer to a read")
    func close() async throws {
        try await FrontBench.run(Self.routes(Sign())) { bench in
            try await bench.connect { connection in
                try await connection.send(Self.request("/read/a", "Connection: close\r\n"))

                #expect(try await connection.answer().hasSuffix("\"a\""))
                #expect(try await connection.ends())
            }
        }
    }

    @Test("A client that says no more still hears all its answers, and then the end")
    func halfClosed() async throws {
        let (begun, mayEnd, said) = (Sign(), Monitor(false), Sign())
        let slow = Route.get("/slow", "", allow: .anyone, answers: .object("")) { _ in
            begun.give()
            _ = mayEnd.wait(seconds: 20) { $0 ? true : nil }
            return .value("done")
        }
        said.give()
        try await FrontBench.run([slow] + Self.routes(said)) { bench in
            try await bench.connect { connection in
                try await connection.send(["/slow", "/read/b", "/errand"].map { Self.request($0) }.joined())
                await begun.wait()
                connection.finish()
                // The end of what the client says arrives while its first answer is due.
                try await Task.sleep(for: .milliseconds(200))
                mayEnd.withLock { $0 = true }
                mayEnd.broadcast()

                #expect(try await connection.answer().hasSuffix("\"done\""))
                #expect(try await connection.answer().hasSuffix("\"b\""))
                #expect(try await connection.answer().hasSuffix("\"errand\""))
                #expect(try await connection.ends())
            }
        }
    }

    @Test("A refusal tells the same as anywhere: a query that cannot be read, no token")
    func refusals() async throws {
        let hidden = Route.get("/hidden", "", allow: .loggedIn, answers: .nothing) { _ in .nothing }
        try await FrontBench.run([hidden] + Self.routes(Sign())) { bench in
            try await bench.connect { connection in
                let tooMany = try await connection.get("/hidden?" + String(repeating: "a=1&", count: 1001))
                let withoutToken = try await connection.get("/hidden")

                #expect(tooMany.hasPrefix("HTTP/1.1 400"))
                #expect(withoutToken.hasPrefix("HTTP/1.1 401"))
                #expect(try await connection.get("/read/b").hasSuffix("\"b\""))
            }
        }
    }

    @Test("A server that stops finishes the read under way")
    func shutdown() async throws {
        let (begun, mayEnd) = (Sign(), Monitor(false))
        let slow = Route.get("/slow", "", allow: .anyone, answers: .object("")) { _ in
            begun.give()
            _ = mayEnd.wait(seconds: 20) { $0 ? true : nil }
            return .value("done")
        }
        try await FrontBench.run([slow]) { bench in
            try await bench.connect { connection in
                try await connection.send(Self.request("/slow"))
                await begun.wait()
                await bench.shutDown()
                mayEnd.withLock { $0 = true }
                mayEnd.broadcast()

                #expect(try await connection.answer().hasSuffix("\"done\""))
                #expect(try await connection.ends())
            }
        }
    }
}
