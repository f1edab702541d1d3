/// The files that a published picture becomes, as paths.
package struct PictureSet: Sendable {
    /// The file itself where it was a whole, upright PNG; a PNG made of it otherwise.
    package let original: String
    package let preview: String
    package let thumbnail: String
    package let squareThumbnail: String
    package let size: PictureSize
    /// Of the original, in bytes.
    package let bytes: Int
}
