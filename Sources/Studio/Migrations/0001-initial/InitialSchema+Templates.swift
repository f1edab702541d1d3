import Database

extension InitialSchema {
    /// Settings that new productions start from.
    static let templates: [TableSchema] = [
        TableSchema(
            "project_template",
            [
                .varchar("name", 80, nullable: false),
                .text("description"),
                .varchar("fps", 10),
                .varchar("ratio", 10),
                .varchar("resolution", 12),
                .varchar("production_type", 20),
                .varchar("production_style", 255, nullable: false),
                .integer("max_retakes"),
                .boolean("is_clients_isolated"),
                .boolean("is_preview_download_allowed"),
                .boolean("is_set_preview_automated"),
                .boolean("is_publish_default_for_artists"),
                .varchar("homepage", 80),
                .integer("hd_bitrate_compression"),
                .integer("ld_bitrate_compression"),
                .json("file_tree"),
                .json("data"),
                .json("metadata_descriptors"),
                .id,
                .createdAt,
                .updatedAt,
                .reference("default_preview_background_file_id", to: "preview_background_file"),
                .boolean("is_single_preview_per_revision", default: false),
                .integer("revision_padding", nullable: false, default: 0),
                .boolean("is_frame_in_numbering", default: false),
                .boolean("is_client_stats_visible", default: true),
                .boolean("is_client_task_list_visible", default: true),
                .boolean("is_client_task_panel_visible", default: true),
            ],
            indexes: [
                .on("default_preview_background_file_id"),
                .named("ix_project_template_name", on: "name", unique: true),
            ]),
        TableSchema(
            "project_template_asset_type_link",
            [
                .reference("project_template_id", to: "project_template", nullable: false),
                .reference("asset_type_id", to: "entity_type", nullable: false),
            ],
            primaryKey: ["project_template_id", "asset_type_id"],
            indexes: [.on("asset_type_id"), .on("project_template_id")]),
        TableSchema(
            "project_template_task_type_link",
            [
                .reference("project_template_id", to: "project_template", nullable: false),
                .reference("task_type_id", to: "task_type", nullable: false),
                .integer("priority"),
                .id,
                .createdAt,
                .updatedAt,
                .integer("hd_bitrate_compression"),
                .integer("ld_bitrate_compression"),
                .boolean("is_client_visible", default: true),
            ],
            primaryKey: ["project_template_id", "task_type_id"],
            uniques: [.named("project_template_tasktype_uc", on: "project_template_id", "task_type_id")],
            indexes: [.on("project_template_id"), .on("task_type_id")]),
        TableSchema(
            "project_template_task_status_link",
            [
                .reference("project_template_id", to: "project_template", nullable: false),
                .reference("task_status_id", to: "task_status", nullable: false),
                .integer("priority"),
                .varcharArray("roles_for_board", 255),
                .id,
                .createdAt,
                .updatedAt,
                .boolean("is_client_allowed"),
            ],
            primaryKey: ["project_template_id", "task_status_id"],
            uniques: [.named("project_template_taskstatus_uc", on: "project_template_id", "task_status_id")],
            indexes: [.on("project_template_id"), .on("task_status_id")]),
        TableSchema(
            "project_template_status_automation_link",
            [
                .reference(
                    "project_template_id", to: "project_template", nullable: false,
                    key: "project_template_status_automation_lin_project_template_id_fkey"),
                .reference(
                    "status_automation_id", to: "status_automation", nullable: false,
                    key: "project_template_status_automation_li_status_automation_id_fkey"),
            ],
            primaryKey: ["project_template_id", "status_automation_id"],
            indexes: [.on("project_template_id"), .on("status_automation_id")]),
        TableSchema(
            "project_template_preview_background_file_link",
            [
                .reference(
                    "project_template_id", to: "project_template", nullable: false,
                    key: "project_template_preview_background_fi_project_template_id_fkey"),
                .reference(
                    "preview_background_file_id", to: "preview_background_file", nullable: false,
                    key: "project_template_preview_backgr_preview_background_file_id_fkey"),
            ],
            primaryKey: ["project_template_id", "preview_background_file_id"],
            indexes: [
                .named(
                    "ix_project_template_preview_background_file_link_previe_393c",
                    on: "preview_background_file_id"),
                .named("ix_project_template_preview_background_file_link_projec_ab7b", on: "project_template_id"),
            ]),
    ]
}
