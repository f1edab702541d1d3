import API
import Glibc
import NIOCore
import Testing

@Suite struct FormReaderTests {
    private let kind = FormKind.multipart(boundary: "BBB")

    private func file(_ name: String, _ content: [UInt8]) -> [ByteBuffer] {
        let head = "--BBB\r\nContent-Disposition: form-data; name=file; filename=\(name)\r\n\r\n"
        return [ByteBuffer(string: head), ByteBuffer(bytes: content), ByteBuffer(string: "\r\n")]
    }

    private func field(_ name: String, _ value: String) -> [ByteBuffer] {
        [ByteBuffer(string: "--BBB\r\nContent-Disposition: form-data; name=\(name)\r\n\r\n\(value)\r\n")]
    }

    private let end = [ByteBuffer(string: "--BBB--\r\n")]

    @Test("Fields keep their order and repeats; files are on disk, byte for byte")
    func form() async throws {
        try await withFolder { folder in
            let content = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let body = field("a", "1") + file("x.bin", content) + field("b", "é") + field("a", "2") + end
            let reader = FormReader(folder: folder, limits: FormLimits(total: 1 << 20))

            try await reader.withForm(kind, from: stream(body)) { form in
                #expect(form.fields.map(\.name) == ["a", "b", "a"])
                #expect(form.fields.map(\.value) == ["1", "é", "2"])
                let file = try #require(form.files.first)
                #expect(file.field == "file")
                #expect(file.filename == "x.bin")
                #expect(file.size == content.count)
                #expect(bytes(of: file.path) == content)
            }
        }
    }

    @Test("A file that nobody kept is gone when the request ends; one that was moved away stays")
    func cleanUp() async throws {
        try await withFolder { folder in
            let body = file("a", [1]) + file("b", [2]) + end
            let reader = FormReader(folder: folder, limits: FormLimits(total: 1 << 20))

            try await reader.withForm(kind, from: stream(body)) { form in
                #expect(names(in: folder).count == 2)
                #expect(rename(form.files[1].path, folder + "/kept") == 0)
            }

            #expect(names(in: folder) == ["kept"])
            #expect(bytes(of: folder + "/kept") == [2])
        }
    }

