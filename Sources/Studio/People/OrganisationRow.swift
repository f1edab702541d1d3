import Database

/// The studio's settings: one row.
package enum OrganisationRow: Shape {
    package static let name = "Organisation"
    package static let table = "organisation"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("hours_by_day", .double, "Length of a working day, in hours.", nullable: false, initial: .double(8)),
        Field("has_avatar", .bool, initial: .bool(false)),
        Field("use_original_file_name", .bool, "Downloads keep the uploaded name.", initial: .bool(false)),
        Field("timesheets_locked", .bool, "Past days may not be changed.", initial: .bool(false)),
        Field("format_duration_in_hours", .bool, "Clients show hours, not days.", initial: .bool(false)),
        Field("hd_by_default", .bool, "Players start with full movies.", initial: .bool(false)),
        Field("chat_token_slack", .text, "Secret.", initial: .text(""), maxLength: 80),
        Field("chat_webhook_mattermost", .text, "Secret.", initial: .text(""), maxLength: 80),
        Field("chat_token_discord", .text, "Secret.", initial: .text(""), maxLength: 80),
        Field("dark_theme_by_default", .bool, initial: .bool(false)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
