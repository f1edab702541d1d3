import Database

extension Migration {
    /// Indexes that the reference's schema lacks. Their names begin with ours, so that none of its later migrations
    /// makes the same.
    static let moreIndexes = Migration("0002-more-indexes") { transaction in
        for (table, rules) in indexesByTable { try transaction.createIndexes(rules, on: table) }
    }

    private static let indexesByTable: [(String, [IndexRule])] = [
        // The far ends of foreign keys: without them each deletion of a person, preview or entity reads whole tables.
        ("asset_instance_link", [.named("tsubame_asset_instance_link_instance", on: "asset_instance_id")]),
        ("chat_participant", [.named("tsubame_chat_participant_person", on: "person_id")]),
        ("comment_acknoledgments", [.named("tsubame_comment_acknoledgments_person", on: "person")]),
        ("comment_department_mentions", [.named("tsubame_comment_department_mentions_department", on: "department")]),
        ("comment_mentions", [.named("tsubame_comment_mentions_person", on: "person")]),
        (
            "entity",
            [
                .named("tsubame_entity_preview_file", on: "preview_file_id"),
                .named("tsubame_entity_ready_for", on: "ready_for"),
            ]
        ),
        ("entity_concept_link", [.named("tsubame_entity_concept_link_out", on: "entity_out_id")]),
        (
            "production_schedule_version_task_link_person_link",
            [.named("tsubame_schedule_version_person", on: "person_id")]
        ),
        // A task's comments, and a person's notifications, the newest first.
        ("comment", [.named("tsubame_comment_object_created", on: "object_id", "created_at")]),
        ("notification", [.named("tsubame_notification_person_created", on: "person_id", "created_at")]),
        // The tasks of a production of 30,000, in the order of their list, and those of a type.
        (
            "task",
            [
                .named("tsubame_task_project_created", on: "project_id", "created_at", "id"),
                .named("tsubame_task_project_type", on: "project_id", "task_type_id"),
            ]
        ),
        // News of a period, and timesheets of a day or month.
        ("news", [.named("tsubame_news_created", on: "created_at")]),
        ("time_spent", [.named("tsubame_time_spent_date", on: "date")]),
    ]
}
