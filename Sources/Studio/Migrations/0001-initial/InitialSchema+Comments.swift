import Database

extension InitialSchema {
    /// What is said about tasks, and in chats.
    static let comments: [TableSchema] = [
        TableSchema(
            "comment",
            [
                .integer("shotgun_id"),
                .uuid("object_id", nullable: false),
                .varchar("object_type", 80, nullable: false),
                .text("text"),
                .json("data"),
                .json("replies"),
                .json("checklist"),
                .boolean("pinned"),
                .varcharArray("links"),
                .reference("task_status_id", to: "task_status"),
                .reference("person_id", to: "person", nullable: false),
                .reference("editor_id", to: "person"),
                .reference("preview_file_id", to: "preview_file"),
                .id,
                .createdAt,
                .updatedAt,
                .boolean("for_client", default: false),
            ],
            indexes: [
                .on("editor_id"),
                .on("object_id"),
                .on("object_type"),
                .on("person_id"),
                .on("preview_file_id"),
                .on("task_status_id"),
            ]),
        TableSchema(
            "comment_acknoledgments",
            [
                .reference("comment", to: "comment", nullable: false),
                .reference("person", to: "person", nullable: false),
            ],
            primaryKey: ["comment", "person"]),
        TableSchema(
            "comment_mentions",
            [
                .reference("comment", to: "comment", nullable: false),
                .reference("person", to: "person", nullable: false),
            ],
            primaryKey: ["comment", "person"]),
        TableSchema(
            "comment_department_mentions",
            [
                .reference("comment", to: "comment", nullable: false),
                .reference("department", to: "department", nullable: false),
            ],
            primaryKey: ["comment", "department"]),
        TableSchema(
            "comment_preview_link",
            [
                .reference("comment", to: "comment", nullable: false),
                .reference("preview_file", to: "preview_file", nullable: false),
            ],
            primaryKey: ["comment", "preview_file"],
            indexes: [.on("comment"), .on("preview_file")]),
        TableSchema(
            "attachment_file",
            [
                .varchar("name", 250),
                .bigint("size"),
                .varchar("extension", 6),
                .varchar("mimetype", 255),
                .reference("comment_id", to: "comment"),
                .uuid("reply_id"),
                .reference("chat_message_id", to: "chat_message"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            indexes: [.on("chat_message_id"), .on("comment_id")]),
        TableSchema(
            "chat",
            [
                .uuid("object_id", nullable: false),
                .varchar("object_type", 80, nullable: false),
                .timestamp("last_message"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            indexes: [.on("object_id"), .on("object_type")]),
        TableSchema(
            "chat_message",
            [
                .reference("chat_id", to: "chat", nullable: false),
                .reference("person_id", to: "person", nullable: false),
                .text("text"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            indexes: [.on("chat_id"), .on("person_id")]),
        TableSchema(
            "chat_participant",
            [
                .reference("chat_id", to: "chat", nullable: false),
                .reference("person_id", to: "person", nullable: false),
            ],
            primaryKey: ["chat_id", "person_id"]),
    ]
}
