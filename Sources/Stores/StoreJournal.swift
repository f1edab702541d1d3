import FoundationEssentials
import Glibc

/// What is about to change in a store, written down before it does: a server that dies between a file and the row
/// that knows it finds out at its next start which files to look at. All of it blocks.
package struct StoreJournal: Sendable {
    /// Keys whose files and rows are changing together.
    package struct Entry: Sendable, Hashable {
        package let keys: [BlobKey]
        /// In seconds since 1970.
        package let written: Int
        fileprivate let path: String
    }

    static let prefix = "journal-"

    private let folder: String

    package init(of store: some Store) { self.folder = store.incoming }

    /// Writes down keys; they are on the disk when this returns.
    ///
    /// - Throws: ``StoreError``, with nothing written down.
    package func open(_ keys: [BlobKey]) throws -> Entry {
        let path = "\(self.folder)/\(Self.prefix)\(UUID().uuidString.lowercased())"
        do {
            let file = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL)
            try file.append(keys.map { "\($0.kind.rawValue) \($0.id.uuidString)\n" }.joined())
            try file.sync()
            try Folder.sync(self.folder)
        } catch {
            unlink(path)
            throw error
        }
        return Entry(keys: keys, written: time(nil), path: path)
    }

    /// Files and rows agree: forgets the entry.
    package func close(_ entry: Entry) { unlink(entry.path) }

    /// The entries that nobody has closed, those of servers at work among them.
    ///
    /// - Throws: ``StoreError``.
    package func entries() throws -> [Entry] {
        try Folder.names(in: self.folder).filter { $0.hasPrefix(Self.prefix) }.sorted().compactMap { name in
            let path = self.folder + "/" + name
            var status = stat()
            // Nothing is there when it was closed meanwhile.
            guard let text = try Self.text(at: path), lstat(path, &status) == 0 else { return nil }
            let keys = text.split(separator: "\n").compactMap(Self.key)
            return Entry(keys: keys, written: status.st_mtim.tv_sec, path: path)
        }
    }

    private static func key(_ line: Substring) -> BlobKey? {
        let words = line.split(separator: " ")
        guard words.count == 2, let kind = BlobKey.Kind(rawValue: String(words[0])),
            let id = UUID(uuidString: String(words[1]))
        else { return nil }
        return BlobKey(kind, id)
    }

    private static func text(at path: String) throws -> String? {
        do {
            return try Descriptor(path, O_RDONLY).text()
        } catch let error as StoreError {
            if case .system(_, ENOENT) = error { return nil }
            throw error
        }
    }
}
