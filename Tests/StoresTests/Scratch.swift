import Foundation
import Stores

/// A folder and a store in it; gone at the end of the test.
final class Scratch {
    let folder: String
    let store: LocalStore

    init() throws {
        self.folder = NSTemporaryDirectory() + "/stores-" + UUID().uuidString
        self.store = try LocalStore(folder: self.folder + "/previews")
    }

    /// The same store, as another server would open it.
    func secondStore() throws -> LocalStore { try LocalStore(folder: self.folder + "/previews") }

    deinit { try? FileManager.default.removeItem(atPath: self.folder) }

    /// A file on its way in.
    func incoming(_ text: String, in folder: String? = nil) throws -> String {
        let path = (folder ?? self.store.incoming) + "/" + UUID().uuidString
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Every file below the store, as paths from its root, by name.
    func files() throws -> [String] {
        let root = URL(fileURLWithPath: self.folder + "/previews").resolvingSymlinksInPath().path + "/"
        let below = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return below.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: root + name, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }
}

extension StoredFile {
    /// The whole content, read in pieces of `piece` bytes.
    func text(piece: Int = 4) throws -> String {
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 1)
        defer { buffer.deallocate() }
        while case let count = try self.read(at: bytes.count, into: buffer), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
