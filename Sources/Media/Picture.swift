/// What the header of a picture says.
package struct Picture: Sendable, Hashable {
    package enum Format: Sendable, Hashable {
        case png, jpeg, gif, webp
    }

    package let format: Format
    package let size: PictureSize
    /// One for a still.
    package let frames: Int
    /// Whether viewers turn it, as its EXIF data asks. The house never does: notes are drawn on the pixels as stored.
    package let isRotated: Bool
    /// Whether the pixels come in passes, so that all of them are in memory at once.
    package let isInterlaced: Bool

    /// How large a picture may be, by its header, before a pixel of it is read.
    package struct Limits: Sendable {
        /// Of either side, in pixels.
        package var side: Int
        /// Width by height.
        package var pixels: Int
        /// Of memory for a picture whose pixels cannot be read in strips: with the default a progressive JPEG may have
        /// 64 million of them, a WebP, a GIF or an interlaced PNG 28 million.
        package var heldBytes: Int
        package var frames: Int

        package init(
            side: Int = 65_535, pixels: Int = 400_000_000, heldBytes: Int = 256_000_000, frames: Int = 10_000
        ) {
            self.side = side
            self.pixels = pixels
            self.heldBytes = heldBytes
            self.frames = frames
        }

        func allow(_ picture: Picture) -> Bool {
            max(picture.size.width, picture.size.height) <= self.side && picture.size.pixels <= self.pixels
                && picture.frames <= self.frames && picture.heldBytes <= self.heldBytes
        }
    }

    /// Measured with libvips 8.14.
    private var heldBytes: Int {
        switch self.format {
        case .jpeg: self.isInterlaced ? 4 * self.size.pixels : 0
        case .png: self.isInterlaced ? 9 * self.size.pixels : 0
        case .gif, .webp: 9 * self.size.pixels
        }
    }
}
