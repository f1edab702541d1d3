import Database

extension InitialSchema {
    /// What the server keeps about itself.
    static let system: [TableSchema] = [
        TableSchema(
            "alembic_version",
            [
                .varchar("version_num", 32, nullable: false)
            ],
            primaryKey: ["version_num"],
            primaryKeyName: "alembic_version_pkc"),
        TableSchema(
            "custom_action",
            [
                .varchar("name", 80, nullable: false),
                .varchar("url", 400),
                .varchar("entity_type", 40),
                .boolean("is_ajax"),
                .id,
                .createdAt,
                .updatedAt,
            ]),
        TableSchema(
            "plugin",
            [
                .varchar("plugin_id", 80, nullable: false),
                .varchar("name", 80, nullable: false),
                .text("description"),
                .varchar("version", 50, nullable: false),
                .varchar("maintainer_name", 200, nullable: false),
                .varchar("maintainer_email", 255),
                .text("website"),
                .varchar("license", 80, nullable: false),
                .varchar("revision", 12),
                .id,
                .createdAt,
                .updatedAt,
                .boolean("frontend_project_enabled"),
                .boolean("frontend_studio_enabled"),
                .varchar("icon", 255),
            ],
            indexes: [.on("name"), .named("ix_plugin_plugin_id", on: "plugin_id", unique: true)]),
        TableSchema(
            "data_import_error",
            [
                .json("event_data", nullable: false),
                .enumeration("source", "import_source_enum", ["csv", "shotgun"]),
                .id,
                .createdAt,
                .updatedAt,
            ]),
    ]
}
