import Glibc

/// Says that a process uses a folder, for as long as it lives: the kernel lets go of the lock when the process ends, in
/// whatever way.
final class Occupancy: Sendable {
    private let descriptor: Int32

    /// Waits while another process is tidying up.
    ///
    /// - Throws: ``StoreError``.
    init(_ folder: String) throws {
        self.descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard self.descriptor >= 0, flock(self.descriptor, LOCK_SH) == 0 else {
            throw StoreError.last("lock \(folder)")
        }
    }

    deinit { close(self.descriptor) }

    /// Does something that only the sole user of the folder may do.
    ///
    /// - Returns: Nil, with nothing done, when others use the folder.
    /// - Throws: What `body` throws.
    func whileAlone<Result>(_ body: () throws -> Result) throws -> Result? {
        let isAlone = flock(self.descriptor, LOCK_EX | LOCK_NB) == 0
        // A lock that could not be changed is lost, too.
        defer { _ = flock(self.descriptor, LOCK_SH) }
        return isAlone ? try body() : nil
    }
}
