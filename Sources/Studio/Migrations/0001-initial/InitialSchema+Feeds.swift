import Database

extension InitialSchema {
    /// News, notifications, events, kept searches.
    static let feeds: [TableSchema] = [
        TableSchema(
            "news",
            [
                .boolean("change", nullable: false),
                .reference("author_id", to: "person", nullable: false),
                .reference("comment_id", to: "comment"),
                .reference("task_id", to: "task", nullable: false),
                .reference("preview_file_id", to: "preview_file"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            indexes: [.on("author_id"), .on("comment_id"), .on("preview_file_id"), .on("task_id")]),
        TableSchema(
            "notification",
            [
                .boolean("read", nullable: false),
                .boolean("change", nullable: false),
                .varchar("type", 255, nullable: false),
                .reference("person_id", to: "person", nullable: false),
                .reference("author_id", to: "person", nullable: false),
                .reference("comment_id", to: "comment"),
                .reference("task_id", to: "task"),
                .reference("playlist_id", to: "playlist"),
                .uuid("reply_id"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            uniques: [
                .named(
                    "notification_uc",
                    on: "person_id", "author_id", "comment_id", "reply_id", "playlist_id", "type")
            ],
            indexes: [
                .on("author_id"),
                .on("comment_id"),
                .on("person_id"),
                .on("playlist_id"),
                .on("reply_id"),
                .on("task_id"),
            ]),
        TableSchema(
            "subscription",
            [
                .reference("person_id", to: "person", nullable: false),
                .reference("task_id", to: "task"),
                .reference("entity_id", to: "entity"),
                .reference("task_type_id", to: "task_type"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            uniques: [
                .named("subscription_entity_uc", on: "person_id", "task_type_id", "entity_id"),
                .named("subscription_task_uc", on: "person_id", "task_id"),
            ],
            indexes: [.on("entity_id"), .on("person_id"), .on("task_id"), .on("task_type_id")]),
        TableSchema(
            "api_event",
            [
                .varchar("name", 80, nullable: false),
                .reference("user_id", to: "person"),
                .reference("project_id", to: "project"),
                .json("data"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            indexes: [
                .on("created_at"),
                .on("name"),
                .on("project_id"),
                .on("project_id", "created_at"),
                .on("user_id"),
            ]),
        TableSchema(
            "search_filter_group",
            [
                .varchar("list_type", 80, nullable: false),
                .varchar("entity_type", 80),
                .varchar("name", 200, nullable: false),
                .varchar("color", 8, nullable: false),
                .boolean("is_shared", nullable: false, default: false),
                .reference("person_id", to: "person"),
                .reference("project_id", to: "project"),
                .reference("department_id", to: "department"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            indexes: [.on("department_id"), .on("list_type"), .on("person_id"), .on("project_id")]),
        TableSchema(
            "search_filter",
            [
                .varchar("list_type", 80, nullable: false),
                .varchar("entity_type", 80),
                .varchar("name", 200, nullable: false),
                .varchar("search_query", 500, nullable: false),
                .boolean("is_shared", nullable: false, default: false),
                .reference("department_id", to: "department"),
                .reference("search_filter_group_id", to: "search_filter_group"),
                .reference("person_id", to: "person"),
                .reference("project_id", to: "project"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            indexes: [
                .on("department_id"),
                .on("list_type"),
                .on("person_id"),
                .on("project_id"),
                .on("search_filter_group_id"),
            ]),
    ]
}
