import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Which preview stands for an entity.
enum MainPreviews {
    static let routes: [Route] = [
        .put(
            "/actions/preview-files/{preview_file_id}/set-main-preview", "Let a preview stand for its entity.",
            .path("preview_file_id", malformed: .notFound()), .frameNumber(),
            .query("no_job", "Nothing here takes so long.", default: false),
            allow: .choosesFromPreview, answers: .one(EntityRow.self), handler: setMain),
        .put(
            "/actions/tasks/{task_id}/set-main-preview", "Let a task's newest preview stand for its entity.",
            .path("task_id", malformed: .notFound()),
            allow: .choosesFromTask, answers: .one(EntityRow.self), handler: setMainOfTask),
        .put(
            "/actions/tasks/set-main-preview",
            "Let the newest previews of tasks stand for their entities. Tasks without one are passed over.",
            .taskIDs(), allow: .loggedIn, answers: .list(EntityRow.self), handler: setMainOfTasks),
    ]

    private static func setMain(_ call: Writing, id: PreviewFileRow.ID, frame: Int?, _: Bool) throws -> Answer {
        let facts = try PreviewFacts(id, call.data)
        guard frame == nil else {
            let isMovie = facts.fileExtension == "mp4" && facts.status == "ready"
            throw Problem.invalid(
                isMovie
                    ? "Frames cannot be taken out of movies on this server yet."
                    : "Can't use a given frame on non movie preview")
        }
        guard let entity = facts.entity else { throw Problem.notFound() }
        try self.set(id, status: facts.status, facts, call.data)
        return .json { try self.writeEntity(entity, $0, $1) }
    }

    private static func setMainOfTask(_ call: Writing, task: TaskRow.ID) throws -> Answer {
        guard let entity = try self.setNewest(of: task, call.data) else {
            throw Problem.invalid("This task has no preview file to set as the main preview.")
        }
        return .json { try self.writeEntity(entity, $0, $1) }
    }

    /// - Throws: ``Problem`` 404 and 403 as for each task alone: then none is changed.
    private static func setMainOfTasks(_ call: Writing, tasks: [TaskRow.ID]) throws -> Answer {
        let caller = try call.caller
        for task in tasks {
            guard try TaskAccess(of: caller, task, call.data).choosesPreview else { throw Problem.forbidden }
        }
        let entities = try tasks.compactMap { try self.setNewest(of: $0, call.data) }
        return .json { reader, output in
            output.json.beginArray()
            for entity in entities { try self.writeEntity(entity, reader, output) }
            output.json.endArray()
        }
    }

    /// - Returns: The entity; nil when the task has no preview.
    private static func setNewest(of task: TaskRow.ID, _ tx: Transaction) throws -> EntityRow.ID? {
        let newest = try tx.one(
            """
            SELECT id FROM preview_file WHERE task_id = \(task)
            ORDER BY COALESCE(revision, 1) DESC, COALESCE(position, 1), created_at, id LIMIT 1
            """, PreviewFileRow.ID.self)
        guard let newest else { return nil }
        let facts = try PreviewFacts(newest, tx)
        try self.set(newest, status: facts.status, facts, tx)
        return facts.entity
    }

    /// Changes what stands for the entity of a preview.
    ///
    /// - Parameters:
    ///   - preview: Nil for nothing any more.
    ///   - status: That of the preview.
    static func set(
        _ preview: PreviewFileRow.ID?, status: String?, _ facts: PreviewFacts, _ tx: Transaction
    ) throws {
        guard let entity = facts.entity else { return }
        try tx.update(entity, ["preview_file_id": preview.map { .uuid($0.uuid) } ?? .null])
        try tx.emit(
            "preview-file:set-main",
            [
                "entity_id": .string(entity.uuid.text),
                "preview_file_id": preview.map { .string($0.uuid.text) } ?? .null,
                "preview_file_status": status.map { .string($0) } ?? .null,
            ], project: facts.project)
        let noun = try self.noun(of: entity, tx)
        try tx.emit("\(noun):update", ["\(noun)_id": .string(entity.uuid.text)], project: facts.project)
    }

    /// What events call an entity.
    private static func noun(of entity: EntityRow.ID, _ reader: Reader) throws -> String {
        let name = try reader.one(
            """
            SELECT entity_type.name FROM entity JOIN entity_type ON entity_type.id = entity.entity_type_id
            WHERE entity.id = \(entity)
            """, String.self)
        switch name {
        case "Shot"?, "Sequence"?, "Episode"?, "Scene"?, "Edit"?, "Concept"?: return name?.lowercased() ?? "asset"
        default: return "asset"
        }
    }

    /// Compat: an entity under the plain type, with the status of its preview.
    private static let columns = EntityRow.columns.without(["type"]).typed("Entity")

    private static func writeEntity(_ id: EntityRow.ID, _ reader: Reader, _ output: Output) throws {
        let columns = Self.columns
        try reader.each(
            """
            SELECT \(columns: columns, "entity"), preview_file.status
            FROM entity LEFT JOIN preview_file ON preview_file.id = entity.preview_file_id WHERE entity.id = \(id)
            """
        ) { row in
            output.json.beginObject()
            columns.writeMembers(row, into: &output.json)
            output.json.key("preview_file_status")
            output.json.cell(row.source.cell(columns.count), as: .text)
            output.json.endObject()
        }
    }
}

extension TaskAccess {
    /// Whether the caller may choose the picture of the task's entity.
    var choosesPreview: Bool {
        switch self.role {
        case nil, .client?: false
        case .vendor?: self.isAssigned
        case .admin?, .manager?, .supervisor?, .user?: true
        }
    }
}

extension Permission {
    static let choosesFromTask = Permission.rule(
        "the project's team but clients; vendors when they are assigned"
    ) { caller, reader, object in
        guard let id = object.id else { return false }
        return try TaskAccess(of: caller, TaskRow.ID(id), reader).choosesPreview
    }
}

extension Input {
    fileprivate static func frameNumber() -> Input where Value == Int? {
        Input(
            InputDescription(.body, "frame_number", .int, "Of movies: the frame that is shown.", isRequired: false)
        ) { arrival in
            let json = try arrival.lenientField("frame_number", of: "PreviewFileUploadSchema")
            guard let json, !json.isNull else { return nil }
            return try Int.reading(json, "frame_number")
        }
    }

    fileprivate static func taskIDs() -> Input where Value == [TaskRow.ID] {
        Input(
            InputDescription(.body, "task_ids", .list(of: .uuid), "The tasks, at least one.", isRequired: true)
        ) { arrival in
            guard let json = try arrival.lenientField("task_ids", of: "SetTasksMainPreviewSchema") else {
                throw FieldRefusal("task_ids", "Field required")
            }
            let texts = try [String].reading(json, "task_ids")
            guard !texts.isEmpty else {
                throw FieldRefusal("task_ids", "List should have at least 1 item after validation, not 0")
            }
            return try texts.map { text in
                guard let id = UUID(strict: text) else { throw Problem.notFound() }
                return TaskRow.ID(id)
            }
        }
    }
}
