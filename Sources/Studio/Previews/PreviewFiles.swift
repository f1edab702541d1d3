import API
import Database
import FoundationEssentials
import Glibc
import Media
import Stores

/// The files of previews in the store, and how they keep step with their rows.
///
/// A preview's files are put inside the transaction that makes its row ready, as its last step, and are served only
/// for a row that is ready: there is never a ready row without files. What a server that died between the two has left
/// behind stands in the store's journal, and goes with ``sweep(_:_:)``.
enum PreviewFiles {
    /// Every file that a preview may have.
    static func keys(of preview: UUID) -> [BlobKey] {
        [.original, .preview, .thumbnail, .squareThumbnail, .file].map { BlobKey($0, preview) }
    }

    /// Removes, after the commit, the files of previews whose rows this transaction deletes.
    ///
    /// - Throws: ``StoreError``.
    static func removeAfterCommit(_ keys: [BlobKey], _ call: Writing) throws {
        guard !keys.isEmpty else { return }
        let dependencies = call.dependencies
        // Blocks the connection's thread for one small file.
        let entry = try dependencies.journal.open(keys)
        call.data.afterCommit {
            dependencies.fileThreads.start { dependencies.finish(entry) }
        }
    }

    /// Removes what servers that died have left in the store: files that no row knows.
    ///
    /// - Returns: How many changes were cut short.
    static func sweep(_ database: Database, _ dependencies: Dependencies) async throws -> Int {
        let entries = try await dependencies.fileThreads.run { try dependencies.journal.entries() }
        for entry in entries {
            try await database.write { tx in
                // Whoever is about to make such a row ready waits for this transaction, and puts its files again.
                let orphans = try entry.keys.filter { try !Self.isKnown($0, tx) }
                for key in orphans { try dependencies.store.delete(key) }
            }
            await dependencies.fileThreads.finish { dependencies.journal.close(entry) }
        }
        return entries.count
    }

    /// Whether a row stands behind a file.
    private static func isKnown(_ key: BlobKey, _ tx: Transaction) throws -> Bool {
        switch key.kind {
        case .original, .preview, .thumbnail, .squareThumbnail, .file:
            try tx.run(
                "UPDATE preview_file SET status = status WHERE id = \(key.id) AND status <> \("ready")") == 0
                && tx.exists("SELECT 1 FROM preview_file WHERE id = \(key.id)")
        case .attachment: try tx.exists("SELECT 1 FROM attachment_file WHERE id = \(key.id)")
        case .background: try tx.exists("SELECT 1 FROM preview_background_file WHERE id = \(key.id)")
        }
    }
}

extension Dependencies {
    var journal: StoreJournal { StoreJournal(of: self.store) }

    /// Deletes the files of an entry whose rows have gone. What fails is left to the sweep of the next start.
    fileprivate func finish(_ entry: StoreJournal.Entry) {
        do {
            for key in entry.keys { try self.store.delete(key) }
            self.journal.close(entry)
        } catch {
            // The entry stays: the next start looks at these files again.
        }
    }
}

extension BlockingThreads {
    /// Removes files that may be there.
    func remove(_ paths: [String]) async {
        await self.finish { for path in paths { unlink(path) } }
    }

    /// Runs work that cannot fail to its end.
    func finish(_ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            self.start {
                work()
                continuation.resume()
            }
        }
    }
}

extension Previews {
    /// Removes what servers that died have left in the store: files that no row knows. For each start of a server.
    ///
    /// - Returns: How many changes had been cut short.
    /// - Throws: ``StoreError``, ``DatabaseError``.
    package static func sweep(_ database: Database, _ dependencies: Dependencies) async throws -> Int {
        try await PreviewFiles.sweep(database, dependencies)
    }
}
