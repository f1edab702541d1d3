/// What becomes of a published file, by the end of its name.
package enum MediaKind: Sendable, Hashable {
    /// Kept as PNG, with thumbnails.
    case picture
    /// Normalised to MP4. What Kitsu publishes most; not made here yet.
    case movie
    /// Kept as it was sent, without thumbnails. GIF is one: it would lose its movement as a PNG.
    case file

    private static let pictures: Set<String> = ["png", "jpg", "jpeg", "jpe"]
    private static let movies: Set<String> = ["mp4", "mov", "avi", "wmv", "m4v", "webm", "mkv"]
    private static let files: Set<String> = [
        "ai", "blend", "clip", "comp", "exr", "fbx", "fla", "flv", "gif", "glb", "gltf", "hip", "kra", "ma", "mb",
        "md", "mp3", "obj", "pdf", "psb", "psd", "rar", "sbbkp", "svg", "swf", "tvpp", "wav", "zip",
    ]

    /// Nil for one that cannot be published.
    ///
    /// - Parameter fileExtension: Without the dot, in any case.
    package init?(fileExtension: String) {
        let name = fileExtension.lowercased()
        if Self.pictures.contains(name) {
            self = .picture
        } else if Self.movies.contains(name) {
            self = .movie
        } else if Self.files.contains(name) {
            self = .file
        } else {
            return nil
        }
    }
}
