import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Media
import Settings
import Stores

/// What previews show, as files.
package enum Pictures {
    package static let routes: [Route] = [
        thumbnail("/pictures/thumbnails/preview-files/{instance_id}.png", .thumbnail, "150 by 100 pixels"),
        thumbnail("/pictures/thumbnails-square/preview-files/{instance_id}.png", .squareThumbnail, "100 by 100 pixels"),
        .errand(
            .get, "/pictures/previews/preview-files/{instance_id}.png", "A published picture for the player.",
            .path("instance_id", malformed: .notFound()),
            allow: .seesPreview, answers: .file("image/png", "1,200 pixels wide.")
        ) { try await Self.picture(.preview, $1, $0) },
        thumbnail("/pictures/originals/preview-files/{instance_id}.png", .original, "its own size"),
        .errand(
            .get, "/pictures/originals/preview-files/{instance_id}.{extension}", "What was published, as it is kept.",
            .path("instance_id", malformed: .notFound()), .segment("extension", "That of the preview, in any case."),
            allow: .seesPreview, answers: .file(MediaType.unknown, "The file."), handler: original),
        .errand(
            .get, "/pictures/originals/preview-files/{instance_id}/download",
            "What was published, under a name that tells what it shows.",
            .path("instance_id", malformed: .notFound()),
            allow: .seesPreview, answers: .file(MediaType.unknown, "The file."), handler: download),
    ]

    private static func thumbnail(_ path: String, _ kind: BlobKey.Kind, _ size: String) -> Route {
        .errand(
            .get, path, "A published picture, \(size).", .path("instance_id", malformed: .notFound()),
            allow: .seesPreviewedEntity, answers: .file("image/png", "The picture.")
        ) { try await Self.picture(kind, $1, $0) }
    }

    private static func picture(
        _ kind: BlobKey.Kind, _ id: PreviewFileRow.ID, _ errand: Errand
    ) async throws -> Response {
        let facts = try await errand.read { try PreviewFacts(id, $0.data) }
        guard facts.status == "ready" else { return Self.notReady(facts, errand.arrival) }
        return try await errand.file(BlobKey(kind, id.uuid), type: "image/png", isLasting: true)
    }

    /// - Throws: ``Problem`` 400 for what is never an original, 404 for another extension than the preview's.
    private static func original(
        _ errand: Errand, id: PreviewFileRow.ID, fileExtension: String
    ) async throws -> Response {
        let wanted = fileExtension.lowercased()
        if wanted == "png" { return try await Self.picture(.original, id, errand) }
        let facts = try await errand.read { try PreviewFacts(id, $0.data) }
        guard let kind = MediaKind(fileExtension: wanted), kind != .movie else {
            throw Problem.invalid("Extension not allowed: \(fileExtension)")
        }
        guard facts.status == "ready" else { return Self.notReady(facts, errand.arrival) }
        guard facts.fileExtension == wanted, kind == .file else { throw Problem.notFound() }
        return try await errand.file(
            BlobKey(.file, id.uuid), type: MediaType.of(extension: wanted), isLasting: true)
    }

    private static func download(_ errand: Errand, id: PreviewFileRow.ID) async throws -> Response {
        let (facts, name) = try await errand.read { call in
            (try PreviewFacts(id, call.data), try DownloadName.of(id, call.data))
        }
        guard facts.status == "ready" else { return Self.notReady(facts, errand.arrival) }
        let isPicture = MediaKind(fileExtension: facts.fileExtension) != .file
        return try await errand.file(
            BlobKey(isPicture ? .original : .file, id.uuid), type: MediaType.of(extension: facts.fileExtension),
            .download("\(name).\(facts.fileExtension)"), isLasting: true)
    }

    /// Not to be kept by anyone: the file may be there a second later. Who prefers JSON is told to wait.
    private static func notReady(_ facts: PreviewFacts, _ arrival: Arrival) -> Response {
        let prefersJSON = arrival.headers[.accept]?.lowercased().hasPrefix("application/json") ?? false
        var response =
            prefersJSON && facts.status == "processing"
            ? Response.value(
                .object(["status": .string(facts.status), "preview_file_id": .string(facts.id.uuid.text)]), .accepted)
            : Problem(.notFound, .message("Preview file was not found.")).response
        response.head.headers[.cacheControl] = "no-store"
        return response
    }
}

/// What a downloaded preview is called: `project_prop_lamp_concept_v1-2`.
enum DownloadName {
    static func of(_ preview: PreviewFileRow.ID, _ reader: Reader) throws -> String {
        let row = try reader.one(
            """
            SELECT project.name, entity_type.name, entity.name, parent.name, above.name, task_type.name,
                COALESCE(preview_file.revision, 1), COALESCE(preview_file.position, 1)
            FROM preview_file
            JOIN task ON task.id = preview_file.task_id
            JOIN project ON project.id = task.project_id
            JOIN entity ON entity.id = task.entity_id
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            JOIN task_type ON task_type.id = task.task_type_id
            LEFT JOIN entity parent ON parent.id = entity.parent_id
            LEFT JOIN entity above ON above.id = parent.parent_id
            WHERE preview_file.id = \(preview)
            """, String.self, String.self, String.self, String?.self, String?.self, String.self, Int.self, Int.self)
        guard let (project, kind, entity, parent, above, taskType, revision, position) = row else {
            return "preview"
        }
        let place: [String?]
        switch kind {
        case "Shot", "Scene": place = [above, parent, entity]
        case "Sequence", "Edit": place = [parent, entity]
        case "Episode", "Concept": place = [entity]
        default: place = [kind, entity]
        }
        return self.joined([project] + place.compactMap { $0 } + [taskType], revision: revision, position: position)
    }

    /// In lower case, each run of anything else than letters and digits as one underscore. The reference writes letters
    /// of other alphabets in ASCII; here they stay.
    static func joined(_ parts: [String], revision: Int, position: Int) -> String {
        let words = parts.joined(separator: "_").lowercased().split { !$0.isLetter && !$0.isNumber }
        let name = words.joined(separator: "_")
        return position > 1 ? "\(name)_v\(revision)-\(position)" : "\(name)_v\(revision)"
    }
}

extension Errand {
    /// A file of the store as an answer. One that is lasting does not change any more: clients may keep it as long as
    /// the settings say.
    ///
    /// - Throws: ``Problem`` 404 when it is not there.
    func file(
        _ key: BlobKey, type: String, _ disposition: FileFacts.Disposition = .shown, isLasting: Bool = false
    ) async throws -> Response {
        let (store, threads) = (self.dependencies.store, self.dependencies.fileThreads)
        let freshness = isLasting ? self.dependencies.settings.server.cacheMaximumAge : 0
        do {
            let file = try await threads.run { try store.open(key) }
            return .file(file, type: type, disposition, freshness: freshness, to: self.arrival, threads: threads)
        } catch StoreError.missing {
            throw Problem.notFound()
        }
    }
}
