import Database

extension InitialSchema {
    /// Planned dates.
    static let schedule: [TableSchema] = [
        TableSchema(
            "schedule_item",
            [
                .date("start_date"),
                .date("end_date"),
                .integer("man_days"),
                .reference("project_id", to: "project"),
                .reference("task_type_id", to: "task_type"),
                .uuid("object_id"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            uniques: [.named("schedule_item_uc", on: "project_id", "task_type_id", "object_id")],
            indexes: [.on("object_id"), .on("project_id"), .on("task_type_id")]),
        TableSchema(
            "production_schedule_version",
            [
                .varchar("name", 80, nullable: false),
                .reference("project_id", to: "project", nullable: false, onDelete: .cascade),
                .reference("production_schedule_from", to: "production_schedule_version", onDelete: .setNull),
                .boolean("locked"),
                .boolean("canceled"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            uniques: [.named("production_schedule_version_uc", on: "name", "project_id")],
            indexes: [.on("production_schedule_from"), .on("project_id")]),
        TableSchema(
            "production_schedule_version_task_link",
            [
                .reference(
                    "production_schedule_version_id", to: "production_schedule_version", nullable: false,
                    onDelete: .cascade, key: "production_schedule_version_t_production_schedule_version__fkey"),
                .reference("task_id", to: "task", nullable: false, onDelete: .cascade),
                .timestamp("start_date"),
                .timestamp("due_date"),
                .double("estimation"),
                .id,
                .createdAt,
                .updatedAt,
            ],
            uniques: [
                .named("production_schedule_version_task_link_uc", on: "production_schedule_version_id", "task_id")
            ],
            indexes: [
                .named(
                    "ix_production_schedule_version_task_link_production_sch_9cee",
                    on: "production_schedule_version_id"),
                .on("task_id"),
            ]),
        TableSchema(
            "production_schedule_version_task_link_person_link",
            [
                .reference(
                    "production_schedule_version_task_link_id", to: "production_schedule_version_task_link",
                    nullable: false, onDelete: .cascade,
                    key: "production_schedule_version__production_schedule_version__fkey1"),
                .reference(
                    "person_id", to: "person", nullable: false, onDelete: .cascade,
                    key: "production_schedule_version_task_link_person_lin_person_id_fkey"),
            ],
            primaryKey: ["production_schedule_version_task_link_id", "person_id"]),
    ]
}
