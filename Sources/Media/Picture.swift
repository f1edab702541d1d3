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
        /// Width by height, where they are read in strips.
        package var pixels: Int
        /// Width by height, where all of them are in memory at once, at 4 to 8 bytes each.
        package var heldPixels: Int
        package var frames: Int

        package init(
            side: Int = 65_535, pixels: Int = 400_000_000, heldPixels: Int = 80_000_000, frames: Int = 10_000
        ) {
            self.side = side
            self.pixels = pixels
            self.heldPixels = heldPixels
            self.frames = frames
        }

        func allow(_ picture: Picture) -> Bool {
            let isHeld = picture.isInterlaced || picture.format == .gif || picture.format == .webp
            let pixels = isHeld ? min(self.pixels, self.heldPixels) : self.pixels
            return max(picture.size.width, picture.size.height) <= self.side && picture.size.pixels <= pixels
                && picture.frames <= self.frames
        }
    }
}
