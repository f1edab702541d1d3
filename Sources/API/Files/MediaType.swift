/// What files are, by the end of their names.
package enum MediaType {
    package static let unknown = "application/octet-stream"

    /// The media type for a name's extension, in whatever case; ``unknown`` without a known one.
    package static func of(filename: String) -> String {
        guard let dot = filename.lastIndex(of: "."), dot > filename.startIndex else { return Self.unknown }
        return Self.of(extension: String(filename[filename.index(after: dot)...]))
    }

    /// The same for an extension without its dot.
    package static func of(extension name: String) -> String { Self.types[name.lowercased()] ?? Self.unknown }

    /// Whether a browser shows it without running anything: everything else leaves as an attachment.
    static func isHarmless(_ type: String) -> Bool {
        if Self.harmless.contains(type) { return true }
        let family = type.prefix { $0 != "/" }
        guard ["image", "audio", "video"].contains(family) else { return false }
        return !type.contains("svg") && !type.contains("xml")
    }

    private static let harmless: Set<String> = ["text/plain", "application/pdf", "application/json"]

    private static let types: [String: String] = [
        // Pictures
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "avif": "image/avif", "heic": "image/heic", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
        "exr": "image/x-exr", "hdr": "image/vnd.radiance", "dpx": "image/x-dpx", "tga": "image/x-tga",
        "psd": "image/vnd.adobe.photoshop", "svg": "image/svg+xml", "ico": "image/x-icon",
        // Movies and sound
        "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "ogv": "video/ogg",
        "mkv": "video/x-matroska", "avi": "video/x-msvideo", "wmv": "video/x-ms-wmv", "mxf": "application/mxf",
        "mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "flac": "audio/flac", "aac": "audio/aac",
        "m4a": "audio/mp4",
        // Text
        "txt": "text/plain", "log": "text/plain", "md": "text/markdown", "csv": "text/csv", "json": "application/json",
        "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml", "xml": "text/xml",
        "css": "text/css", "js": "text/javascript", "mjs": "text/javascript", "wasm": "application/wasm",
        "edl": "text/plain", "otio": "application/json", "py": "text/x-python",
        // Documents and archives
        "pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip", "tar": "application/x-tar",
        "7z": "application/x-7z-compressed", "rar": "application/vnd.rar", "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
        // Scenes and models
        "glb": "model/gltf-binary", "gltf": "model/gltf+json", "obj": "model/obj", "stl": "model/stl",
        "usd": "model/vnd.usd", "usdz": "model/vnd.usdz+zip", "blend": "application/x-blender",
    ]
}
