import API
import Database
import FoundationEssentials
import JSONBytes

extension Previews {
    static func running(_ call: Reading, cursor: String?, limit: Int?) throws -> Answer {
        var condition: SQL = "status = \("processing")"
        if let cursor, !cursor.isEmpty {
            guard let id = UUID(strict: cursor) else {
                throw Problem.invalid("The cursor_preview_file_id parameter is not a valid id")
            }
            let moment = try call.data.one("SELECT created_at FROM preview_file WHERE id = \(id)", Timestamp.self)
            guard let moment else { throw Problem.invalid("No preview file found with id: \(cursor)") }
            condition += " AND (created_at < \(moment) OR (created_at = \(moment) AND id < \(id)))"
        }
        let columns = PreviewFileRow.columns
        var query: SQL = """
            SELECT \(columns: columns) FROM preview_file WHERE \(condition) ORDER BY created_at DESC, id DESC
            """
        if let limit, limit > 0 { query += " LIMIT \(limit)" }
        return .rows(query, as: columns)
    }

    static func ofProject(_ call: Reading, project: ProjectRow.ID, page: Int) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM project WHERE id = \(project)") else { throw Problem.notFound() }
        let rows: SQL = """
            FROM preview_file JOIN task ON task.id = preview_file.task_id WHERE task.project_id = \(project)
            """
        let columns = PreviewFileRow.columns
        let query: SQL = """
            SELECT \(columns: columns, "preview_file") \(rows)
            ORDER BY preview_file.created_at DESC, preview_file.id DESC
            """
        guard page > -1 else { return .rows(query, as: columns) }
        return try call.paging(page, limit: 0, total: call.data.count("SELECT count(*) \(rows)"))
            .answer(query, as: columns)
    }

    /// One list a task type, one object a revision, which holds the revision's further previews.
    static func ofEntity(_ call: Reading, entity: EntityRow.ID) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM entity WHERE id = \(entity)") else { throw Problem.notFound() }
        var condition: SQL = "task.entity_id = \(entity) AND task.task_type_id IS NOT NULL"
        if let visible = Tasks.visible(to: try call.caller) { condition += " AND (\(visible))" }
        let query: SQL = """
            SELECT task.task_type_id, task.id, preview_file.id, COALESCE(preview_file.revision, 1),
                COALESCE(preview_file.position, 1), preview_file.original_name, preview_file.extension,
                preview_file.width, preview_file.height, preview_file.duration, preview_file.status,
                preview_file.annotations, preview_file.created_at, preview_file.data
            FROM preview_file JOIN task ON task.id = preview_file.task_id WHERE \(condition)
            ORDER BY task.task_type_id, COALESCE(preview_file.revision, 1) DESC, task.id,
                COALESCE(preview_file.position, 1), preview_file.created_at, preview_file.id
            """
        return .json { reader, output in
            var list = EntityPreviews()
            output.json.beginObject()
            try reader.each(query) { row in
                try list.write(row, to: output)
                try output.flushIfFull()
            }
            list.end(output)
            output.json.endObject()
        }
    }
}

/// Writes the previews of an entity, row by row in their order.
private struct EntityPreviews {
    /// What the end of an object tells, which comes after the objects within it.
    private struct Ending {
        let createdAt: String
        let task: UUID
        let data: JSONValue
    }

    private var type: UUID?
    private var task: UUID?
    private var revision: Int?
    private var ending: Ending?

    mutating func write(_ row: Row, to output: Output) throws {
        let (type, task, revision) = (try row.uuid(0), try row.uuid(1), try row.int(3))
        let ending = Ending(
            createdAt: String(try row.timestamp(12).text.prefix(19)), task: task,
            data: row.isNull(13) ? .null : try row.json(13))
        if type == self.type, task == self.task, revision == self.revision {
            self.writeFacts(row, withPosition: true, to: output)
            self.writeEnding(ending, type: type, to: output)
            return
        }
        self.endRevision(output)
        if type != self.type {
            if self.type != nil { output.json.endArray() }
            output.json.key(dynamic: type.text)
            output.json.beginArray()
        }
        (self.type, self.task, self.revision, self.ending) = (type, task, revision, ending)
        self.writeFacts(row, withPosition: false, to: output)
        output.json.key("previews")
        output.json.beginArray()
    }

    mutating func end(_ output: Output) {
        self.endRevision(output)
        if self.type != nil { output.json.endArray() }
    }

    private mutating func endRevision(_ output: Output) {
        guard let ending else { return }
        output.json.endArray()
        self.writeEnding(ending, type: nil, to: output)
        self.ending = nil
    }

    private func writeFacts(_ row: Row, withPosition: Bool, to output: Output) {
        output.json.beginObject()
        output.json.key("id")
        output.json.cell(row.source.cell(2), as: .uuid)
        output.json.key("revision")
        output.json.cell(row.source.cell(3), as: .int)
        if withPosition {
            output.json.key("position")
            output.json.cell(row.source.cell(4), as: .int)
        }
        for (name, index, kind) in Self.facts {
            output.json.key(name)
            output.json.cell(row.source.cell(index), as: kind)
        }
    }

    private static let facts: [(name: JSONKey, index: Int, kind: Field.Kind)] = [
        (JSONKey("original_name"), 5, .text), (JSONKey("extension"), 6, .text), (JSONKey("width"), 7, .int),
        (JSONKey("height"), 8, .int),
        (JSONKey("duration"), 9, .double), (JSONKey("status"), 10, .text), (JSONKey("annotations"), 11, .json),
    ]

    /// - Parameter type: The task type, which only objects within objects tell.
    private func writeEnding(_ ending: Ending, type: UUID?, to output: Output) {
        output.json.key("created_at")
        output.json.string(ending.createdAt)
        output.json.key("task_id")
        output.json.string(ending.task.text)
        if let type {
            output.json.key("task_type_id")
            output.json.string(type.text)
        }
        for name in ["original_width", "original_height", "original_duration", "original_file_size"] {
            output.json.key(dynamic: name)
            output.json.value(ending.data[name] ?? .null)
        }
        output.json.endObject()
    }
}

extension Permission {
    static let seesEntityPreviews = Permission.rule(
        "the project's team; vendors when they are assigned to a task of the entity", Permission.seesEntity)

    static func seesEntity(_ caller: Caller, _ reader: Reader, _ entity: RouteObject) throws -> Bool {
        guard let role = try Team.role(of: caller, in: entity, reader) else { return false }
        guard role == .vendor else { return true }
        return try reader.exists(
            """
            SELECT 1 FROM task JOIN task_person_link link ON link.task_id = task.id
            WHERE task.entity_id = \(entity.id) AND link.person_id = \(caller.id)
            """)
    }
}
