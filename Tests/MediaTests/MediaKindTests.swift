import Media
import Testing

@Suite struct MediaKindTests {
    @Test(
        "The end of a file's name says what becomes of it",
        arguments: [
            ("png", MediaKind.picture), ("JPG", .picture), ("jpeg", .picture), ("jpe", .picture), ("mp4", .movie),
            ("MOV", .movie), ("gif", .file), ("pdf", .file), ("psd", .file), ("exr", .file), ("glb", .file),
        ])
    func kinds(_ name: String, _ kind: MediaKind) {
        #expect(MediaKind(fileExtension: name) == kind)
    }

    @Test(
        "What Kitsu's server does not take has no kind",
        arguments: ["", "bmp", "tga", "tif", "webp", "hdr", "html", "js", "exe", "txt", ".png", "png/.."])
    func refused(_ name: String) {
        #expect(MediaKind(fileExtension: name) == nil)
    }
}
