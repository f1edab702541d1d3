import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Logging
import NIOCore
import Server
import Testing

@Suite(.timeLimit(.minutes(4))) struct FrontTests {
    private static let routes: [Route] = [
        .get("/small", "", allow: .anyone, answers: .object("")) { _ in .value("small") },
        .get("/large", "", allow: .anyone, answers: .objects("")) { _ in .json { _, output in try Self.fill(output) } },
        .get("/broken", "", allow: .anyone, answers: .objects("")) { _ in
            .json { _, output in
                try Self.fill(output)
                throw Problem.invalid("At the end.")
            }
        },
        .post("/echo", "", .json(""), allow: .anyone, answers: .object("")) { (_, json: JSONValue) in .value(json) },
        .post("/nothing", "", allow: .anyone, answers: .nothing) { _ in .nothing },
        .post("/secret", "", .json(""), allow: .loggedIn, answers: .nothing) { (_, _: JSONValue) in .nothing },
        .errand(.post, "/upload", "", .file("file", ""), allow: .anyone, answers: .object("")) {
            (_, file: UploadedFile?) in
            let bytes = file.flatMap { FileManager.default.contents(atPath: $0.path) } ?? Data()
            return .text(String(decoding: bytes, as: UTF8.self), type: "text/plain")
        },
    ]

    /// More than one chunk of an array.
    private static func fill(_ output: Output) throws {
        output.json.beginArray()
        for _ in 0..<20_000 {
            output.json.string("0123456789")
            try output.flushIfFull()
        }
        output.json.endArray()
    }

    @Test("A connection answers one request after the other, with the house's headers")
    func keepAlive() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                let first = try await connection.get("/small")
                let second = try await connection.get("//small/?x=1#y")

                #expect(first.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(first.hasSuffix("\r\n\r\n\"small\""))
                #expect(second.hasSuffix("\r\n\r\n\"small\""))
                for header in [
                    "Content-Type: application/json\r\n", "X-Content-Type-Options: nosniff", "Date: ",
                    "X-Frame-Options: SAMEORIGIN", "Content-Security-Policy: frame-ancestors 'self'",
                    "Referrer-Policy: strict-origin-when-cross-origin",
                ] { #expect(first.contains(header), "\(header)") }
            }
        }
    }

    @Test("HEAD tells the length of GET's body and sends none of it, streams too", arguments: ["/small", "/large"])
    func head(_ path: String) async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                try await connection.send("HEAD \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                let head = try await connection.head().lowercased()
                let after = try await connection.get("/small")

                let length = path == "/small" ? 7 : 20_000 * 13 + 1
                #expect(head.contains("content-length: \(length)\r\n"))
                #expect(!head.contains("transfer-encoding"))
                #expect(after.hasSuffix("\"small\""))
            }
        }
    }

    @Test("A list that does not fit a chunk comes in chunks, and the connection goes on")
    func chunks() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                try await connection.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
                let head = try await connection.head().lowercased()
                let body = try await connection.chunks()

                #expect(head.contains("transfer-encoding: chunked"))
                #expect(body.count == 20_000 * 13 + 1)
                #expect(try await connection.get("/small").hasSuffix("\"small\""))
            }
        }
    }

    @Test("An answer that breaks off ends its connection without the last chunk")
    func brokenOff() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                try await connection.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n")
                let head = try await connection.head()

                #expect(head.hasPrefix("HTTP/1.1 200 OK"))
                await #expect(throws: RawConnection.Ended.self) { try await connection.chunks() }
            }
        }
    }

    @Test("HEAD of an answer that breaks off is its failure")
    func brokenHead() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                try await connection.send("HEAD /broken HTTP/1.1\r\nHost: x\r\n\r\n")

                #expect(try await connection.head().hasPrefix("HTTP/1.1 400"))
                #expect(try await connection.get("/small").hasSuffix("\"small\""))
            }
        }
    }

    @Test("A body that nobody reads does not end the connection")
    func unreadBody() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                let unknown = try await connection.post("/nowhere", String(repeating: "x", count: 100_000))
                let wrong = try await connection.post("/small", String(repeating: "x", count: 100_000))

                #expect(unknown.hasPrefix("HTTP/1.1 404"))
                #expect(wrong.hasPrefix("HTTP/1.1 405"))
                #expect(!wrong.lowercased().contains("allow:"))
                #expect(try await connection.get("/small").hasSuffix("\"small\""))
            }
        }
    }

    @Test("JSON above the limit is 413, whether its length was told or not")
    func tooLarge() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                let json = "Content-Type: application/json\r\n"
                try await connection.send("POST /echo HTTP/1.1\r\nHost: x\r\n\(json)Content-Length: 9000\r\n\r\n")
                let told = try await connection.answer()
                try await connection.send(String(repeating: " ", count: 9000))
                try await connection.send("POST /echo HTTP/1.1\r\nHost: x\r\n\(json)Transfer-Encoding: chunked\r\n\r\n")
                try await connection.send("2000\r\n\(String(repeating: " ", count: 8192))\r\n0\r\n\r\n")
                let untold = try await connection.answer()

                #expect(told.hasPrefix("HTTP/1.1 413"))
                #expect(told.hasSuffix(#"{"error":true,"message":"The body is larger than 4096 bytes."}"#))
                #expect(untold.hasPrefix("HTTP/1.1 413"))
                #expect(try await connection.get("/small").hasSuffix("\"small\""))
            }
        }
    }

    @Test("A body without a good token is refused before it is read")
    func anonymous() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                try await connection.send(
                    "POST /secret HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n"
                )

                #expect(try await connection.answer().hasPrefix("HTTP/1.1 401"))
            }
        }
    }

    @Test(
        "A body is what its type says",
        arguments: [
            ("application/json", "[1]", "200 OK"), ("application/x+json; charset=utf-8", "[1]", "200 OK"),
            ("application/json", "[1", "400"), ("application/json", "", "400"), ("application/json", "[NaN]", "400"),
            ("application/json", "[1e400]", "400"), ("application/json", "[\"\\u0000\"]", "400"),
            ("application/json", "[\"\\ud800\"]", "400"), ("text/plain", "[1]", "415"),
            ("application/x-www-form-urlencoded", "a=1", "200 OK"), ("multipart/form-data", "x", "400"),
        ])
    func types(_ type: String, _ body: String, _ status: String) async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                try await connection.send(
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\n"
                        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")

                #expect(try await connection.answer().hasPrefix("HTTP/1.1 \(status)"))
            }
        }
    }

    @Test("An upload waits on disk, and is gone with its request")
    func upload() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                let answer = try await connection.upload("/upload", String(repeating: "y", count: 200_000))

                #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
                #expect(answer.hasSuffix(String(repeating: "y", count: 200_000)))
                #expect(bench.files.isEmpty)
            }
        }
    }

    @Test(
        "Files are taken where a route wants some, up to the limit", arguments: [("/echo", 8000), ("/upload", 1 << 21)])
    func largeUpload(_ path: String, _ size: Int) async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                let answer = try await connection.upload(path, String(repeating: "y", count: size))

                #expect(answer.hasPrefix("HTTP/1.1 413"))
                #expect(bench.files.isEmpty)
            }
        }
    }

    @Test("204 has no length, and an address has a limit")
    func small() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                let nothing = try await connection.post("/nothing", "")
                let long = try await connection.get("/small?x=" + String(repeating: "x", count: 20_000))

                #expect(nothing.hasPrefix("HTTP/1.1 204"))
                #expect(!nothing.lowercased().contains("content-length"))
                #expect(nothing.contains("Content-Type: text/html; charset=utf-8"))
                #expect(long.hasPrefix("HTTP/1.1 414"))
            }
        }
    }

    @Test("A client that asks before it sends its body is told to")
    func expectation() async throws {
        try await FrontBench.run(Self.routes) { bench in
            try await bench.connect { connection in
                try await connection.send(
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
                let word = try await connection.head()
                try await connection.send("[1]")

                #expect(word == "HTTP/1.1 100 Continue\r\n\r\n")
                #expect(try await connection.answer().hasSuffix("\r\n\r\n[1]"))
                #expect(try await connection.get("/small").hasSuffix("\"small\""))
            }
        }
    }
}

