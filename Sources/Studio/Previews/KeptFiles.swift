import API
import Database
import FoundationEssentials
import Glibc
import Media
import Stores

/// The files of previews and attachments in the store, and how they keep step with their rows.
///
/// Files are put inside the transaction that writes their row, as its last step, and are served only for such a row:
/// there is never a row without its files. What a server that died between the two has left behind stands in the
/// store's journal, and goes with ``sweep(_:_:)``.
enum KeptFiles {
    /// Every file that a preview may have.
    static func keys(of preview: UUID) -> [BlobKey] {
        [.original, .preview, .thumbnail, .squareThumbnail, .file].map { BlobKey($0, preview) }
    }

    /// Removes, after the commit, files whose rows this transaction deletes.
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

    /// The files of the previews and attachments that match conditions, asked for before their rows go.
    static func keys(previews: SQL = "1 = 0", attachments: SQL, _ reader: Reader) throws -> [BlobKey] {
        let previews = try reader.all("SELECT id FROM preview_file WHERE \(previews)") { try $0.uuid(0) }
        let attachments = try reader.all("SELECT id FROM attachment_file WHERE \(attachments)") { try $0.uuid(0) }
        return previews.flatMap(self.keys) + attachments.map { BlobKey(.attachment, $0) }
    }

    /// The files of everything that belongs to tasks.
    static func keys(ofTasks tasks: [UUID], _ reader: Reader) throws -> [BlobKey] {
        try self.keys(
            previews: "task_id \(in: tasks)",
            attachments: "comment_id IN (SELECT id FROM comment WHERE object_id \(in: tasks))", reader)
    }

    /// Removes what servers that died have left in the store: files that no row knows.
    ///
    /// - Returns: How many changes were cut short.
    static func sweep(_ database: Database, _ dependencies: Dependencies) async throws -> Int {
        let entries = try await dependencies.fileThreads.run { try dependencies.journal.entries() }
        for entry in entries where !Self.isUnderWay(entry) {
            try await database.write { tx in
                // Whoever is about to make such a row ready waits for this transaction, and puts its files again.
                let orphans = try entry.keys.filter { try !Self.isKnown($0, tx) }
                for key in orphans { try dependencies.store.delete(key) }
            }
            await dependencies.fileThreads.finish { dependencies.journal.close(entry) }
        }
        return entries.count
    }

    /// Whether a server may still be at it. Attachments bring their rows along, which nobody can wait for: a minute is
    /// far longer than a commit takes.
    private static func isUnderWay(_ entry: StoreJournal.Entry) -> Bool {
        entry.keys.contains { $0.kind == .attachment } && time(nil) - entry.written < 60
    }

    /// Whether a row stands behind a file.
    private static func isKnown(_ key: BlobKey, _ tx: Transaction) throws -> Bool {
        switch key.kind {
        case .thumbnail: try self.isOfPreview(key.id, tx) || self.isAvatar(key.id, tx)
        case .original, .preview, .squareThumbnail, .file: try self.isOfPreview(key.id, tx)
        case .attachment: try tx.exists("SELECT 1 FROM attachment_file WHERE id = \(key.id)")
        case .background: try tx.exists("SELECT 1 FROM preview_background_file WHERE id = \(key.id)")
        }
    }
}

extension KeptFiles {
    /// Whether a preview is ready. One that is not stays so until the transaction ends.
    private static func isOfPreview(_ id: UUID, _ tx: Transaction) throws -> Bool {
        try tx.run("UPDATE preview_file SET status = status WHERE id = \(id) AND status <> \("ready")") == 0
            && tx.exists("SELECT 1 FROM preview_file WHERE id = \(id)")
    }

    private static func isAvatar(_ id: UUID, _ reader: Reader) throws -> Bool {
        try reader.exists(
            """
            SELECT 1 FROM person WHERE id = \(id) AND has_avatar = \(true)
            UNION ALL SELECT 1 FROM project WHERE id = \(id) AND has_avatar = \(true)
            UNION ALL SELECT 1 FROM organisation WHERE id = \(id) AND has_avatar = \(true)
            """)
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
        try await KeptFiles.sweep(database, dependencies)
    }
}
