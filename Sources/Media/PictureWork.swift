import Glibc

/// One job on one picture: what it writes is gone again when it does not come to its end.
struct PictureWork {
    let path: String
    /// What the files are called: `folder`, a name, and what each is.
    let stem: String
    let limits: Picture.Limits
    /// Between two steps.
    let checkCancellation: () throws -> Void

    func pictures() throws -> PictureSet {
        let set = try self.keepingNothingOnFailure(["-original", "-preview", "-thumbnail", "-square"]) { paths in
            let reader = try PictureReader(self.path, limits: self.limits)
            let size = reader.picture.size
            let preview = size.preview
            // Reads every pixel, and so finds out whether all of them are there.
            try reader.write(preview, on: preview, to: paths[1])
            try self.checkCancellation()
            let smaller = preview.pixels < size.pixels ? try PictureReader(paths[1], limits: self.limits) : reader
            try self.write(smaller, size, on: .thumbnail, to: paths[2])
            try self.checkCancellation()
            try self.write(smaller, size, on: .squareThumbnail, to: paths[3])
            try self.checkCancellation()
            let isKept = reader.isWholePNG
            if !isKept { try reader.writePNG(to: paths[0]) }
            let original = isKept ? self.path : paths[0]
            return PictureSet(
                original: original, preview: paths[1], thumbnail: paths[2], squareThumbnail: paths[3], size: size,
                bytes: try Self.bytes(of: original))
        }
        return set
    }

    func avatar() throws -> String {
        try self.keepingNothingOnFailure(["-avatar"]) { paths in
            let reader = try PictureReader(self.path, limits: self.limits)
            try self.write(reader, reader.picture.size, on: .avatar, to: paths[0])
            return paths[0]
        }
    }

    func probe() throws -> Picture { try PictureReader(self.path, limits: self.limits).picture }

    /// The shape is that of the published picture, `size`; `reader` may read a smaller copy.
    private func write(
        _ reader: PictureReader, _ size: PictureSize, on canvas: PictureSize, to path: String
    ) throws {
        try reader.write(size.fitted(into: canvas), on: canvas, to: path)
    }

    private func keepingNothingOnFailure<Result>(
        _ names: [String], _ body: ([String]) throws -> Result
    ) throws -> Result {
        let paths = names.map { self.stem + $0 }
        do {
            try self.checkCancellation()
            let result = try body(paths)
            try self.checkCancellation()
            return result
        } catch {
            for path in paths { unlink(path) }
            throw error
        }
    }

    private static func bytes(of path: String) throws -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw MediaError.last("look at \(path)") }
        return Int(status.st_size)
    }
}
