import Database

extension InitialSchema {
    /// What a production picks from the studio: team, types, statuses, automations.
    static let projectLinks: [TableSchema] = [
        TableSchema(
            "project_person_link",
            [
                .reference("project_id", to: "project", nullable: false),
                .reference("person_id", to: "person", nullable: false),
                .integer("shotgun_id"),
                .varchar("role", 255),
            ],
            primaryKey: ["project_id", "person_id"],
            indexes: [.on("person_id"), .on("project_id")]),
        TableSchema(
            "project_asset_type_link",
            [
                .reference("project_id", to: "project", nullable: false),
                .reference("asset_type_id", to: "entity_type", nullable: false),
            ],
            primaryKey: ["project_id", "asset_type_id"],
            indexes: [.on("asset_type_id"), .on("project_id")]),
        TableSchema(
            "project_task_type_link",
            [
                .reference("project_id", to: "project", nullable: false),
                .reference("task_type_id", to: "task_type", nullable: false),
                .integer("priority"),
                .id,
                .createdAt,
                .updatedAt,
                .integer("hd_bitrate_compression"),
                .integer("ld_bitrate_compression"),
                .boolean("is_client_visible", default: true),
            ],
            primaryKey: ["project_id", "task_type_id", "id"],
            uniques: [.named("project_tasktype_uc", on: "project_id", "task_type_id")],
            indexes: [.on("project_id"), .on("task_type_id")]),
        TableSchema(
            "project_task_status_link",
            [
                .reference("project_id", to: "project", nullable: false),
                .reference("task_status_id", to: "task_status", nullable: false),
                .integer("priority"),
                .varcharArray("roles_for_board", 255),
                .id,
                .createdAt,
                .updatedAt,
                .boolean("is_client_allowed"),
            ],
            primaryKey: ["project_id", "task_status_id", "id"],
            uniques: [.named("project_taskstatus_uc", on: "project_id", "task_status_id")],
            indexes: [.on("project_id"), .on("task_status_id")]),
        TableSchema(
            "project_status_automation_link",
            [
                .reference("project_id", to: "project", nullable: false),
                .reference("status_automation_id", to: "status_automation", nullable: false),
            ],
            primaryKey: ["project_id", "status_automation_id"],
            indexes: [.on("project_id"), .on("status_automation_id")]),
        TableSchema(
            "project_preview_background_file_link",
            [
                .reference("project_id", to: "project", nullable: false),
                .reference(
                    "preview_background_file_id", to: "preview_background_file", nullable: false,
                    key: "project_preview_background_file_preview_background_file_id_fkey"),
            ],
            primaryKey: ["project_id", "preview_background_file_id"],
            indexes: [
                .named(
                    "ix_project_preview_background_file_link_preview_backgro_080b",
                    on: "preview_background_file_id"),
                .on("project_id"),
            ]),
        TableSchema(
            "project_task_type_software_link",
            [
                .reference("project_id", to: "project", nullable: false, onDelete: .cascade),
                .reference("task_type_id", to: "task_type", nullable: false, onDelete: .cascade),
                .reference("software_id", to: "software", nullable: false, onDelete: .cascade),
                .id,
                .createdAt,
                .updatedAt,
            ],
            primaryKey: ["project_id", "task_type_id", "software_id", "id"],
            uniques: [.named("project_task_type_software_uc", on: "project_id", "task_type_id", "software_id")],
            indexes: [.on("project_id"), .on("software_id"), .on("task_type_id")]),
    ]
}
