import Media
import Testing

/// Measured on Zou 1.0.97: pictures of these sizes were published, and the files that it made were measured.
struct Measured: CustomTestStringConvertible {
    let size: PictureSize
    let preview: PictureSize
    /// Of what is not transparent in the thumbnail of 150 by 100 pixels.
    let thumbnail: PictureSize
    /// Of what is not transparent in the square one of 100 by 100.
    let square: PictureSize
    var testDescription: String { "\(self.size.width)x\(self.size.height)" }

    init(_ size: (Int, Int), _ preview: (Int, Int), _ thumbnail: (Int, Int), _ square: (Int, Int)) {
        self.size = PictureSize(size.0, size.1)
        self.preview = PictureSize(preview.0, preview.1)
        self.thumbnail = PictureSize(thumbnail.0, thumbnail.1)
        self.square = PictureSize(square.0, square.1)
    }

    static let table = [
        Self((1920, 1080), (1200, 675), (150, 85), (100, 57)),
        Self((1080, 1920), (1200, 2134), (57, 100), (57, 100)),
        Self((800, 600), (1200, 900), (134, 100), (100, 75)),
        Self((400, 400), (1200, 1200), (100, 100), (100, 100)),
        Self((3, 2), (1200, 800), (150, 100), (100, 67)),
        Self((1, 1), (1200, 1200), (100, 100), (100, 100)),
        Self((4096, 2160), (1200, 633), (150, 80), (100, 53)),
        Self((150, 100), (1200, 800), (150, 100), (100, 67)),
        Self((149, 99), (1200, 798), (150, 100), (100, 67)),
        Self((301, 199), (1200, 794), (150, 100), (100, 67)),
        Self((333, 500), (1200, 1802), (67, 100), (67, 100)),
        Self((1200, 500), (1200, 500), (150, 63), (100, 42)),
        Self((1201, 777), (1200, 777), (150, 98), (100, 65)),
        Self((1999, 1333), (1200, 801), (150, 100), (100, 67)),
        Self((3000, 20), (1200, 8), (150, 1), (100, 1)),
    ]
}

@Suite struct PictureSizeTests {
    @Test("Pictures are fitted as Kitsu's server fits them", arguments: Measured.table)
    func fitting(_ measured: Measured) {
        #expect(measured.size.preview == measured.preview)
        #expect(measured.size.fitted(into: PictureSize(150, 100)) == measured.thumbnail)
        #expect(measured.size.fitted(into: PictureSize(100, 100)) == measured.square)
    }

    @Test("A narrow strip is not enlarged to a preview of 180,000 lines")
    func strip() {
        #expect(PictureSize(20, 3000).preview == PictureSize(20, 3000))
        #expect(PictureSize(1, 65_535).preview == PictureSize(1, 65_535))
    }
}