    @Test("A request that fails leaves no file")
    func failure() async throws {
        struct Refusal: Error {}
        try await withFolder { folder in
            let reader = FormReader(folder: folder, limits: FormLimits(total: 1 << 20))

            await #expect(throws: Refusal.self) {
                try await reader.withForm(kind, from: stream(file("a", [1]) + end)) { _ in throw Refusal() }
            }

            #expect(names(in: folder).isEmpty)
        }
    }

    @Test("A form that breaks off, or is too large, leaves no file")
    func brokenOff() async throws {
        try await withFolder { folder in
            let reader = FormReader(folder: folder, limits: FormLimits(total: 1000))
            let whole = file("a", [1]) + file("b", Array(repeating: 0, count: 600))
            let tooLarge = whole + file("c", Array(repeating: 0, count: 600)) + end

            await #expect(throws: FormError.self) { try await reader.read(kind, from: stream(whole)) }
            await #expect(throws: FormError.tooLarge(limit: 1000)) {
                try await reader.read(kind, from: stream(tooLarge))
            }

            #expect(names(in: folder).isEmpty)
        }
    }

    @Test("A request that is cancelled while it uploads leaves no file")
    func cancelled() async throws {
        try await withFolder { folder in
            let reader = FormReader(folder: folder, limits: FormLimits(total: 1 << 30))
            let (chunks, source) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
            for chunk in file("a", Array(repeating: 1, count: 1 << 20)) { source.yield(chunk) }
            let upload = Task { try await reader.read(self.kind, from: chunks) }
            while names(in: folder).isEmpty { try await Task.sleep(for: .milliseconds(2)) }

            upload.cancel()
            let result = await upload.result

            #expect(throws: (any Error).self) { try result.get() }
            #expect(names(in: folder).isEmpty)
        }
    }

    @Test("A folder that cannot be written to is our failure, not the form's")
    func noFolder() async {
        let reader = FormReader(folder: "/nowhere/at/all", limits: FormLimits(total: 1000))

        let error = await #expect(throws: FileFailure.self) {
            try await reader.read(kind, from: stream(file("a", [1]) + end))
        }

        #expect(error?.code == ENOENT)
    }

    @Test("An urlencoded body is read like a query, cut anywhere")
    func urlencoded() async throws {
        let reader = FormReader(folder: "/nowhere", limits: FormLimits(total: 1000, fields: 30))
        let body = ["email=a%4", "0b.c&pass", "word=x+y", "&&z"].map { ByteBuffer(string: $0) }

        let form = try await reader.read(.urlencoded, from: stream(body))

        #expect(form.fields.map(\.name) == ["email", "password", "z"])
        #expect(form.fields.map(\.value) == ["a@b.c", "x y", ""])
        await #expect(throws: FormError.fieldsTooLarge(limit: 30)) {
            try await reader.read(.urlencoded, from: stream(body + body))
        }
    }

    @Test("Only forgotten temporary files are swept")
    func sweep() async throws {
        try await withFolder { folder in
            for name in ["upload-old", "upload-new", "other"] {
                close(open(folder + "/" + name, O_CREAT | O_WRONLY, 0o600))
            }
            for name in ["upload-old", "other"] {
                utimes(folder + "/" + name, [timeval(tv_sec: 1000, tv_usec: 0), timeval(tv_sec: 1000, tv_usec: 0)])
            }
            let reader = FormReader(folder: folder, limits: FormLimits(total: 1))

            let count = try await reader.sweep()

            #expect(count == 1)
            #expect(names(in: folder) == ["other", "upload-new"])
        }
    }

    @Test("A large upload is read no faster than the disk takes it")
    func backPressure() async throws {
        try await withFolder { folder in
            let reader = FormReader(folder: folder, limits: FormLimits(total: 100 << 20))
            let end = ByteBuffer(string: "\r\n--BBB--")
            let source = Source(begin: file("a", [])[0], count: 1000, end: end, folder: folder)

            let form = try await reader.read(kind, from: AsyncStream(unfolding: source.next))
            await reader.discard(form)

            #expect(form.files.first?.size == 1000 * Source.chunk.readableBytes)
            #expect(source.lead > 0)
            #expect(source.lead < 512 << 10)
            #expect(names(in: folder).isEmpty)
        }
    }
}

/// A body that is made as it is read, and that looks how far the reading is ahead of the disk.
private final class Source: @unchecked Sendable {
    // Safety: one reader.
    static let chunk = ByteBuffer(repeating: 1, count: 64 << 10)

    private let begin: ByteBuffer
    private let count: Int
    private let end: ByteBuffer
    private let folder: String
    private var given = -1
    /// In bytes.
    private(set) var lead = 0

    init(begin: ByteBuffer, count: Int, end: ByteBuffer, folder: String) {
        self.begin = begin
        self.count = count
        self.end = end
        self.folder = folder
    }

    @Sendable func next() async -> ByteBuffer? {
        defer { self.given += 1 }
        if self.given < 0 { return self.begin }
        if self.given == self.count { return self.end }
        if self.given > self.count { return nil }
        var facts = stat()
        if let name = names(in: self.folder).first, stat(self.folder + "/" + name, &facts) == 0 {
            self.lead = max(self.lead, self.given * Self.chunk.readableBytes - Int(facts.st_size))
        }
        return Self.chunk
    }
}

private func stream(_ chunks: [ByteBuffer]) -> AsyncStream<ByteBuffer> {
    AsyncStream { continuation in
        for chunk in chunks { continuation.yield(chunk) }
        continuation.finish()
    }
}
