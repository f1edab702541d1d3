import Database
import FoundationEssentials
import JSONBytes

/// A line of the news as clients show it.
enum NewsLine {
    static let tables: SQL = """
        news JOIN task ON task.id = news.task_id
        JOIN project ON project.id = task.project_id
        JOIN entity ON entity.id = task.entity_id
        JOIN entity_type ON entity_type.id = entity.entity_type_id
        JOIN person ON person.id = news.author_id
        LEFT JOIN comment ON comment.id = news.comment_id
        LEFT JOIN preview_file ON preview_file.id = news.preview_file_id
        LEFT JOIN entity parent ON parent.id = entity.parent_id
        LEFT JOIN entity grandparent ON grandparent.id = parent.parent_id
        """

    private static let members = SelectedMembers([
        .init("author_id", "news.author_id", .uuid),
        .init("comment_id", "news.comment_id", .uuid),
        .init("task_id", "news.task_id", .uuid),
        .init("task_type_id", "task.task_type_id", .uuid),
        .init("task_status_id", "comment.task_status_id", .uuid),
        .init("task_entity_id", "task.entity_id", .uuid),
        .init("preview_file_id", "news.preview_file_id", .uuid),
        .init("preview_file_extension", "preview_file.extension", .text),
        .init("preview_file_revision", "preview_file.revision", .int),
        .init("project_id", "task.project_id", .uuid),
        .init("project_name", "project.name", .text),
        .init("created_at", "news.created_at", .timestamp),
        .init("change", "news.change", .bool),
        .init("full_entity_name", fullName, .text),
        .init("episode_id", episode, .uuid),
        .init("entity_preview_file_id", "entity.preview_file_id", .uuid),
    ])

    private static let person = SelectedMembers([
        .init("id", "person.id", .uuid),
        .init("first_name", "person.first_name", .text),
        .init("last_name", "person.last_name", .text),
        .init("full_name", "TRIM(person.first_name || ' ' || person.last_name)", .text),
        .init("has_avatar", "COALESCE(person.has_avatar, \(false))", .bool),
        .init("role", "person.role", .text),
    ])

    /// The id of the episode that the entity belongs to.
    static let episode: SQL = """
        CASE WHEN entity_type.name IN ('Shot', 'Scene') THEN parent.parent_id
            WHEN entity_type.name IN ('Sequence', 'Edit') THEN entity.parent_id
            WHEN entity_type.name = 'Episode' THEN entity.id ELSE entity.source_id END
        """

    /// `Episode / Sequence / Shot` or `Type / Asset`.
    static let fullName: SQL = """
        CASE WHEN entity_type.name IN ('Shot', 'Scene', 'Sequence', 'Edit') THEN
                COALESCE(grandparent.name || ' / ', '') || COALESCE(parent.name || ' / ', '') || entity.name
            WHEN entity_type.name = 'Episode' THEN entity.name
            ELSE entity_type.name || ' / ' || entity.name END
        """

    /// The lines that meet a condition, which may end with an order and a limit.
    static func query(_ condition: SQL) -> SQL {
        "SELECT news.id, \(self.members.list), \(self.person.list) FROM \(self.tables) WHERE \(condition)"
    }

    /// - Parameter previews: The previews of each comment; nil to leave them out.
    static func write(_ row: Row, _ previews: [UUID: [JSONValue]]?, _ json: inout JSONWriter) {
        json.beginObject()
        json.key("id")
        json.cell(row.source.cell(0), as: .uuid)
        json.key("type")
        json.string("News")
        self.members.write(row, from: 1, into: &json)
        json.key("person")
        json.beginObject()
        self.person.write(row, from: 1 + self.members.members.count, into: &json)
        json.endObject()
        if let previews {
            let comment = UUID(cell: row.source.cell(2))
            json.key("preview_files")
            json.value(.array(comment.flatMap { previews[$0] } ?? []))
        }
        json.endObject()
    }

    /// The previews that the comments of a page's lines brought, by comment.
    static func previews(_ condition: SQL, _ reader: Reader) throws -> [UUID: [JSONValue]] {
        let comments = try reader.all("SELECT news.comment_id FROM \(self.tables) WHERE \(condition)") { row in
            try row.value(0, as: UUID?.self)
        }
        var previews: [UUID: [JSONValue]] = [:]
        try reader.each(
            """
            SELECT link.comment, preview_file.id, preview_file.name, preview_file.extension,
                COALESCE(preview_file.revision, 1), COALESCE(preview_file.position, 1), preview_file.status
            FROM comment_preview_link link JOIN preview_file ON preview_file.id = link.preview_file
            WHERE link.comment \(in: comments.compactMap { $0 })
            ORDER BY preview_file.position, preview_file.created_at, preview_file.id
            """
        ) { row in
            let preview: JSONValue = [
                "id": .string(try row.uuid(1).text),
                "name": try row.value(2, as: String?.self).map { .string($0) } ?? .null,
                "extension": try row.value(3, as: String?.self).map { .string($0) } ?? .null,
                "revision": .int(try row.value(4)), "position": .int(try row.value(5)),
                "status": .string(try row.text(6)),
            ]
            previews[try row.uuid(0), default: []].append(preview)
        }
        return previews
    }
}
