import Glibc
import NIOCore
import Stores

/// A range of a file in chunks, each read when it is asked for, on a thread that may block.
package struct FileBody: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer

    /// In bytes.
    private static let chunk = 64 << 10

    private let range: Range<Int>
    private let threads: BlockingThreads
    /// Blocks. Reads exactly so many bytes from that place on.
    private let read: @Sendable (_ count: Int, _ offset: Int) throws -> ByteBuffer

    /// - Precondition: The range lies in the file.
    package init(_ file: OpenFile, range: Range<Int>) {
        self.init(size: file.size, range: range, threads: file.threads) { try file.read($0, at: $1) }
    }

    /// - Precondition: The range lies in the file.
    package init(_ file: StoredFile, range: Range<Int>, threads: BlockingThreads = .files) {
        self.init(size: file.size, range: range, threads: threads) { try file.read($0, at: $1) }
    }

    private init(
        size: Int, range: Range<Int>, threads: BlockingThreads,
        read: @escaping @Sendable (_ count: Int, _ offset: Int) throws -> ByteBuffer
    ) {
        precondition(range.lowerBound >= 0 && range.upperBound <= size, "the range lies outside of the file")
        self.range = range
        self.threads = threads
        self.read = read
    }

    package func makeAsyncIterator() -> Iterator { Iterator(body: self, rest: self.range) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let body: FileBody
        fileprivate var rest: Range<Int>

        /// - Throws: ``FileFailure``, ``StoreError``.
        package mutating func next() async throws -> ByteBuffer? {
            guard !self.rest.isEmpty else { return nil }
            let read = self.body.read
            let offset = self.rest.lowerBound
            let count = Swift.min(FileBody.chunk, self.rest.count)
            self.rest = (offset + count)..<self.rest.upperBound
            return try await self.body.threads.run { try read(count, offset) }
        }
    }
}

extension StoredFile {
    /// Blocks. Reads exactly so many bytes from that place on.
    ///
    /// - Throws: ``StoreError``; ``FileFailure`` with the code `EIO` when the file has become shorter.
    fileprivate func read(_ count: Int, at offset: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        while buffer.readableBytes < count {
            let done = buffer.readableBytes
            let read = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count - done) { space in
                let rest = UnsafeMutableRawBufferPointer(rebasing: space[..<(count - done)])
                return try self.read(at: offset + done, into: rest)
            }
            guard read > 0 else { throw FileFailure(call: "pread", code: EIO) }
        }
        return buffer
    }
}
