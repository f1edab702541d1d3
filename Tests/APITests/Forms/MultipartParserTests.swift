import API
import NIOCore
import Testing

@Suite struct MultipartParserTests {
    private static let sample = """
        preamble\r
        --BBB\r
        Content-Disposition: form-data; name="comment"\r
        \r
        a\r
        --BB\r
        --BBBB\r
        --BBB-\r
        end\r
        --BBB \t\r
        content-disposition: form-data;\r
          name=file; filename="q\\"uote.txt"\r
        Content-Type: Text/Plain; charset=utf-8\r
        X-Other: 1\r
        \r
        \r
        \r
        --BBB\r
        Content-Disposition: form-data; name="empty"\r
        \r
        \r
        --BBB--\r
        epilogue --BBB
        """

    private func parse(
        _ body: some Collection<UInt8>, boundary: String = "BBB", cuts: [Int] = [],
        limits: FormLimits = FormLimits(total: 1 << 20)
    ) throws -> [MultipartEvent] {
        var parser = MultipartParser(boundary: boundary, limits: limits)
        var events: [MultipartEvent] = []
        var rest = Array(body)[...]
        for cut in cuts {
            events += try parser.feed(ByteBuffer(bytes: rest.prefix(cut)))
            rest = rest.dropFirst(cut)
        }
        events += try parser.feed(ByteBuffer(bytes: rest))
        try parser.finish()
        return events.joined()
    }

    private func parts(_ body: String, limits: FormLimits = FormLimits(total: 1 << 20)) throws -> [String] {
        try self.parse(body.utf8, limits: limits).compactMap { event in
            switch event {
            case .partBegan(let header):
                "\(header.name)|\(header.filename ?? "-")|\(header.contentType ?? "-")"
            case .bytes(let bytes): String(buffer: bytes)
            case .partEnded, .ended: nil
            }
        }
    }

    private func part(_ disposition: String) throws -> String? {
        try self.parts("--BBB\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\r\n--BBB--").first
    }

