import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Media
import Stores

/// Files that become what a preview shows.
package enum Uploads {
    package static let routes: [Route] = [
        .errand(
            .post, "/pictures/preview-files/{instance_id}",
            "Upload what a preview shows: a picture, which is kept as PNG with smaller copies, or another file as it is.",
            .path("instance_id", malformed: .notFound()),
            .file("file", "The picture or file. Its extension says what it is."),
            .query("normalize", "Of movies; pictures take no notice.", default: true),
            .query("no_job", "Pictures are always made before the answer.", default: false),
            allow: .worksOnPreview, answers: .one(PreviewFileRow.self), handler: upload)
    ]

    /// - Throws: ``Problem`` 400 for a file that cannot be published, and for a preview that has its file already.
    private static func upload(
        _ errand: Errand, id: PreviewFileRow.ID, file: UploadedFile?, _: Bool, _: Bool
    ) async throws -> Response {
        try await errand.read { call in
            guard try call.data.exists("SELECT 1 FROM preview_file WHERE id = \(id) AND status <> \("ready")") else {
                throw Problem.unreadable
            }
        }
        guard let file else { throw Problem.invalid("File not provided.") }
        let upload = try await Self.prepared(file, for: id, errand.dependencies)
        return try await errand.storing(upload.files) { call in
            try Previews.publish(upload, as: id, call)
            return .one(
                "SELECT \(columns: PreviewFileRow.self) FROM preview_file WHERE id = \(id)",
                as: PreviewFileRow.columns, .created)
        }
    }

    /// What is to be stored for a file, made on threads of its own.
    private static func prepared(
        _ file: UploadedFile, for id: PreviewFileRow.ID, _ dependencies: Dependencies
    ) async throws -> PreparedUpload {
        let name = UploadName(file.filename)
        switch MediaKind(fileExtension: name.fileExtension) {
        case .picture?:
            let pictures = try await dependencies.pictures(of: file.path)
            return PreparedUpload(pictures, name: name.stem, for: id)
        case .file?:
            return PreparedUpload(file, name: name, for: id)
        case .movie?:
            throw Problem.invalid("Movies cannot be published on this server yet, extension: \(name.fileExtension)")
        case nil:
            throw Problem.invalid("Wrong file format, extension: \(name.fileExtension)")
        }
    }
}

/// The name that a client gave to a file, in two parts.
struct UploadName {
    /// At most 250 characters, as many as the column takes.
    let stem: String
    /// In lower case; a name without a dot is its own, as the reference has it.
    let fileExtension: String

    init(_ filename: String) {
        guard let dot = filename.lastIndex(of: ".") else {
            self.stem = String(filename.unicodeScalars.prefix(250))
            self.fileExtension = filename.lowercased()
            return
        }
        self.stem = String(filename[..<dot].unicodeScalars.prefix(250))
        self.fileExtension = filename[filename.index(after: dot)...].lowercased()
    }
}

/// Files that wait to be stored, with what their preview's row will say of them.
struct PreparedUpload: Sendable {
    let files: [(path: String, key: BlobKey)]
    let originalName: String
    let fileExtension: String
    /// Nil for a file that is no picture.
    let size: PictureSize?
    /// Of the original, in bytes.
    let bytes: Int

    init(_ pictures: PictureSet, name: String, for id: PreviewFileRow.ID) {
        self.files = [
            (pictures.original, BlobKey(.original, id.uuid)), (pictures.preview, BlobKey(.preview, id.uuid)),
            (pictures.thumbnail, BlobKey(.thumbnail, id.uuid)),
            (pictures.squareThumbnail, BlobKey(.squareThumbnail, id.uuid)),
        ]
        self.originalName = name
        self.fileExtension = "png"
        self.size = pictures.size
        self.bytes = pictures.bytes
    }

    init(_ file: UploadedFile, name: UploadName, for id: PreviewFileRow.ID) {
        self.files = [(file.path, BlobKey(.file, id.uuid))]
        self.originalName = name.stem
        self.fileExtension = name.fileExtension
        self.size = nil
        self.bytes = file.size
    }

    var values: [String: Value] {
        [
            "original_name": .text(self.originalName), "extension": .text(self.fileExtension),
            "file_size": .int(Int64(self.bytes)), "status": .text("ready"),
            "width": .int(Int64(self.size?.width ?? 0)), "height": .int(Int64(self.size?.height ?? 0)),
        ]
    }
}

extension Dependencies {
    /// - Throws: ``Problem`` 400 for what is no whole picture or too large a one, 503 when too many pictures wait.
    func pictures(of path: String) async throws -> PictureSet {
        try await self.making { try await $0.pictures(of: path, into: self.store.incoming) }
    }

    func avatar(of path: String) async throws -> String {
        try await self.making { try await $0.avatar(of: path, into: self.store.incoming) }
    }

    private func making<Result>(_ work: (MediaPool) async throws -> Result) async throws -> Result {
        do {
            return try await work(self.media)
        } catch let error as MediaError {
            switch error {
            case .unreadable: throw Problem.invalid("Uploaded file is not a readable picture.")
            case .tooLarge(let picture):
                throw Problem.invalid(
                    "Uploaded picture is too large: \(picture.size.width) by \(picture.size.height) pixels.")
            case .busy: throw Problem.unavailable(retryAfter: 5)
            case .unavailable, .system: throw error
            }
        }
    }
}
