import API
import Glibc
import NIOCore
import Stores
import Testing

@Suite struct FileBodyTests {
    private func write(_ content: [UInt8], to path: String) {
        let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        _ = content.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
    }

    /// How many descriptors of this process point at a path.
    private func descriptors(of path: String) -> Int {
        names(in: "/proc/self/fd").count { name in
            var target = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/self/fd/" + name, &target, target.count)
            guard count > 0 else { return false }
            return String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) == path
        }
    }

    @Test(
        "A range arrives byte for byte, in chunks of 64 KiB",
        arguments: [0..<200_000, 0..<0, 0..<1, 199_999..<200_000, 65_535..<65_537, 1..<65_537, 70_000..<170_000])
    func range(_ range: Range<Int>) async throws {
        try await withFolder { folder in
            let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
            self.write(content, to: folder + "/a")
            let file = try #require(try await OpenFile.open(folder + "/a"))

            var chunks: [ByteBuffer] = []
            for try await chunk in FileBody(file, range: range) { chunks.append(chunk) }

            #expect(file.size == 200_000)
            #expect(chunks.flatMap { Array($0.readableBytesView) } == Array(content[range]))
            #expect(chunks.dropLast().allSatisfy { $0.readableBytes == 64 << 10 })
        }
    }

    @Test("What is not there, or is a folder, is no file")
    func absent() async throws {
        try await withFolder { folder in
            let absent = try await OpenFile.open(folder + "/none")
            let below = try await OpenFile.open("/proc/self/stat/none")
            let itself = try await OpenFile.open(folder)

            #expect(absent == nil)
            #expect(below == nil)
            #expect(itself == nil)
        }
    }

    @Test("The descriptor closes when a client leaves in the middle")
    func abandoned() async throws {
        try await withFolder { folder in
            let path = folder + "/a"
            self.write(Array(repeating: 1, count: 300_000), to: path)
            let threads = BlockingThreads(count: 1, waiting: 10)

            try await {
                let file = try #require(try await OpenFile.open(path, threads: threads))
                var iterator = FileBody(file, range: 0..<file.size).makeAsyncIterator()
                _ = try await iterator.next()
                #expect(self.descriptors(of: path) == 1)
            }()
            await threads.close()

            #expect(self.descriptors(of: path) == 0)
        }
    }

    @Test("A file that is removed while it is read is read to its end")
    func removed() async throws {
        try await withFolder { folder in
            self.write(Array(repeating: 1, count: 100_000), to: folder + "/a")
            let file = try #require(try await OpenFile.open(folder + "/a"))
            unlink(folder + "/a")

            var count = 0
            for try await chunk in FileBody(file, range: 0..<file.size) { count += chunk.readableBytes }

            #expect(count == 100_000)
        }
    }

    @Test("A file that becomes shorter ends its body with an error, never with too few bytes")
    func shrunk() async throws {
        try await withFolder { folder in
            self.write(Array(repeating: 1, count: 100_000), to: folder + "/a")
            let file = try #require(try await OpenFile.open(folder + "/a"))
            truncate(folder + "/a", 70_000)

            let error = await #expect(throws: FileFailure.self) {
                for try await _ in FileBody(file, range: 0..<file.size) {}
            }

            #expect(error?.code == EIO)
        }
    }
}
