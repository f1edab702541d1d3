import Foundation
import Media
import Testing

@Suite struct PicturesTests {
    @Test("A published picture becomes files of the sizes that Kitsu's server makes", arguments: Measured.table)
    func sizes(_ measured: Measured) async throws {
        try await Desk.with { desk in
            let upload = try desk.file(PNG(measured.size.width, measured.size.height).file)

            let set = try await desk.pool.pictures(of: upload, into: desk.folder)
            let preview = try await desk.pool.probe(set.preview)
            let thumbnail = try PNG(path: set.thumbnail)
            let square = try PNG(path: set.squareThumbnail)

            #expect(set.size == measured.size)
            #expect(preview.size == measured.preview)
            #expect(thumbnail.width == 150 && thumbnail.height == 100)
            #expect(square.width == 100 && square.height == 100)
            #expect(Self.opaque(thumbnail) == measured.thumbnail)
            #expect(Self.opaque(square) == measured.square)
            #expect(thumbnail[75, 49] == [200, 100, 50, 255])
        }
    }

    /// How many columns and lines have a pixel that is not transparent.
    private static func opaque(_ png: PNG) -> PictureSize {
        let columns = (0..<png.width).filter { x in (0..<png.height).contains { y in png[x, y][3] == 255 } }
        let lines = (0..<png.height).filter { y in (0..<png.width).contains { x in png[x, y][3] == 255 } }
        return PictureSize(columns.count, lines.count)
    }

    @Test("A whole PNG is kept byte for byte", arguments: [PNG.Colour.grey, .rgb, .greyAlpha, .rgba], [8, 16])
    func keepsPNG(_ colour: PNG.Colour, _ depth: Int) async throws {
        try await Desk.with { desk in
            let bytes = PNG(320, 240, colour, depth: depth, pixel: [10, 20, 30, 40]).file
            let upload = try desk.file(bytes)

            let set = try await desk.pool.pictures(of: upload, into: desk.folder)

            #expect(set.original == upload)
            #expect(set.bytes == bytes.count)
            #expect(try Desk.bytes(upload) == bytes)
        }
    }

    @Test("What follows the end of a PNG is not kept")
    func dropsWhatFollows() async throws {
        try await Desk.with { desk in
            let png = PNG(64, 48)
            let upload = try desk.file(png.file + Array("<script>alert(1)</script>".utf8))

            let set = try await desk.pool.pictures(of: upload, into: desk.folder)

            #expect(set.original != upload)
            #expect(try PNG(path: set.original).bytes == png.bytes)
            #expect(try Data(Desk.bytes(set.original)).range(of: Data("script".utf8)) == nil)
        }
    }

    @Test(
        "Other pictures become an 8-bit PNG of the same size",
        arguments: [
            "upright.jpg", "progressive.jpg", "cmyk.jpg", "still.gif", "moving.gif", "picture.webp", "palette.png",
        ])
    func converts(_ name: String) async throws {
        try await Desk.with { desk in
            let set = try await desk.pool.pictures(of: Desk.fixture(name), into: desk.folder)
            let original = try await desk.pool.probe(set.original)

            #expect(original.format == .png)
            #expect(original.size == PictureSize(64, 48))
            #expect(try set.bytes == Desk.bytes(set.original).count)
            if name != "palette.png" {
                let pixel = try PNG(path: set.original)[4, 4]
                #expect(pixel[0] > 220 && pixel[1] < 60 && pixel[2] < 60, "the corner is red")
            }
        }
    }

    @Test(
        "A picture that viewers would turn is neither turned nor left to be turned",
        arguments: ["turned.jpg", "turned.png"])
    func orientation(_ name: String) async throws {
        try await Desk.with { desk in
            let before = try await desk.pool.probe(Desk.fixture(name))

            let set = try await desk.pool.pictures(of: Desk.fixture(name), into: desk.folder)
            let after = try await desk.pool.probe(set.original)
            let corner = try PNG(path: set.original)[4, 4]

            #expect(before.isRotated)
            #expect(!after.isRotated)
            #expect(after.size == PictureSize(64, 48))
            #expect(corner[0] > 220 && corner[1] < 60)
        }
    }

    @Test("Transparency and 16 bits come through to the thumbnails")
    func transparency() async throws {
        try await Desk.with { desk in
            let pixel: [UInt8] = [200, 200, 100, 100, 50, 50, 128, 128]
            let upload = try desk.file(PNG(300, 200, .rgba, depth: 16, pixel: pixel).file)

            let set = try await desk.pool.pictures(of: upload, into: desk.folder)
            let seen = try PNG(path: set.thumbnail)[75, 50]

            #expect(zip(seen, [200, 100, 50, 128]).allSatisfy { abs(Int($0) - $1) <= 2 }, "\(seen)")
        }
    }

    @Test(
        "An avatar is 400 pixels wide and high, whatever it is made of",
        arguments: ["upright.jpg", "still.gif", "picture.webp"])
    func avatar(_ name: String) async throws {
        try await Desk.with { desk in
            let path = try await desk.pool.avatar(of: Desk.fixture(name), into: desk.folder)
            let png = try PNG(path: path)

            #expect(png.width == 400 && png.height == 400)
            #expect(png[200, 49][3] == 0 && png[200, 50][3] == 255)
            #expect(png[200, 349][3] == 255 && png[200, 350][3] == 0)
        }
    }

    @Test("Many pictures at once are all made, two at a time")
    func many() async throws {
        try await Desk.with { desk in
            let upload = try desk.file(PNG(640, 360).file)

            let sets = try await withThrowingTaskGroup(of: PictureSet.self) { group in
                for _ in 0..<20 { group.addTask { try await desk.pool.pictures(of: upload, into: desk.folder) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(sets.count == 20)
            #expect(Set(sets.map(\.preview)).count == 20)
            #expect(try desk.names.count == 1 + 20 * 3)
        }
    }
}
