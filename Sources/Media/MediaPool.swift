import CVips
import FoundationEssentials
import Stores
import Synchronization

/// The threads on which pictures are made, started with the first picture.
///
/// Memory: libvips is loaded with the first picture (some 30 MB from then on), keeps nothing between two, and what glibc
/// holds back is returned after each. Threads count: each holds the strips of the picture that it works on.
package final class MediaPool: Sendable {
    private let threads: BlockingThreads
    private let limits: Picture.Limits

    /// - Parameters:
    ///   - threads: Pictures at once.
    ///   - waiting: Pictures that may wait for a thread; one more is ``MediaError/busy``.
    ///   - limits: Of each picture.
    package init(threads: Int = 2, waiting: Int = 256, limits: Picture.Limits = .init()) {
        self.threads = BlockingThreads(count: threads, waiting: waiting, atEnd: cvips_end_thread)
        self.limits = limits
    }

    /// The header of the file, if its limits allow the picture.
    ///
    /// - Throws: ``MediaError``, `CancellationError`.
    package func probe(_ path: String) async throws -> Picture {
        try await self.run(path, folder: "") { try $0.probe() }
    }

    /// Makes what a published picture needs: a PNG of its size, preview and thumbnails, each under a new name in `folder`.
    ///
    /// - Throws: ``MediaError``, `CancellationError`; nothing is left in `folder` then.
    package func pictures(of path: String, into folder: String) async throws -> PictureSet {
        try await self.run(path, folder: folder) { try $0.pictures() }
    }

    /// Makes the picture of a person, project or organisation: 400 by 400 pixels, under a new name in `folder`.
    ///
    /// - Returns: Its path.
    /// - Throws: ``MediaError``, `CancellationError`; nothing is left in `folder` then.
    package func avatar(of path: String, into folder: String) async throws -> String {
        try await self.run(path, folder: folder) { try $0.avatar() }
    }

    /// Finishes what waits and returns when the last thread has ended.
    package func close() async { await self.threads.close() }

    private func run<Result: Sendable>(
        _ path: String, folder: String, _ body: @escaping @Sendable (PictureWork) throws -> Result
    ) async throws -> Result {
        let stem = folder + "/" + UUID().uuidString.lowercased()
        let cancelled = CancellationFlag()
        let limits = self.limits
        return try await withTaskCancellationHandler {
            do {
                return try await self.threads.run {
                    defer { cvips_trim() }
                    return try body(
                        PictureWork(
                            path: path, stem: stem, limits: limits, checkCancellation: { try cancelled.check() }))
                }
            } catch is BlockingThreads.Busy {
                throw MediaError.busy
            }
        } onCancel: {
            cancelled.raise()
        }
    }
}

private final class CancellationFlag: Sendable {
    private let isRaised = Atomic(false)

    func raise() { self.isRaised.store(true, ordering: .relaxed) }

    func check() throws {
        if self.isRaised.load(ordering: .relaxed) { throw CancellationError() }
    }
}