/// What whoever runs the server hears.
@Suite(.timeLimit(.minutes(4))) struct FrontLogTests {
    @Test("A mistake of ours is logged whole with its request's number, and answered without a word of it")
    func mistakes() async throws {
        let lines = Recorder.Lines()
        let wrong = Route.get("/wrong", "", allow: .anyone, answers: .nothing) { call in
            _ = try call.data.exists("SELECT secret FROM nowhere")
            return .nothing
        }
        try await FrontBench.run([wrong], logger: Logger(label: "test") { _ in Recorder(lines: lines) }) { bench in
            try await bench.connect { connection in
                let answer = try await connection.get("/wrong")

                #expect(answer.hasPrefix("HTTP/1.1 500"))
                #expect(answer.hasSuffix(#"{"error":true,"message":"Internal server error."}"#))
            }
        }
        let line = try #require(lines.all.first)
        #expect(lines.all.count == 1)
        #expect(line.hasPrefix("error the database failed [\"error\", \"request\"]"))
        #expect(line.contains("nowhere"))
    }

    @Test("An answer that breaks off by our mistake is logged")
    func brokenOff() async throws {
        let lines = Recorder.Lines()
        let broken = Route.get("/broken", "", allow: .anyone, answers: .objects("")) { _ in
            .json { reader, output in
                for _ in 0..<20_000 {
                    output.json.string("0123456789")
                    try output.flushIfFull()
                }
                _ = try reader.exists("SELECT secret FROM nowhere")
            }
        }
        try await FrontBench.run([broken], logger: Logger(label: "test") { _ in Recorder(lines: lines) }) { bench in
            try await bench.connect { connection in
                try await connection.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await connection.head()
                #expect(try await connection.ends())
            }
        }
        #expect(lines.all.first?.hasPrefix("error an answer broke off") == true)
    }
}

