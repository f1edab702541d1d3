import Foundation
import Stores
import Testing

@Suite struct LocalStoreTests {
    private let id = UUID()

    /// Where Zou 1.0.97 puts the files of a preview, a person's avatar, an attachment and an HDR background.
    @Test(
        "Files lie where a studio's existing preview folder has them",
        arguments: [
            (BlobKey.Kind.original, "pictures/original/9a5/558/9a5558d4-6f29-48c2-9dd4-ae0f0866610b"),
            (.preview, "pictures/previews/9a5/558/9a5558d4-6f29-48c2-9dd4-ae0f0866610b"),
            (.thumbnail, "pictures/thumbnails/9a5/558/9a5558d4-6f29-48c2-9dd4-ae0f0866610b"),
            (.squareThumbnail, "pictures/thumbnails/squ/are/square-9a5558d4-6f29-48c2-9dd4-ae0f0866610b"),
            (.background, "pictures/preview/bac/kgr/backgrounds-9a5558d4-6f29-48c2-9dd4-ae0f0866610b"),
            (.file, "files/previews/9a5/558/9a5558d4-6f29-48c2-9dd4-ae0f0866610b"),
            (.attachment, "files/attachments/9a5/558/9a5558d4-6f29-48c2-9dd4-ae0f0866610b"),
        ])
    func layout(_ kind: BlobKey.Kind, _ path: String) throws {
        let scratch = try Scratch()
        let id = try #require(UUID(uuidString: "9A5558D4-6F29-48C2-9DD4-AE0F0866610B"))

        try scratch.store.put([(scratch.incoming("x"), BlobKey(kind, id))])

        #expect(try scratch.files() == [path])
    }

    @Test("What was put is read back, in pieces and from any offset")
    func readBack() throws {
        let scratch = try Scratch()
        try scratch.store.put([(scratch.incoming("0123456789"), BlobKey(.original, self.id))])

        let file = try scratch.store.open(BlobKey(.original, self.id))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 3, alignment: 1)
        defer { buffer.deallocate() }
        let count = try file.read(at: 5, into: buffer)

