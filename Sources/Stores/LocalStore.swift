import FoundationEssentials
import Glibc

/// Files in one folder, laid out as Zou lays out its `PREVIEW_FOLDER`, so that a studio can keep the folder it has.
///
/// `pictures/previews/9a5/558/9a5558d4-…`: the kind, then the first six letters of the name as two folders, then the
/// name. A kind of two words gives its second word to the name: `pictures/thumbnails/squ/are/square-9a5558d4-…`.
package struct LocalStore: Store {
    package let incoming: String
    private let root: String
    private let occupancy: Occupancy

    /// Makes the folders that are not there yet. Blocks.
    ///
    /// - Parameter folder: An absolute path.
    /// - Throws: ``StoreError``.
    package init(folder: String) throws {
        self.root = folder
        self.incoming = folder + "/.incoming"
        try Folder.make(self.incoming)
        self.occupancy = try Occupancy(self.incoming)
    }

    package func path(of key: BlobKey) -> String {
        let names = self.names(of: key)
        return names.folder + "/" + names.file
    }

    package func put(_ files: [(path: String, key: BlobKey)]) throws {
        var added: [BlobKey] = []
        do {
            for (path, key) in files {
                if try !self.exists(key) { added.append(key) }
                try self.put(path, key)
            }
        } catch {
            for key in added { unlink(self.path(of: key)) }
            throw error
        }
    }

    private func put(_ path: String, _ key: BlobKey) throws {
        let names = self.names(of: key)
        let target = names.folder + "/" + names.file
        try Folder.make(names.folder)
        let source = try Descriptor(path, O_RDONLY)
        try source.sync()
        if rename(path, target) != 0 {
            guard errno == EXDEV else { throw StoreError.last("rename \(path) to \(target)") }
            try self.copy(source, to: target)
            unlink(path)
        }
        // Another thread may have made the two folders just now, and not yet have brought them to the disk.
        try Folder.sync(names.folder)
        try Folder.sync(names.folder + "/..")
        try Folder.sync(names.folder + "/../..")
    }

    /// From another file system: a copy beside the target first, which then takes its name.
    private func copy(_ source: borrowing Descriptor, to target: String) throws {
        let temporary = self.incoming + "/" + UUID().uuidString.lowercased()
        do {
            let copy = try Descriptor(temporary, O_WRONLY | O_CREAT | O_EXCL)
            try copy.append(allOf: source)
            try copy.sync()
            guard rename(temporary, target) == 0 else { throw StoreError.last("rename \(temporary) to \(target)") }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    package func open(_ key: BlobKey) throws -> StoredFile {
        let path = self.path(of: key)
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if descriptor < 0 {
            throw errno == ENOENT || errno == ENOTDIR || errno == ELOOP
                ? StoreError.missing(key) : StoreError.last("open \(path)")
        }
        return try StoredFile(descriptor: descriptor, key: key)
    }

    package func exists(_ key: BlobKey) throws -> Bool {
        let path = self.path(of: key)
        var status = stat()
        if lstat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFREG }
        guard errno == ENOENT || errno == ENOTDIR else { throw StoreError.last("look at \(path)") }
        return false
    }

    package func delete(_ key: BlobKey) throws {
        let names = self.names(of: key)
        if unlink(names.folder + "/" + names.file) != 0 {
            guard errno == ENOENT || errno == ENOTDIR else { throw StoreError.last("delete \(names.file)") }
            return
        }
        try Folder.sync(names.folder)
    }

    package func sweep() throws -> Int {
        try self.occupancy.whileAlone { try self.sweep(olderThan: 0) } ?? self.sweep(olderThan: 86_400)
    }

    /// In seconds since the last write.
    private func sweep(olderThan age: Int) throws -> Int {
        var removed = 0
        for name in try Folder.names(in: self.incoming) where !name.hasPrefix(StoreJournal.prefix) {
            let path = self.incoming + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            if time(nil) - status.st_mtim.tv_sec >= age, unlink(path) == 0 { removed += 1 }
        }
        return removed
    }

    private func names(of key: BlobKey) -> (folder: String, file: String) {
        let id = key.id.uuidString.lowercased()
        let (shelf, file) =
            switch key.kind {
            case .original: ("pictures/original", id)
            case .preview: ("pictures/previews", id)
            case .thumbnail: ("pictures/thumbnails", id)
            case .squareThumbnail: ("pictures/thumbnails", "square-" + id)
            case .background: ("pictures/preview", "backgrounds-" + id)
            case .file: ("files/previews", id)
            case .attachment: ("files/attachments", id)
            }
        let shards = "\(file.prefix(3))/\(file.dropFirst(3).prefix(3))"
        return ("\(self.root)/\(shelf)/\(shards)", file)
    }
}