/// Ends of connections and of the server.
@Suite(.timeLimit(.minutes(4))) struct FrontEndsTests {
    @Test("A client that leaves in the middle of a list frees the thread that wrote it")
    func leaving() async throws {
        let left = Sign()
        let endless = Route.get("/endless", "", allow: .anyone, answers: .objects("")) { _ in
            .json { _, output in
                defer { left.give() }
                while true {
                    output.json.string("0123456789")
                    try output.flushIfFull()
                }
            }
        }
        try await FrontBench.run([endless]) { bench in
            try await bench.connect { connection in
                try await connection.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try await connection.head().hasPrefix("HTTP/1.1 200"))
            }

            await left.wait()
        }
    }

    @Test("A server that stops finishes the answer under way")
    func shutdown() async throws {
        let (begun, mayEnd) = (Sign(), Sign())
        let slow = Route.errand(.get, "/slow", "", allow: .anyone, answers: .object("")) { _ in
            begun.give()
            await mayEnd.wait()
            return .value("done")
        }
        try await FrontBench.run([slow]) { bench in
            try await bench.connect { connection in
                try await connection.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
                await begun.wait()
                await bench.shutDown()
                mayEnd.give()

                #expect(try await connection.answer().hasSuffix("\"done\""))
                #expect(try await connection.ends())
            }
        }
    }
}

extension RawConnection {
    /// Sends a form with one file.
    fileprivate func upload(_ path: String, _ content: String) async throws -> String {
        let form =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\n\(content)\r\n--b--\r\n"
        try await self.send(
            "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)")
        return try await self.answer()
    }
}
