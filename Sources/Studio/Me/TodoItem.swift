import API
import Database
import FoundationEssentials
import JSONBytes

/// A task as todo lists show it: with the names of everything around it.
enum TodoItem {
    /// Which members beyond those of every list.
    enum Style {
        /// A person's own lists: with the episodes that cast an asset.
        case own
        /// What waits for a review.
        case check
    }

    /// The members after those of the task that every list has.
    static let surroundings: [SelectedMembers.Member] = [
        .init("project_name", "project.name", .text),
        .init("project_has_avatar", "COALESCE(project.has_avatar, \(false))", .bool),
        .init("entity_name", "entity.name", .text),
        .init("entity_description", "entity.description", .text),
        .init("entity_data", "entity.data", .json),
        .init("entity_preview_file_id", "COALESCE(CAST(entity.preview_file_id AS TEXT), '')", .text),
        .init("entity_source_id", "COALESCE(CAST(entity.source_id AS TEXT), '')", .text),
        .init("entity_type_name", "entity_type.name", .text),
        .init("entity_canceled", "COALESCE(entity.canceled, \(false))", .bool),
        .init("sequence_name", "sequence.name", .text),
        .init("episode_id", "COALESCE(CAST(episode.id AS TEXT), '')", .text),
        .init("episode_name", "episode.name", .text),
        .init("task_type_for_entity", "task_type.for_entity", .text),
    ]

    private static let names = SelectedMembers(
        surroundings + [
            .init("task_estimation", "task.estimation", .double),
            .init("task_duration", "task.duration", .double),
            .init("task_start_date", "task.start_date", .timestamp),
            .init("task_due_date", "task.due_date", .timestamp),
            .init("task_type_name", "task_type.name", .text),
            .init("task_status_name", "task_status.name", .text),
            .init("task_type_color", "task_type.color", .text),
            .init("task_status_color", "task_status.color", .text),
            .init("task_status_short_name", "task_status.short_name", .text),
        ])

    static let assignees = SQL.jsonArray(
        "SELECT person_id AS o FROM task_person_link WHERE task_id = task.id ORDER BY person_id")

    private static func episodes(_ column: SQL) -> SQL {
        .jsonArray(
            """
            SELECT \(column) AS o FROM entity own WHERE own.id = entity.source_id OR own.id IN (
                SELECT place.parent_id FROM entity_link link
                JOIN entity shot ON shot.id = link.entity_in_id JOIN entity place ON place.id = shot.parent_id
                WHERE link.entity_out_id = entity.id)
            ORDER BY own.name, own.id
            """)
    }

    /// The tables around a task. A shot's sequence is its parent and the sequence's parent its episode.
    static let tables: SQL = """
        task JOIN project ON project.id = task.project_id
        JOIN task_type ON task_type.id = task.task_type_id
        JOIN task_status ON task_status.id = task.task_status_id
        JOIN entity ON entity.id = task.entity_id
        JOIN entity_type ON entity_type.id = entity.entity_type_id
        LEFT JOIN entity sequence ON sequence.id = entity.parent_id AND entity_type.name IN ('Shot', 'Scene')
        LEFT JOIN entity episode ON episode.id = CASE
            WHEN entity_type.name IN ('Shot', 'Scene') THEN sequence.parent_id
            WHEN entity_type.name IN ('Sequence', 'Edit') THEN entity.parent_id
            WHEN entity_type.name = 'Episode' THEN entity.id ELSE entity.source_id END
        """

    /// The tasks of projects that are under way.
    static let isOpen: SQL = "project.project_status_id IN (SELECT id FROM project_status WHERE name = 'Open')"

    /// The tasks that meet the condition, as an array.
    ///
    /// - Parameter order: `ORDER BY …` and what follows it.
    static func list(
        _ condition: SQL, _ style: Style, for caller: Caller,
        order: SQL = "ORDER BY task.created_at, task.id"
    ) -> Answer {
        .json { reader, output in try Self.write(condition, style, for: caller, order: order, reader, output) }
    }

    static func write(
        _ condition: SQL, _ style: Style, for caller: Caller, order: SQL, _ reader: Reader, _ output: Output,
        limit: Int? = nil
    ) throws {
        output.json.beginArray()
        var count = 0
        try reader.each(Self.query(condition, style, for: caller, order: order)) { row in
            count += 1
            if let limit, count > limit { return }
            Self.write(row, style, &output.json)
            try output.flushIfFull()
        }
        output.json.endArray()
    }

    private static func query(_ condition: SQL, _ style: Style, for caller: Caller, order: SQL) -> SQL {
        let read = Comments.visible(to: caller, as: caller.role, in: "task.project_id")
        let readable: SQL = read.map { "AND (\($0))" } ?? .empty
        let episodes: SQL = style == .own ? "\(Self.episodes("own.id")), \(Self.episodes("own.name"))" : "NULL, NULL"
        return """
            SELECT \(columns: TaskRow.self, "task"), \(Self.names.list), \(Self.assignees), \(episodes),
                last.id, last.text, last.created_at, last.person_id
            FROM \(Self.tables)
            LEFT JOIN comment last ON last.id = (
                SELECT comment.id FROM comment WHERE comment.object_id = task.id \(readable)
                ORDER BY comment.created_at DESC, comment.id DESC LIMIT 1)
            WHERE \(condition) \(order)
            """
    }

    private static func write(_ row: Row, _ style: Style, _ json: inout JSONWriter) {
        var next = TaskRow.columns.count
        json.beginObject()
        TaskRow.columns.writeMembers(row, into: &json)
        Self.names.write(row, from: next, into: &json)
        next += Self.names.members.count
        if style == .own, Self.isAsset(row) {
            json.key("episode_ids")
            json.cell(row.source.cell(next + 1), as: .json)
            json.key("episode_names")
            json.cell(row.source.cell(next + 2), as: .json)
        }
        json.key("assignees")
        json.cell(row.source.cell(next), as: .json)
        json.key("last_comment")
        json.beginObject()
        if !row.isNull(next + 3) {
            json.key("text")
            json.cell(row.source.cell(next + 4), as: .text)
            json.key("date")
            json.cell(row.source.cell(next + 5), as: .timestamp)
            json.key("person_id")
            json.cell(row.source.cell(next + 6), as: .uuid)
        }
        json.endObject()
        json.endObject()
    }

    private static let kindIndex = Self.names.members.firstIndex { $0.key.name == "entity_type_name" } ?? 0

    private static func isAsset(_ row: Row) -> Bool {
        guard let kind = String(cell: row.source.cell(TaskRow.columns.count + Self.kindIndex)) else { return false }
        return !Tasks.otherKinds.contains(kind)
    }
}
