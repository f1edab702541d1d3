import Database
import Glibc
import NIOCore

/// A file open for reading. Its descriptor closes when nobody holds it any more.
package final class OpenFile: Sendable {
    /// In bytes, when it was opened.
    package let size: Int
    package let modified: Timestamp

    private let descriptor: Int32
    fileprivate let threads: BlockingThreads

    private init(descriptor: Int32, facts: stat, threads: BlockingThreads) {
        self.descriptor = descriptor
        self.size = Int(facts.st_size)
        self.modified = Timestamp(
            microseconds: Int64(facts.st_mtim.tv_sec) * 1_000_000 + Int64(facts.st_mtim.tv_nsec) / 1000)
        self.threads = threads
    }

    deinit {
        let descriptor = self.descriptor
        self.threads.start { close(descriptor) }
    }

    /// - Returns: Nil when there is no such file, or when it is no file but a folder, say.
    /// - Throws: ``FileFailure`` when it may not be opened.
    package static func open(_ path: String, threads: BlockingThreads = BlockingThreads()) async throws -> OpenFile? {
        try await threads.run {
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else {
                if errno == ENOENT || errno == ENOTDIR { return nil }
                throw FileFailure.last("open")
            }
            var facts = stat()
            guard fstat(descriptor, &facts) == 0 else {
                defer { close(descriptor) }
                throw FileFailure.last("fstat")
            }
            guard facts.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                return nil
            }
            return OpenFile(descriptor: descriptor, facts: facts, threads: threads)
        }
    }

    /// Blocks. Reads exactly so many bytes from that place on.
    ///
    /// - Throws: ``FileFailure``; with the code `EIO` when the file has become shorter.
    fileprivate func read(_ count: Int, at offset: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        while buffer.readableBytes < count {
            let done = buffer.readableBytes
            var result = 0
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count - done) { space in
                result = pread(self.descriptor, space.baseAddress, count - done, off_t(offset + done))
                return max(0, result)
            }
            if result < 0, errno == EINTR { continue }
            guard result >= 0 else { throw FileFailure.last("pread") }
            guard result > 0 else { throw FileFailure(call: "pread", code: EIO) }
        }
        return buffer
    }
}

/// A range of a file in chunks, each read when it is asked for, on a thread that may block.
package struct FileBody: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer

    /// In bytes.
    private static let chunk = 64 << 10

    private let file: OpenFile
    private let range: Range<Int>

    /// - Precondition: The range lies in the file.
    package init(_ file: OpenFile, range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= file.size, "the range lies outside of the file")
        self.file = file
        self.range = range
    }

    package func makeAsyncIterator() -> Iterator { Iterator(file: self.file, rest: self.range) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let file: OpenFile
        fileprivate var rest: Range<Int>

        /// - Throws: ``FileFailure``.
        package mutating func next() async throws -> ByteBuffer? {
            guard !self.rest.isEmpty else { return nil }
            let file = self.file
            let offset = self.rest.lowerBound
            let count = Swift.min(FileBody.chunk, self.rest.count)
            self.rest = (offset + count)..<self.rest.upperBound
            return try await file.threads.run { try file.read(count, at: offset) }
        }
    }
}
