import CVips
import Glibc

/// One picture file through libvips. Blocks: for threads of ``MediaPool`` only.
final class PictureReader {
    let picture: Picture
    private let descriptor: Int32

    /// Reads the header.
    ///
    /// - Throws: ``MediaError``.
    init(_ path: String, limits: Picture.Limits) throws {
        try Library.start()
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw MediaError.last("open \(path)") }
        do {
            self.picture = try Self.probe(descriptor, limits)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(self.descriptor) }

    private static func probe(_ descriptor: Int32, _ limits: Picture.Limits) throws -> Picture {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw MediaError.unreadable("not a regular file")
        }
        var header = cvips_header()
        try Library.call { cvips_probe(descriptor, &header, $0, $1) }
        let picture = Picture(header)
        guard limits.allow(picture) else { throw MediaError.tooLarge(picture) }
        return picture
    }

    /// Whether the file is a PNG up to its last byte, upright: it can be kept as it is, once its pixels have been read.
    var isWholePNG: Bool {
        // The last chunk of every PNG: no content, "IEND", its checksum.
        let end: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
        guard self.picture.format == .png, !self.picture.isRotated else { return false }
        var last = [UInt8](repeating: 0, count: end.count)
        let size = lseek(self.descriptor, 0, SEEK_END)
        return pread(self.descriptor, &last, last.count, size - off_t(last.count)) == last.count && last == end
    }

    /// Writes the first frame as a PNG of the same size, which nothing turns.
    func writePNG(to path: String) throws {
        try Library.call(writing: path) { cvips_write_png(self.descriptor, path, $0, $1) }
    }

    /// Writes the first frame, stretched to `size`, in the middle of a transparent `canvas`.
    func write(_ size: PictureSize, on canvas: PictureSize, to path: String) throws {
        try Library.call(writing: path) { error, capacity in
            cvips_write_fitted(
                self.descriptor, path, Int32(size.width), Int32(size.height), Int32(canvas.width),
                Int32(canvas.height), error, capacity)
        }
    }
}

extension Picture {
    fileprivate init(_ header: cvips_header) {
        self.format =
            switch header.format {
            case CVIPS_PNG: .png
            case CVIPS_JPEG: .jpeg
            case CVIPS_GIF: .gif
            default: .webp
            }
        self.size = PictureSize(Int(header.width), Int(header.height))
        self.frames = Int(header.frames)
        self.isRotated = header.orientation > 1
        self.isInterlaced = header.interlaced != 0
    }
}

/// What pictures are opened with.
package enum PictureLibrary {
    /// Why no picture can be opened; nil when all is well. Loads libvips, and blocks while it does.
    package static var failure: String? { Library.failure }
}

/// libvips as a whole.
private enum Library {
    /// Nil when it has started.
    static let failure: String? = cvips_start().map { String(cString: $0) }

    static func start() throws {
        if let failure { throw MediaError.unavailable(failure) }
    }

    /// Leaves nothing at `path`, which the call writes, when it fails.
    static func call(writing path: String? = nil, _ body: (UnsafeMutablePointer<CChar>, Int) -> Int32) throws {
        try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { text in
            guard let error = text.baseAddress else { return }
            error.pointee = 0
            guard body(error, text.count) != 0 else { return }
            if let path { unlink(path) }
            // libvips says so when the system failed, not the picture: no room left, no such folder.
            let message = String(cString: error)
            throw message.contains("unix error") ? MediaError.system(message) : .unreadable(message)
        }
    }
}
