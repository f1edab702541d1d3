import Database
import FoundationEssentials

/// A production.
package enum ProjectRow: Shape {
    package static let name = "Project"
    package static let table = "project"

    package static let productionStyles = [
        "2d", "2dpaper", "3d", "2d3d", "ar", "vfx", "stop-motion", "motion-design", "archviz", "commercial", "catalog",
        "immersive", "nft", "video-game", "vr",
    ]

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("code", .text, maxLength: 80),
        Field("description", .text),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("file_tree", .json, "Templates of paths for working and output files."),
        Field("data", .json, "Free-form values."),
        Field("has_avatar", .bool, initial: .bool(false)),
        Field("fps", .text, "Frames per second.", initial: .text("25"), maxLength: 10),
        Field("ratio", .text, "Width to height: `16:9`.", initial: .text("16:9"), maxLength: 10),
        Field("resolution", .text, "In pixels: `1920x1080`.", initial: .text("1920x1080"), maxLength: 12),
        Field("production_type", .text, "`short`, `featurefilm`, `tvshow`, …", initial: .text("short"), maxLength: 20),
        Field("production_style", .text, nullable: false, initial: .text("2d3d"), choices: productionStyles),
        Field("start_date", .date),
        Field("end_date", .date),
        Field("man_days", .int, "In days of one person."),
        Field("nb_episodes", .int, initial: .int(0)),
        Field("episode_span", .int, initial: .int(0)),
        Field("max_retakes", .int, initial: .int(0)),
        Field("is_clients_isolated", .bool, "Clients do not see each other's comments.", initial: .bool(false)),
        Field("is_client_stats_visible", .bool, initial: .bool(true)),
        Field("is_client_task_list_visible", .bool, initial: .bool(true)),
        Field("is_client_task_panel_visible", .bool, initial: .bool(true)),
        Field("is_preview_download_allowed", .bool, "Previews may be downloaded.", initial: .bool(false)),
        Field("is_set_preview_automated", .bool, "A new preview becomes its entity's.", initial: .bool(false)),
        Field("homepage", .text, "The page a production opens with.", initial: .text("assets"), maxLength: 80),
        Field("is_publish_default_for_artists", .bool, initial: .bool(false)),
        Field("is_bot_collaboration_enabled", .bool, initial: .bool(false)),
        Field("is_single_preview_per_revision", .bool, initial: .bool(false)),
        Field("is_frame_in_numbering", .bool, initial: .bool(false)),
        Field(
            "revision_padding", .int, "Digits of a revision's number; 0 for none.",
            nullable: false, initial: .int(0)),
        Field("hd_bitrate_compression", .int, "Bitrate of full movies; null for the server's own."),
        Field("ld_bitrate_compression", .int, "Bitrate of light movies; null for the server's own."),
        Field("project_status_id", .uuid, references: "project_status"),
        Field("default_preview_background_file_id", .uuid, references: "preview_background_file"),
        Field(
            "from_schedule_version_id", .uuid, "The schedule that tasks follow.",
            references: "production_schedule_version"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "team", through: "project_person_link", own: "project_id",
            other: "person_id", target: "person", before: "id"),
        Relation(
            "asset_types", through: "project_asset_type_link", own: "project_id",
            other: "asset_type_id", target: "entity_type", before: "id"),
        Relation(
            "task_statuses", through: "project_task_status_link", own: "project_id",
            other: "task_status_id", target: "task_status", linksHaveID: true, before: "id"),
        Relation(
            "task_types", through: "project_task_type_link", own: "project_id",
            other: "task_type_id", target: "task_type", linksHaveID: true, before: "id"),
        Relation(
            "status_automations", through: "project_status_automation_link", own: "project_id",
            other: "status_automation_id", target: "status_automation", before: "id"),
        Relation(
            "preview_background_files", through: "project_preview_background_file_link", own: "project_id",
            other: "preview_background_file_id", target: "preview_background_file", before: "id"),
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT id FROM project WHERE id = \(id)" }
}
