import Glibc

/// An open file of a store. It stays readable, unchanged, when its key is replaced or deleted meanwhile.
package final class StoredFile: Sendable {
    /// In bytes.
    package let size: Int
    /// In nanoseconds since 1970, UTC.
    package let modified: Int64
    private let descriptor: Int32

    /// Takes the descriptor over.
    ///
    /// - Throws: ``StoreError/missing(_:)`` when it is no regular file.
    init(descriptor: Int32, key: BlobKey) throws {
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw StoreError.missing(key)
        }
        self.size = Int(status.st_size)
        self.modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    deinit { close(self.descriptor) }

    /// Differs between any two contents that the key has had; without quotes, fit for an `ETag`.
    package var version: String { String(self.modified, radix: 16) + "-" + String(self.size, radix: 16) }

    /// Reads at most as much as `buffer` holds, from `offset`; any number of threads may do so at once. Blocks.
    ///
    /// - Returns: How many bytes; zero at the end only.
    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        while true {
            let count = pread(self.descriptor, base, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw StoreError.last("read") }
        }
    }
}
