import API
import Database
import FoundationEssentials
import JSONBytes

extension Playlists {
    static let routes: [Route] =
        table.routes + [
            .post(
                "/actions/playlists/{playlist_id}/add-entity", "Put an entity at the end of a playlist.",
                .path("playlist_id", malformed: .notFound()), .field("entity_id", "The entity."),
                .previewToShow(),
                allow: .changesPlaylist, answers: .one(PlaylistRow.self), handler: addEntity)
        ]

    /// One that is there already stays as it is.
    private static func addEntity(
        _ call: Writing, playlist: PlaylistRow.ID, entity: UUID, preview: UUID?
    ) throws -> Answer {
        let tx = call.data
        let row = try tx.one(
            """
            SELECT COALESCE(shots, '[]'), project_id FROM playlist WHERE id = \(playlist)
            \(sqlite: "", postgres: "FOR UPDATE")
            """, JSONValue.self, UUID?.self)
        guard let (shots, project) = row else { throw Problem.notFound() }
        var entries = shots.arrayValue ?? []
        var entry: JSONObject = ["entity_id": .string(entity.text)]
        if let preview { entry["preview_file_id"] = .string(preview.text) }
        let isThere = entries.contains { ($0["entity_id"] ?? $0["id"])?.stringValue == entity.text }
        if !isThere {
            try self.checkEntries(.array([.object(entry)]), in: project, tx)
            entries.append(.object(entry))
            try tx.update(playlist, ["shots": .json(JSONValue.array(entries).text)])
            try tx.emit(
                "playlist:add_entity",
                [
                    "playlist_id": .string(playlist.uuid.text), "entity_id": .string(entity.text),
                    "preview_file_id": preview.map { .string($0.text) } ?? .null,
                ], project: project)
        }
        return .one("SELECT \(columns: PlaylistRow.self) FROM playlist WHERE id = \(playlist)", as: PlaylistRow.columns)
    }
}

extension Input where Value == UUID? {
    /// Compat: an empty text is none.
    fileprivate static func previewToShow() -> Input {
        let name = "preview_file_id"
        return Input(
            InputDescription(.body, name, .uuid, "The preview to show; null for the last one.", isRequired: false)
        ) { arrival in
            guard let json = arrival.field(name), !json.isNull, json != "" else { return nil }
            return try UUID.reading(json, name)
        }
    }
}
