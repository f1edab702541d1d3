import Database
import Glibc
import NIOCore
import Stores

/// A file open for reading. Its descriptor closes when nobody holds it any more.
package final class OpenFile: Sendable {
    /// In bytes, when it was opened.
    package let size: Int
    package let modified: Timestamp

    private let descriptor: Int32
    let threads: BlockingThreads

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
    package static func open(_ path: String, threads: BlockingThreads = .files) async throws -> OpenFile? {
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
    func read(_ count: Int, at offset: Int) throws -> ByteBuffer {
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
