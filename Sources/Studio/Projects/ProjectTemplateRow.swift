import Database

/// Settings that a new production may start from.
package enum ProjectTemplateRow: Shape {
    package static let name = "ProjectTemplate"
    package static let table = "project_template"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("description", .text),
        Field("fps", .text, "Frames per second.", initial: .text("25"), maxLength: 10),
        Field("ratio", .text, "Width to height: `16:9`.", initial: .text("16:9"), maxLength: 10),
        Field("resolution", .text, "In pixels: `1920x1080`.", initial: .text("1920x1080"), maxLength: 12),
        Field("production_type", .text, "`short`, `featurefilm`, `tvshow`, …", initial: .text("short"), maxLength: 20),
        Field("production_style", .text, nullable: false, initial: .text("2d3d"), choices: ProjectRow.productionStyles),
        Field("max_retakes", .int, initial: .int(0)),
        Field("is_clients_isolated", .bool, "Clients do not see each other's comments.", initial: .bool(false)),
        Field("is_client_stats_visible", .bool, initial: .bool(true)),
        Field("is_client_task_list_visible", .bool, initial: .bool(true)),
        Field("is_client_task_panel_visible", .bool, initial: .bool(true)),
        Field("is_preview_download_allowed", .bool, "Previews may be downloaded.", initial: .bool(false)),
        Field("is_set_preview_automated", .bool, "A new preview becomes its entity's.", initial: .bool(false)),
        Field("is_publish_default_for_artists", .bool, initial: .bool(false)),
        Field("is_single_preview_per_revision", .bool, initial: .bool(false)),
        Field("is_frame_in_numbering", .bool, initial: .bool(false)),
        Field(
            "revision_padding", .int, "Digits of a revision's number; 0 for none.",
            nullable: false, initial: .int(0)),
        Field("homepage", .text, "The page a production opens with.", initial: .text("assets"), maxLength: 80),
        Field("hd_bitrate_compression", .int, "Bitrate of full movies; null for the server's own."),
        Field("ld_bitrate_compression", .int, "Bitrate of light movies; null for the server's own."),
        Field("file_tree", .json, "Templates of paths for working and output files."),
        Field("data", .json, "Free-form."),
        Field("metadata_descriptors", .json, "Columns that a new production gets.", initial: .json("[]")),
        Field("default_preview_background_file_id", .uuid, references: "preview_background_file"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "task_types", through: "project_template_task_type_link", own: "project_template_id",
            other: "task_type_id", target: "task_type", linksHaveID: true, before: "id"),
        Relation(
            "task_statuses", through: "project_template_task_status_link", own: "project_template_id",
            other: "task_status_id", target: "task_status", linksHaveID: true, before: "id"),
        Relation(
            "asset_types", through: "project_template_asset_type_link", own: "project_template_id",
            other: "asset_type_id", target: "entity_type", before: "id"),
        Relation(
            "status_automations", through: "project_template_status_automation_link", own: "project_template_id",
            other: "status_automation_id", target: "status_automation", before: "id"),
        Relation(
            "preview_background_files", through: "project_template_preview_background_file_link",
            own: "project_template_id",
            other: "preview_background_file_id", target: "preview_background_file", before: "id"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
