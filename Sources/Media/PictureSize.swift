/// In pixels.
package struct PictureSize: Sendable, Hashable {
    package let width: Int
    package let height: Int

    package init(_ width: Int, _ height: Int) {
        self.width = width
        self.height = height
    }

    package var pixels: Int { self.width * self.height }

    static let thumbnail = Self(150, 100)
    static let squareThumbnail = Self(100, 100)
    static let avatar = Self(400, 400)
    static let previewWidth = 1200
    /// What enlarging to the width of a preview may come to: a strip of 20 by 3,000 pixels stays as it is.
    static let enlargedPixels = 50_000_000

    /// The largest size of this shape inside `box`, rounded up, at least one pixel. Enlarges.
    package func fitted(into box: Self) -> Self {
        self.width * box.height >= self.height * box.width
            ? Self(box.width, Self.share(self.height, box.width, of: self.width))
            : Self(Self.share(self.width, box.height, of: self.height), box.height)
    }

    /// 1,200 wide, in this shape, rounded up. Enlarges, as the player of Kitsu expects.
    package var preview: Self {
        let preview = Self(Self.previewWidth, Self.share(self.height, Self.previewWidth, of: self.width))
        return preview.pixels > max(self.pixels, Self.enlargedPixels) ? self : preview
    }

    private static func share(_ length: Int, _ part: Int, of whole: Int) -> Int {
        max(1, (length * part + whole - 1) / whole)
    }
}
