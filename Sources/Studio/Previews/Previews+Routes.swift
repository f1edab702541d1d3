import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What comments bring along to be looked at, revision by revision.
package enum Previews {
    package static let routes: [Route] =
        [
            .post(
                "/actions/tasks/{task_id}/comments/{comment_id}/add-preview",
                "Announce a preview for a comment; its file is uploaded next.",
                .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
                .revision(),
                allow: .worksOnTask, answers: .one(PreviewFileRow.self), handler: addPreview),
            .post(
                "/actions/tasks/{task_id}/comments/{comment_id}/preview-files/{preview_file_id}",
                "Announce another preview of the revision that a preview has.",
                .path("task_id", malformed: .notFound()), .path("comment_id", malformed: .notFound()),
                .path("preview_file_id", malformed: .notFound()),
                allow: .worksOnTask, answers: .one(PreviewFileRow.self), handler: addExtraPreview),
            .delete(
                "/actions/tasks/{task_id}/comments/{comment_id}/preview-files/{preview_file_id}",
                "Delete a preview that a comment brought, with its files.",
                .path("task_id", malformed: .wrongUUID), .path("comment_id", malformed: .wrongUUID),
                .path("preview_file_id", malformed: .wrongUUID),
                .query("force", "For managers. Deletes all the same.", default: false),
                allow: .worksOnTask, handler: deletePreview),
            .put(
                "/actions/preview-files/{preview_file_id}/update-position",
                "Move a preview among those of its revision.",
                .path("preview_file_id", malformed: .notFound()), .position(),
                allow: .worksOnPreview, answers: .list(PreviewFileRow.self), handler: updatePosition),
            .put(
                "/actions/preview-files/{preview_file_id}/update-annotations",
                "Add, change and remove drawings, without touching those that others draw meanwhile.",
                .path("preview_file_id", malformed: .notFound()),
                .annotations("additions", "Drawings to add: `{time, drawing: {objects: […]}}`."),
                .annotations("updates", "Objects that replace those with the same id: as `additions`."),
                .annotations("deletions", "Objects to remove: `{time, objects: [id, …]}`."),
                allow: .drawsOnPreview, answers: .one(PreviewFileRow.self), handler: updateAnnotations),
            .get(
                "/data/playlists/preview-files/running", "The previews whose files are awaited, newest first.",
                .query("cursor_preview_file_id", "Only those older than this one."),
                .query("limit", "At most so many."),
                allow: .admin, answers: .list(PreviewFileRow.self), handler: running),
            .get(
                "/data/projects/{project_id}/preview-files", "The previews of a project, newest first.",
                .path("project_id", malformed: .notFound()),
                .query("page", "The page, from 1; without it the whole list.", default: -1),
                allow: .admin, answers: .pages(PreviewFileRow.self), handler: ofProject),
            .get(
                "/data/playlists/entities/{entity_id}/preview-files",
                "An entity's previews by task type, newest revision first.",
                .path("entity_id", malformed: .notFound()),
                allow: .seesEntityPreviews, answers: .object("Lists of previews by the id of the task type."),
                handler: ofEntity),
        ] + MainPreviews.routes + table.routes + [deletion]
}

extension Input {
    fileprivate static func revision() -> Input where Value == Int? {
        Input(
            InputDescription(
                .body, "revision", .int, "The revision; without it that of the comment, or the task's next one.",
                isRequired: false)
        ) { arrival in
            guard let json = try arrival.lenientField("revision", of: "CommentPreviewSchema"), !json.isNull else {
                return nil
            }
            let revision = try Int.reading(json, "revision")
            guard revision >= 0 else {
                throw FieldRefusal("revision", "Input should be greater than or equal to 0")
            }
            return revision
        }
    }

    fileprivate static func position() -> Input where Value == Int {
        Input(
            InputDescription(
                .body, "position", .int, "From 1. A place that is not there changes nothing.", isRequired: false,
                initial: 0)
        ) { arrival in
            guard let json = try arrival.lenientField("position", of: "PreviewFilePositionSchema") else { return 0 }
            let position = try Int.reading(json, "position")
            guard position >= 0 else {
                throw FieldRefusal("position", "Input should be greater than or equal to 0")
            }
            return position
        }
    }

    fileprivate static func annotations(_ name: String, _ note: String) -> Input where Value == [JSONObject] {
        Input(InputDescription(.body, name, .list(of: .object), note, isRequired: false)) { arrival in
            guard let json = try arrival.lenientField(name, of: "AnnotationsUpdateSchema") else { return [] }
            return try [JSONObject].reading(json, name)
        }
    }
}

extension Arrival {
    /// A member of the body. Compat: no body, or one that is no JSON, is an empty one on these routes.
    ///
    /// - Parameter schema: The name that clients read in the refusal of another value than an object.
    func lenientField(_ name: String, of schema: String) throws -> JSONValue? {
        if case .json(let value) = self.body, value.objectValue == nil {
            throw FieldRefusal("", "Input should be a valid dictionary or instance of \(schema)")
        }
        return self.field(name)
    }
}
