import Database

extension Migration {
    /// One-time secrets, the ends of sessions, and mails on their way.
    static let accounts = Migration("0004-accounts") { transaction in
        try transaction.create([
            TableSchema(
                "tsubame_one_time",
                [
                    .varchar("purpose", 16, nullable: false),
                    // Sealed with the studio's secret: see TokenKey.seal.
                    .varchar("seal", 64, nullable: false),
                    .uuid("person_id", nullable: false),
                    // What else the purpose needs to know.
                    .varchar("detail", 255),
                    .timestamp("expires_at", nullable: false),
                ],
                primaryKey: ["purpose", "seal", "person_id"],
                indexes: [
                    .named("tsubame_one_time_person", on: "person_id"),
                    .named("tsubame_one_time_expires", on: "expires_at"),
                ]),
            TableSchema(
                "tsubame_session_end",
                [
                    .uuid("person_id", nullable: false),
                    // Seconds since 1970: tokens of that second and before no longer count,
                    .bigint("ended_at", nullable: false),
                    // but those of this session.
                    .varchar("kept", 64),
                ],
                primaryKey: ["person_id"]),
            TableSchema(
                "tsubame_mail",
                [
                    .id,
                    .varchar("recipient", 255, nullable: false),
                    .text("subject", nullable: false),
                    .text("body", nullable: false),
                    .integer("attempts", nullable: false, default: 0),
                    .timestamp("next_attempt", nullable: false),
                    // Then it is of no use to anybody.
                    .timestamp("expires_at", nullable: false),
                    .timestamp("created_at", nullable: false),
                ],
                primaryKey: ["id"],
                indexes: [.named("tsubame_mail_next", on: "next_attempt")]),
        ])
    }
}
