import Glibc
import NIOCore
import Stores
import Synchronization

/// A new file that only we may read, open for writing. Everything here blocks.
final class TemporaryFile: Sendable {
    static let prefix = "upload-"

    let path: String
    /// Below zero once closed.
    private let descriptor: Atomic<Int32>

    /// - Throws: ``FileFailure``.
    init(in folder: String) throws {
        let name = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
        self.path = folder + "/" + Self.prefix + name
        let descriptor = open(self.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure.last("open") }
        self.descriptor = Atomic(descriptor)
    }

    deinit {
        let descriptor = self.descriptor.load(ordering: .relaxed)
        if descriptor >= 0 { close(descriptor) }
    }

    /// - Throws: ``FileFailure``, for instance when the disk is full.
    func write(_ buffers: [ByteBuffer]) throws {
        let descriptor = self.descriptor.load(ordering: .relaxed)
        for buffer in buffers {
            try buffer.withUnsafeReadableBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                    if count < 0, errno == EINTR { continue }
                    guard count >= 0 else { throw FileFailure.last("write") }
                    rest = rest.dropFirst(count)
                }
            }
        }
    }

    /// - Throws: ``FileFailure`` when the system could not keep what was written.
    func finish() throws {
        let descriptor = self.descriptor.exchange(-1, ordering: .relaxed)
        guard close(descriptor) == 0 else { throw FileFailure.last("close") }
    }

    /// Removes files whatever became of them: one that was moved away is no longer there.
    static func remove(_ paths: [String], on threads: BlockingThreads) async {
        guard !paths.isEmpty else { return }
        await withCheckedContinuation { continuation in
            threads.start {
                for path in paths { unlink(path) }
                continuation.resume()
            }
        }
    }

    /// Removes the folder's temporary files that nobody has written to for so many seconds.
    ///
    /// - Returns: How many.
    /// - Throws: ``FileFailure`` when the folder cannot be read.
    static func sweep(_ folder: String, olderThan seconds: Int) throws -> Int {
        guard let directory = opendir(folder) else { throw FileFailure.last("opendir") }
        defer { closedir(directory) }
        var count = 0
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(Self.prefix) else { continue }
            var facts = stat()
            guard lstat(folder + "/" + name, &facts) == 0, facts.st_mtim.tv_sec + seconds < time(nil) else { continue }
            if unlink(folder + "/" + name) == 0 { count += 1 }
        }
        return count
    }
}