        #expect(file.size == 10)
        #expect(try file.text() == "0123456789")
        #expect(count == 3)
        #expect(String(decoding: buffer, as: UTF8.self) == "567")
        #expect(try file.read(at: 10, into: buffer) == 0)
        #expect(abs(Double(file.modified) / 1e9 - Date().timeIntervalSince1970) < 60)
    }

    @Test("Putting takes the file away from where it came")
    func takesAway() throws {
        let scratch = try Scratch()
        let path = try scratch.incoming("x")

        try scratch.store.put([(path, BlobKey(.original, self.id))])

        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(
        "A file from another file system is copied whole, and taken away there",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/shm"), "there is no /dev/shm"))
    func otherFileSystem() throws {
        let scratch = try Scratch()
        let text = String(repeating: "0123456789abcdef", count: 200_000)
        let path = try scratch.incoming(text, in: "/dev/shm")

        try scratch.store.put([(path, BlobKey(.original, self.id))])

        #expect(try scratch.store.open(BlobKey(.original, self.id)).text(piece: 1 << 16) == text)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try scratch.files().count == 1)
    }

    @Test("A replaced file has a new version, while its reader keeps the old content")
    func replacing() throws {
        let scratch = try Scratch()
        let key = BlobKey(.thumbnail, self.id)
        try scratch.store.put([(scratch.incoming("old"), key)])
        let old = try scratch.store.open(key)

        try scratch.store.put([(scratch.incoming("newer"), key)])
        let new = try scratch.store.open(key)

        #expect(try old.text() == "old")
        #expect(try new.text() == "newer")
        #expect(old.version != new.version)
    }

    @Test("When one file of several cannot be put, none is there")
    func allOrNone() throws {
        let scratch = try Scratch()
        let files = try [
            (scratch.incoming("a"), BlobKey(.original, self.id)),
            (scratch.incoming("b"), BlobKey(.preview, self.id)),
            (scratch.folder + "/nowhere", BlobKey(.thumbnail, self.id)),
        ]

        #expect(throws: StoreError.self) { try scratch.store.put(files) }

        #expect(try scratch.files() == [])
    }

    @Test("When one file of several cannot be put, a file from before stays")
    func olderStays() throws {
        let scratch = try Scratch()
        let key = BlobKey(.original, self.id)
        try scratch.store.put([(scratch.incoming("a"), key)])

        #expect(throws: StoreError.self) {
            try scratch.store.put([(scratch.folder + "/nowhere", key)])
        }

        #expect(try scratch.store.open(key).text() == "a")
    }

    @Test("A symbolic link is neither taken in nor followed out")
    func links() throws {
        let scratch = try Scratch()
        let secret = scratch.folder + "/secret"
        let link = scratch.store.incoming + "/link"
        let key = BlobKey(.original, self.id)
        try Data("secret".utf8).write(to: URL(fileURLWithPath: secret))
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret)
        try scratch.store.put([(scratch.incoming("x"), BlobKey(.original, self.id))])
        try FileManager.default.removeItem(atPath: scratch.store.path(of: key))
        try FileManager.default.createSymbolicLink(
            atPath: scratch.store.path(of: key), withDestinationPath: secret)

        #expect(throws: StoreError.self) { try scratch.store.put([(link, BlobKey(.preview, self.id))]) }
        #expect(throws: StoreError.missing(key)) { try scratch.store.open(key) }
        #expect(try !scratch.store.exists(key))
    }

    @Test("A file that is not there is missing; deleting it is quiet")
    func missing() throws {
        let scratch = try Scratch()
        let key = BlobKey(.attachment, self.id)

        try scratch.store.delete(key)

        #expect(try !scratch.store.exists(key))
        #expect(throws: StoreError.missing(key)) { try scratch.store.open(key) }
    }

    @Test("A deleted file is gone, its neighbours are not")
    func deleting() throws {
        let scratch = try Scratch()
        let keys = BlobKey.Kind.allCases.map { BlobKey($0, self.id) }
        try scratch.store.put(keys.map { (try scratch.incoming("x"), $0) })

        try scratch.store.delete(BlobKey(.squareThumbnail, self.id))

        #expect(try keys.filter { try !scratch.store.exists($0) }.map(\.kind) == [.squareThumbnail])
    }

    @Test("The only server sweeps away all that uploads left behind, and no stored file")
    func sweepingAlone() throws {
        let scratch = try Scratch()
        let young = try scratch.incoming("young")
        let key = BlobKey(.original, self.id)
        try scratch.store.put([(scratch.incoming("kept"), key)])

        let removed = try scratch.store.sweep()

        #expect(removed == 1)
        #expect(!FileManager.default.fileExists(atPath: young))
        #expect(try scratch.store.exists(key))
    }

    @Test("Beside another server a start sweeps away what uploads left behind a day ago, and nothing else")
    func sweeping() throws {
        let scratch = try Scratch()
        let other = try scratch.secondStore()
        defer { withExtendedLifetime(other) {} }
        let old = try scratch.incoming("old")
        let young = try scratch.incoming("young")
        let key = BlobKey(.original, self.id)
        try scratch.store.put([(scratch.incoming("kept"), key)])
        for path in [old, scratch.store.path(of: key)] {
            let date = Date(timeIntervalSinceNow: -90_000)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }

        let removed = try scratch.store.sweep()

        #expect(removed == 1)
        #expect(!FileManager.default.fileExists(atPath: old))
        #expect(FileManager.default.fileExists(atPath: young))
        #expect(try scratch.store.exists(key))
    }

    @Test("Many threads put and read at once, and every reader sees a whole file")
    func atOnce() async throws {
        let scratch = try Scratch()
        let store = scratch.store
        let key = BlobKey(.thumbnail, self.id)
        let texts = (0..<8).map { String(repeating: "\($0)", count: 50_000) }
        let paths = try texts.map { try scratch.incoming($0) }
        try store.put([(scratch.incoming(texts[0]), key)])

        let seen = try await withThrowingTaskGroup(of: String?.self) { group in
            for path in paths {
                group.addTask {
                    try store.put([(path, key)])
                    return nil
                }
                group.addTask { try store.open(key).text(piece: 4096) }
            }
            return try await group.reduce(into: Set<String>()) { seen, text in
                if let text { seen.insert(text) }
            }
        }

        #expect(seen.isSubset(of: texts))
        #expect(!seen.isEmpty)
    }
}
