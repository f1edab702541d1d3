import Database
import FoundationEssentials

extension EntitiesWithTasks.Member {
    /// A column of `entity`.
    static func entity(_ name: String) -> EntitiesWithTasks.Member {
        .column(name, EntityRow.field(name)?.kind ?? .text, of: "entity")
    }

    /// An id as text, and `missing` where there is none.
    static func id(_ name: String, _ column: String, missing: String) -> EntitiesWithTasks.Member {
        .init(name, .text, SQL(verbatim: "COALESCE(CAST(\(column) AS text), '\(missing)')"))
    }

    /// A value out of the entity's free-form data.
    static func data(_ name: String) -> EntitiesWithTasks.Member {
        .init(name, .json, SQL(verbatim: "entity.data -> '\(name)'"))
    }

    /// Members of a task, in this order: columns, and what is computed for the caller.
    static func task(_ names: [String]) -> [EntitiesWithTasks.Member] {
        names.map { name in
            switch name {
            case "is_subscribed": return .init(name, .bool, "(subscription.id IS NOT NULL)")
            case "assignees": return .init(name, .json, Self.assignees)
            default: return .column(name, TaskRow.field(name)?.kind ?? .text, of: "task")
            }
        }
    }

    private static var assignees: SQL {
        TaskRow.relations.first { $0.name == "assignees" }?.ids(of: "task") ?? "NULL"
    }
}

extension EntitiesWithTasks {
    /// What the tasks of sequences, episodes and scenes look like.
    private static let taskNames = [
        "id", "estimation", "entity_id", "end_date", "due_date", "done_date", "duration", "last_comment_date",
        "last_preview_file_id", "priority", "real_start_date", "retake_count", "start_date", "difficulty",
        "task_status_id", "task_type_id", "data", "is_subscribed", "assignees",
    ]

    static let shots = EntitiesWithTasks(
        fieldsKey: "shot_fields",
        entity: [
            .entity("canceled"), .entity("data"), .entity("description"), .entity("entity_type_id"),
            .init("episode_id", .uuid, "episode.id"), .init("episode_name", .text, "episode.name"),
            .data("fps"), .data("frame_in"), .data("frame_out"), .entity("id"), .entity("name"), .entity("nb_frames"),
            .entity("parent_id"), .entity("preview_file_id"), .entity("project_id"),
            .init("project_name", .text, "project.name"), .init("sequence_id", .uuid, "sequence.id"),
            .init("sequence_name", .text, "sequence.name"), .entity("source_id"), .entity("nb_entities_out"),
            .entity("is_casting_standby"),
        ],
        task: Member.task([
            "id", "duration", "due_date", "end_date", "done_date", "entity_id", "estimation", "is_subscribed",
            "last_comment_date", "last_preview_file_id", "nb_assets_ready", "priority", "real_start_date",
            "retake_count", "start_date", "difficulty", "nb_drawings", "task_status_id", "task_type_id", "assignees",
            "data",
        ]),
        type: ShotRow.name,
        joins: """
            JOIN project ON project.id = entity.project_id
            JOIN entity sequence ON sequence.id = entity.parent_id
            LEFT JOIN entity episode ON episode.id = sequence.parent_id
            """,
        order: """
            \(Entities.byName("episode.name")), \(Entities.byName("sequence.name")), \(Entities.byName("entity.name"))
            """)

    static let assets = EntitiesWithTasks(
        fieldsKey: "asset_fields",
        entity: [
            .entity("id"), .entity("name"), .id("preview_file_id", "entity.preview_file_id", missing: ""),
            .entity("description"), .init("asset_type_name", .text, "entity_type.name"),
            .init("asset_type_id", .uuid, "entity_type.id"), .entity("canceled"),
            .id("ready_for", "entity.ready_for", missing: "None"),
            .id("episode_id", "entity.source_id", missing: ""),
            .init("casting_episode_ids", .json, Self.castingEpisodes),
            .entity("is_casting_standby"), .entity("is_shared"), .entity("data"),
        ],
        task: Member.task([
            "id", "due_date", "done_date", "duration", "entity_id", "estimation", "end_date", "is_subscribed",
            "last_comment_date", "last_preview_file_id", "priority", "real_start_date", "retake_count", "start_date",
            "difficulty", "task_status_id", "task_type_id", "assignees", "data",
        ]),
        type: nil,
        joins: "JOIN entity_type ON entity_type.id = entity.entity_type_id",
        order: "\(Entities.byName("entity_type.name")), \(Entities.byName("entity.name"))")

    /// What one asset has behind the members of its row.
    static let asset = EntitiesWithTasks(
        fieldsKey: "asset_fields",
        entity: [
            .init("project_name", .text, "project.name"), .init("asset_type_id", .uuid, "entity_type.id"),
            .init("asset_type_name", .text, "entity_type.name"), .id("episode_id", "entity.source_id", missing: ""),
            .init("casting_episode_ids", .json, Self.castingEpisodes),
        ],
        task: Self.assets.task,
        type: nil,
        joins: """
            JOIN project ON project.id = entity.project_id
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            """,
        order: Entities.byName("entity.name"))

    /// The episodes that cast an asset.
    private static var castingEpisodes: SQL {
        let ids: SQL = """
            SELECT link.entity_in_id AS o FROM entity_link link JOIN entity episode ON episode.id = link.entity_in_id
            WHERE link.entity_out_id = entity.id AND \(EntityKind.episode.condition("episode"))
            ORDER BY link.entity_in_id
            """
        return
            "(SELECT \(sqlite: "json_group_array(o)", postgres: "coalesce(json_agg(o), '[]'::json)") FROM (\(ids)) r)"
    }

    /// Sequences, episodes and scenes. Compat: `episode_id` is the parent, whatever that is, and `None` without one.
    static let others = EntitiesWithTasks(
        fieldsKey: "entity_fields",
        entity: [
            .entity("id"), .entity("name"), .entity("status"), .id("episode_id", "entity.parent_id", missing: "None"),
            .entity("description"), .data("frame_in"), .data("frame_out"), .data("fps"),
            .id("preview_file_id", "entity.preview_file_id", missing: ""), .entity("canceled"), .entity("data"),
        ],
        task: Member.task(Self.taskNames),
        type: nil,
        joins: .empty,
        order: Entities.byName("entity.name"),
        clientsSeeAssignees: true)
}
