import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Comments {
    private static let writtenColumns = CommentRow.columns.with(
        CommentRow.relations.filter { $0.name != "attachment_files" })
    private static let listedRelations = CommentRow.relations.filter {
        ["acknowledgements", "mentions", "department_mentions"].contains($0.name)
    }

    /// Comments as their writer gets them: with attachments, status and person whole.
    static func written(_ ids: [CommentRow.ID], call: Writing, isList: Bool) -> Answer {
        .json(.created) { reader, output in
            if isList { output.json.beginArray() }
            for id in ids {
                try Self.writeWritten(id, call.caller, reader, output)
                try output.flushIfFull()
            }
            if isList { output.json.endArray() }
        }
    }

    private static func writeWritten(
        _ id: CommentRow.ID, _ caller: Caller, _ reader: Reader, _ output: Output
    ) throws {
        let columns = Self.writtenColumns
        let attachments = try Attachments.load("comment_id = \(id) AND reply_id IS NULL", reader)[id.uuid] ?? []
        var keys: (status: UUID?, person: UUID?) = (nil, nil)
        output.json.beginObject()
        try reader.each(
            "SELECT \(columns: columns), task_status_id, person_id FROM comment WHERE id = \(id)"
        ) { row in
            columns.writeMembers(row, into: &output.json)
            keys = (try row.value(columns.count), try row.value(columns.count + 1))
        }
        output.json.key("attachment_files")
        output.json.value(.array(attachments.map { $0.json(withReply: false) }))
        output.json.key("task_status")
        try output.writeRow(
            TaskStatusRow.columns, "SELECT \(columns: TaskStatusRow.self) FROM task_status WHERE id = \(keys.status)",
            reader)
        output.json.key("person")
        let person = Tasks.personColumns(for: caller, of: keys.person)
        try output.writeRow(person, "SELECT \(columns: person) FROM person WHERE id = \(keys.person)", reader)
        output.json.endObject()
    }

    static func ofTask(_ call: Reading, task: TaskRow.ID) throws -> Answer {
        let access = try TaskAccess(of: call.caller, task, call.data)
        var condition: SQL = "comment.object_id = \(task)"
        if let visible = try self.visible(to: call.caller, as: access.role, in: "\(access.project)") {
            condition += " AND (\(visible))"
        }
        let list = try CommentList(condition, call.data)
        return .json { reader, output in try list.write(reader, output) }
    }

    /// What the comments of a list are written with, read before them.
    private struct CommentList {
        private static let columns = CommentRow.columns
        private let condition: SQL
        private let persons: [UUID: PersonTag]
        private let previews: [UUID: [JSONValue]]
        private let attachments: [UUID: [Attachments.Entry]]

        init(_ condition: SQL, _ reader: Reader) throws {
            self.condition = condition
            var ids: Set<UUID> = []
            try reader.each("SELECT person_id, editor_id, replies FROM comment WHERE \(condition)") { row in
                ids.insert(try row.uuid(0))
                if let editor = try row.value(1, as: UUID?.self) { ids.insert(editor) }
                ids.formUnion(ShownReplies.writers(of: try row.value(2, as: JSONValue?.self)))
            }
            self.persons = try PersonTag.load(ids, reader)
            self.previews = try Comments.previews(condition, reader)
            self.attachments = try Attachments.load(
                "comment_id IN (SELECT comment.id FROM comment WHERE \(condition))", reader)
        }

        func write(_ reader: Reader, _ output: Output) throws {
            let lists = Comments.listedRelations.map { $0.ids(of: "comment") }
            let sql: SQL = """
                SELECT \(columns: Self.columns, "comment"), comment.person_id, comment.editor_id,
                    status.id, status.name,
                    status.short_name, status.color, comment.id, \(lists.joined(separator: ", "))
                FROM comment LEFT JOIN task_status status ON status.id = comment.task_status_id
                WHERE \(self.condition) ORDER BY comment.created_at DESC, comment.id DESC
                """
            output.json.beginArray()
            try reader.each(sql) { row in
                try self.write(row, &output.json)
                try output.flushIfFull()
            }
            output.json.endArray()
        }

        private func write(_ row: Row, _ json: inout JSONWriter) throws {
            let next = Self.columns.count
            let id = try row.uuid(next + 6)
            let replies = ShownReplies(persons: self.persons, attachments: self.attachments)
            json.beginObject()
            for (index, column) in Self.columns.columns.enumerated() {
                json.key(column.key)
                if column.name == "replies" {
                    json.value(replies.list(try row.value(index, as: JSONValue?.self), of: id))
                } else {
                    json.cell(row.source.cell(index), as: column.kind)
                }
            }
            json.key("type")
            json.string("Comment")
            try self.writePersons(row, next, &json)
            json.key("task_status")
            if row.isNull(next + 2) { json.null() } else { Self.writeStatus(row, next + 2, &json) }
            json.key("acknowledgements")
            json.cell(row.source.cell(next + 9), as: .json)
            json.key("previews")
            json.value(.array(self.previews[id] ?? []))
            json.key("mentions")
            json.cell(row.source.cell(next + 7), as: .json)
            json.key("department_mentions")
            json.cell(row.source.cell(next + 8), as: .json)
            json.key("attachment_files")
            json.value(.array((self.attachments[id] ?? []).map { $0.json(withReply: true) }))
            json.endObject()
        }

        private func writePersons(_ row: Row, _ next: Int, _ json: inout JSONWriter) throws {
            json.key("person")
            json.value(try self.persons[row.uuid(next)]?.listed ?? .null)
            if let editor = try row.value(next + 1, as: UUID?.self) {
                json.key("editor")
                json.value(self.persons[editor]?.listed ?? .null)
            }
        }

        private static func writeStatus(_ row: Row, _ index: Int, _ json: inout JSONWriter) {
            json.beginObject()
            for (offset, name) in ["name", "short_name", "color"].enumerated() {
                json.key(dynamic: name)
                json.cell(row.source.cell(index + 1 + offset), as: .text)
            }
            json.key("id")
            json.cell(row.source.cell(index), as: .uuid)
            json.endObject()
        }
    }

    /// The previews of comments, by comment, each list in the order of its positions.
    static func previews(_ condition: SQL, _ reader: Reader) throws -> [UUID: [JSONValue]] {
        let columns = PreviewFileRow.columns.only([
            "task_id", "revision", "extension", "width", "height", "duration", "status", "validation_status",
            "original_name", "position", "annotations",
        ]).typed(nil)
        var previews: [UUID: [JSONValue]] = [:]
        try reader.each(
            """
            SELECT link.comment, \(columns: columns, "preview_file") FROM comment_preview_link link
            JOIN comment ON comment.id = link.comment JOIN preview_file ON preview_file.id = link.preview_file
            WHERE \(condition) ORDER BY preview_file.revision DESC, preview_file.position, preview_file.created_at
            """
        ) { row in
            var writer = JSONWriter(capacity: 512)
            columns.writeObject(row, from: 1, into: &writer)
            let object = try JSONValue(parsing: writer.take())
            previews[try row.uuid(0), default: []].append(Self.inOrder(object))
        }
        return previews
    }

    /// `id` first.
    private static func inOrder(_ preview: JSONValue) -> JSONValue {
        guard case .object(let object) = preview else { return preview }
        var ordered: JSONObject = ["id": object["id"] ?? .null]
        for (name, value) in object.entries { ordered[name] = value }
        return .object(ordered)
    }
}

extension PersonTag {
    /// In the order of members that lists of comments have.
    fileprivate var listed: JSONValue {
        [
            "first_name": .string(self.firstName), "last_name": .string(self.lastName),
            "full_name": .string(self.fullName), "has_avatar": .bool(self.hasAvatar), "role": .string(self.role),
            "id": .string(self.id.text),
        ]
    }
}

extension Output {
    /// Writes the first row of a query as an object, or null when there is none.
    func writeRow(_ columns: JSONColumns, _ sql: SQL, _ reader: Reader) throws {
        if try !reader.writeObject(sql, as: columns, to: self) { self.json.null() }
    }
}