    @Test("Parts come with their names, and what only looks like a boundary is content")
    func sample() throws {
        let events = try self.parse(Self.sample.utf8)

        #expect(
            events == [
                .partBegan(PartHeader(name: "comment", filename: nil, contentType: nil)),
                .bytes(ByteBuffer(string: "a\r\n--BB\r\n--BBBB\r\n--BBB-\r\nend")), .partEnded,
                .partBegan(PartHeader(name: "file", filename: "q\"uote.txt", contentType: "text/plain")),
                .bytes(ByteBuffer(string: "\r\n")), .partEnded,
                .partBegan(PartHeader(name: "empty", filename: nil, contentType: nil)), .partEnded, .ended,
            ])
    }

    @Test("A body says the same wherever it is cut in two")
    func everyCut() throws {
        let whole = try self.parse(Self.sample.utf8)
        for cut in 0...Self.sample.utf8.count {
            let events = try self.parse(Self.sample.utf8, cuts: [cut])

            #expect(events == whole, "cut at \(cut)")
        }
    }

    @Test("A body says the same byte by byte, and in random pieces")
    func randomCuts() throws {
        let whole = try self.parse(Self.sample.utf8)
        let single = try self.parse(Self.sample.utf8, cuts: Array(repeating: 1, count: Self.sample.utf8.count))
        #expect(single == whole)
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<300 {
            let cuts = (0..<40).map { _ in Int.random(in: 0...25, using: &generator) }

            let events = try self.parse(Self.sample.utf8, cuts: cuts)

            #expect(events == whole, "cut after \(cuts)")
        }
    }

    @Test("Binary content full of line ends and dashes arrives as it was, in random pieces")
    func binary() throws {
        var generator = SeededGenerator(seed: 2)
        let alphabet = Array("\r\n-B\u{0}x".utf8)
        for _ in 0..<300 {
            let content = (0..<200).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
            guard !content.contains(sequence: Array("\n--BBB".utf8)) else { continue }
            let head = "--BBB\r\nContent-Disposition: form-data; name=f; filename=b\r\n\r\n"
            let body = Array(head.utf8) + content + Array("\r\n--BBB--\r\n".utf8)

            let events = try self.parse(body, cuts: (0..<30).map { _ in .random(in: 0...20, using: &generator) })

            #expect(events.dropFirst().first == .bytes(ByteBuffer(bytes: content)))
        }
    }

    @Test("Random changes to a form end in events or in a FormError, never otherwise")
    func garbage() {
        var generator = SeededGenerator(seed: 3)
        var refused = 0
        for _ in 0..<3000 {
            var body = Array(Self.sample.utf8)
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                body[Int.random(in: 0..<body.count, using: &generator)] = .random(in: .min ... .max, using: &generator)
            }
            do {
                let events = try self.parse(body, cuts: [.random(in: 0...body.count, using: &generator)])
                #expect(events.last == .ended)
            } catch {
                #expect(error is FormError)
                refused += 1
            }
        }
        #expect(refused > 0)
    }

    @Test("Lines that end with LF alone are lines")
    func lineFeeds() throws {
        let parts = try self.parts("--BBB\nContent-Disposition: form-data; name=a\n\n1\n2\n--BBB--\n")

        #expect(parts == ["a|-|-", "1\n2"])
    }

    @Test(
        "Names are read as clients write them",
        arguments: [
            (#"name="a""#, "a|-|-"),
            (#"name=a"#, "a|-|-"),
            (#"NAME = "a""#, "a|-|-"),
            (#"name*=UTF-8''comment"#, "comment|-|-"),
            (#"filename="f.txt""#, "|f.txt|-"),
            (#"name=a; filename=plain.txt"#, "a|plain.txt|-"),
            (#"name=a; filename="a;b.txt""#, "a|a;b.txt|-"),
            (#"name=a; filename="q%22%0d%0auote%41.txt""#, "a|q\"uote%41.txt|-"),
            (#"name=a; filename="x.txt"; filename*=UTF-8''%c3%a9toile.txt"#, "a|étoile.txt|-"),
            (#"name=a; filename*=iso-8859-1'fr'%e9.txt; filename="x.txt""#, "a|é.txt|-"),
            (#"name=a; filename="x.txt"; filename*=koi8-r''%c3.txt"#, "a|x.txt|-"),
            (#"name=a; filename="x.txt"; filename*=UTF-8''%ff.txt"#, "a|x.txt|-"),
            (#"name=a; filename=""; x"#, "a|file|-"),
            (#"name="a; filename=x"#, "a; filename=x|-|-"),
        ])
    func names(_ disposition: String, _ expected: String) throws {
        let part = try self.part(disposition)

        #expect(part == expected)
    }

    @Test(
        "A file's name is a label, never a path",
        arguments: [
            (#"a/b/c.txt"#, "c.txt"),
            (#"../../etc/passwd"#, "passwd"),
            (#"C:\dir\w.txt"#, "w.txt"),
            (#"C:\\dir\\w.txt"#, "w.txt"),
            (#"\\server\share\w.txt"#, "w.txt"),
            (".hidden.txt", ".hidden.txt"),
            ("noext", "noext"),
            ("..", "file"),
            (".", "file"),
            ("dir/", "file"),
            ("  blank .txt ", "blank .txt"),
            ("a\u{0}b\u{1F}c\u{7F}.txt", "abc.txt"),
            ("evil\u{202E}gpj.exe", "evilgpj.exe"),
            ("👩‍🎨.png", "👩‍🎨.png"),
            (String(repeating: "é", count: 200) + ".png", String(repeating: "é", count: 125) + ".png"),
            (String(repeating: "a", count: 300), String(repeating: "a", count: 255)),
        ])
    func labels(_ name: String, _ expected: String) throws {
        let part = try self.part("name=f; filename=\"\(name)\"")

        #expect(part == "f|\(expected)|-")
    }

    @Test("A body without a byte is a form without a part")
    func empty() throws {
        let events = try self.parse([])

        #expect(events.isEmpty)
    }

    @Test(
        "What is no form is refused with a sentence",
        arguments: [
            "no boundary at all",
            "--BBB\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n",
            "--BBB\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--BBB",
            "--BBB\r\nContent-Disposition: form-data; name=a",
            "--BBB\r\nX-Other: form-data; name=a\r\n\r\n1\r\n--BBB--",
            "--CCC\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--CCC--",
        ])
    func malformed(_ body: String) {
        let error = #expect(throws: FormError.self) { try self.parts(body) }

        guard case .malformed(let sentence) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(sentence.hasSuffix("."))
    }

    @Test("Each limit is kept")
    func limits() {
        let field = "--BBB\r\nContent-Disposition: form-data; name=a\r\n\r\n12345\r\n"
        let form = field + field + "--BBB--"

        #expect(throws: Never.self) {
            try self.parts(form, limits: FormLimits(total: 1, fields: 10, parts: 2, header: 60))
        }
        #expect(throws: FormError.fieldsTooLarge(limit: 9)) {
            try self.parts(form, limits: FormLimits(total: 1, fields: 9))
        }
        #expect(throws: FormError.tooManyParts(limit: 1)) {
            try self.parts(form, limits: FormLimits(total: 1, parts: 1))
        }
        #expect(throws: FormError.self) { try self.parts(form, limits: FormLimits(total: 1, header: 20)) }
        #expect(throws: FormError.self) {
            try self.parts(String(repeating: "p", count: 61) + form, limits: FormLimits(total: 1, header: 60))
        }
    }

    @Test("Content is a slice of what came, not a copy")
    func noCopy() throws {
        var parser = MultipartParser(boundary: "BBB", limits: FormLimits(total: 1 << 20))
        _ = try parser.feed(ByteBuffer(string: "--BBB\r\nContent-Disposition: form-data; name=f; filename=b\r\n\r\n"))
        let chunk = ByteBuffer(repeating: 7, count: 1 << 16)

        let events = try parser.feed(chunk)

        guard case .bytes(let content) = events.first else {
            Issue.record("no content")
            return
        }
        let given = chunk.withUnsafeReadableBytes { $0.baseAddress }
        #expect(content.withUnsafeReadableBytes { $0.baseAddress } == given)
        #expect(content.readableBytes == 1 << 16)
    }
}

extension [MultipartEvent] {
    /// With content that came in pieces made whole.
    func joined() -> [MultipartEvent] {
        self.reduce(into: []) { events, event in
            if case .bytes(let more) = event, case .bytes(var content) = events.last {
                content.writeImmutableBuffer(more)
                events[events.count - 1] = .bytes(content)
            } else {
                events.append(event)
            }
        }
    }
}

extension [UInt8] {
    func contains(sequence: [UInt8]) -> Bool {
        self.indices.contains { self[$0...].starts(with: sequence) }
    }
}
