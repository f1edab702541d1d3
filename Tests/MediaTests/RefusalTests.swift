import Foundation
import Media
import Testing

@Suite struct RefusalTests {
    @Test(
        "Half a picture is unreadable and leaves nothing behind",
        arguments: ["upright.jpg", "progressive.jpg", "still.gif", "picture.webp", "palette.png"])
    func half(_ name: String) async throws {
        try await Desk.with { desk in
            let bytes = try Desk.bytes(Desk.fixture(name))
            let upload = try desk.file(Array(bytes.prefix(bytes.count * 6 / 10)))

            await #expect(throws: MediaError.self) { try await desk.pool.pictures(of: upload, into: desk.folder) }
            await #expect(throws: MediaError.self) { try await desk.pool.avatar(of: upload, into: desk.folder) }

            #expect(try desk.names == ["upload"])
        }
    }

    @Test("A PNG that lacks its last bytes of pixels, or has one bad byte, is unreadable")
    func damaged() async throws {
        try await Desk.with { desk in
            let bytes = PNG(640, 480).file
            var flipped = bytes
            flipped[60] ^= 0xFF
            for broken in [Array(bytes.dropLast(20)), flipped] {
                let upload = try desk.file(broken)
                await #expect(throws: MediaError.self) {
                    try await desk.pool.pictures(of: upload, into: desk.folder)
                }
            }

            #expect(try desk.names == ["upload"])
        }
    }

    @Test(
        "What is no picture, or one that could read other files or is seldom read safely, is unreadable",
        arguments: [
            [],
            Array("no picture at all".utf8),
            Array(
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='/etc/passwd'/></svg>".utf8),
            Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF".utf8),
            Array("P3 1 1 255 1 2 3\n".utf8),
            Array("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n\u{1}\u{1}\u{1}\u{1}".utf8),
        ] as [[UInt8]])
    func noPicture(_ bytes: [UInt8]) async throws {
        try await Desk.with { desk in
            let upload = try desk.file(bytes)

            let error = await #expect(throws: MediaError.self) {
                try await desk.pool.pictures(of: upload, into: desk.folder)
            }

            #expect(Self.isUnreadable(error))
            #expect(try desk.names == ["upload"])
        }
    }

    @Test(
        "BMP and TIFF, which have too many readers of their own, are unreadable",
        arguments: ["picture.bmp", "picture.tif"])
    func otherFormats(_ name: String) async throws {
        try await Desk.with { desk in
            let error = await #expect(throws: MediaError.self) { try await desk.pool.probe(Desk.fixture(name)) }

            #expect(Self.isUnreadable(error))
        }
    }

    private static func isUnreadable(_ error: MediaError?) -> Bool {
        if case .unreadable = error { true } else { false }
    }

    @Test("A picture over a limit is refused by its header, before its pixels")
    func tooLarge() async throws {
        // 30,000 lines are announced; not one is there.
        var file = PNG(30_000, 1, .grey, depth: 1, pixel: [0]).file
        file.replaceSubrange(20..<24, with: [0, 0, 0x75, 0x30])
        let crc = ZLib.crc(Array(file[12..<29]))
        file.replaceSubrange(29..<33, with: (0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) })
        let bytes = file

        try await Desk.with { desk in
            let upload = try desk.file(bytes)

            let error = await #expect(throws: MediaError.self) {
                try await desk.pool.pictures(of: upload, into: desk.folder)
            }

            guard case .tooLarge(let picture) = error else {
                Issue.record("not refused for its size: \(String(describing: error))")
                return
            }
            #expect(picture.size == PictureSize(30_000, 30_000))
            #expect(try desk.names == ["upload"])
        }
    }

    @Test(
        "Each limit refuses by itself",
        arguments: [
            ("palette.png", Picture.Limits(side: 63)), ("palette.png", Picture.Limits(pixels: 3071)),
            ("progressive.jpg", Picture.Limits(heldBytes: 12_287)), ("picture.webp", Picture.Limits(heldBytes: 27_647)),
            ("moving.gif", Picture.Limits(frames: 1)),
        ])
    func limits(_ name: String, _ limits: Picture.Limits) async throws {
        try await Desk.with(limits: limits) { desk in
            let error = await #expect(throws: MediaError.self) { try await desk.pool.probe(Desk.fixture(name)) }

            guard case .tooLarge = error else {
                Issue.record("not refused for its size: \(String(describing: error))")
                return
            }
        }
        try await Desk.with { desk in
            let allowed = try await desk.pool.probe(Desk.fixture(name))

            #expect(allowed.size == PictureSize(64, 48))
        }
    }

    @Test("A picture that is read in strips may have more pixels than one that is held")
    func strips() async throws {
        try await Desk.with(limits: Picture.Limits(heldBytes: 0)) { desk in
            let allowed = try await desk.pool.probe(Desk.fixture("upright.jpg"))

            #expect(!allowed.isInterlaced)
        }
    }

    @Test("A symbolic link, a folder and a missing file are not read")
    func notFiles() async throws {
        try await Desk.with { desk in
            let link = desk.folder + "/link"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: Desk.fixture("upright.jpg"))

            for path in [link, desk.folder, desk.folder + "/nothing"] {
                await #expect(throws: MediaError.self) { try await desk.pool.probe(path) }
            }
        }
    }

    @Test("A folder that is not there is the house's fault, not the sender's")
    func noFolder() async throws {
        try await Desk.with { desk in
            let upload = try desk.file(PNG(64, 48).file)

            let error = await #expect(throws: MediaError.self) {
                try await desk.pool.pictures(of: upload, into: desk.folder + "/nowhere")
            }

            guard case .system = error else {
                Issue.record("blamed on the sender: \(String(describing: error))")
                return
            }
        }
    }

    @Test("A cancelled publication stops and leaves nothing behind")
    func cancelled() async throws {
        try await Desk.with { desk in
            let upload = try desk.file(PNG(1920, 1080).file)
            let publication = Task { try await desk.pool.pictures(of: upload, into: desk.folder) }

            publication.cancel()

            await #expect(throws: CancellationError.self) { try await publication.value }
            #expect(try desk.names == ["upload"])
        }
    }

    @Test("When too many wait, one more is told so; a closed pool takes none")
    func busy() async throws {
        try await Desk.with { desk in
            let upload = try desk.file(PNG(640, 480).file)
            let pool = MediaPool(threads: 1, waiting: 2)

            let results = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<30 {
                    group.addTask {
                        do {
                            _ = try await pool.pictures(of: upload, into: desk.folder)
                            return true
                        } catch {
                            return error as? MediaError != .busy
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            await pool.close()

            #expect(results.contains(true))
            #expect(results.contains(false))
            await #expect(throws: MediaError.busy) { try await pool.probe(upload) }
        }
    }
}
