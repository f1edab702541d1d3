import Database

/// Someone of the studio, a client, a vendor or a bot.
package enum PersonRow: Shape {
    package static let name = "Person"
    package static let table = "person"

    /// The roles of a studio, which are also a team member's roles in one production.
    package static let roles = ["user", "admin", "supervisor", "manager", "client", "vendor"]
    package static let positions = ["supervisor", "lead", "artist"]
    package static let seniorities = ["senior", "mid", "junior"]

    package static let fields: [Field] = [
        Field("first_name", .text, required: true, nullable: false, maxLength: 80),
        Field("last_name", .text, required: true, nullable: false, maxLength: 80),
        Field("email", .text, "Lower case. Unique among persons that are not bots.", maxLength: 255),
        Field("phone", .text, maxLength: 30),
        Field("country", .text, "ISO 3166 code of two letters.", maxLength: 2),
        Field(
            "contract_type", .text, nullable: false, initial: .text("open-ended"),
            choices: ["open-ended", "fixed-term", "short-term", "freelance", "apprentice", "internship"]),
        Field("active", .bool, "May log in.", initial: .bool(true)),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        Field("last_presence", .date, "The last day on which the person was seen."),
        Field("password", .bytes, "Its bcrypt hash.", visibility: .hidden),
        Field("desktop_login", .text, "The name on workstations.", maxLength: 80),
        Field(
            "login_failed_attemps", .int, "Wrong passwords since the last login.",
            visibility: .hidden, initial: .int(0)),
        Field("last_login_failed", .timestamp, "UTC.", visibility: .hidden),
        Field("totp_enabled", .bool, initial: .bool(false)),
        Field("totp_secret", .text, "Base 32.", visibility: .hidden, maxLength: 32),
        Field("email_otp_enabled", .bool, initial: .bool(false)),
        Field("email_otp_secret", .text, "Base 32.", visibility: .hidden, maxLength: 32),
        Field("fido_enabled", .bool, initial: .bool(false)),
        Field("fido_credentials", .json, "Registered security keys: an array of objects.", visibility: .hidden),
        Field("otp_recovery_codes", .bytesArray, "Hashes of the codes that are left.", visibility: .hidden),
        Field(
            "preferred_two_factor_authentication", .text, "What login asks for first.",
            choices: ["totp", "email_otp", "fido"]),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field(
            "timezone", .text, "IANA name. New persons get the server's.",
            initial: .text("Europe/Paris"), maxLength: 50),
        Field("locale", .text, "`en_US`. New persons get the server's.", initial: .text("en_US"), maxLength: 10),
        Field("use_12_hour_clock", .bool, initial: .bool(false)),
        Field("display_date_format", .text, initial: .text("YYYY-MM-DD"), maxLength: 20),
        Field("data", .json, "The person's own metadata."),
        Field("role", .text, nullable: false, initial: .text("user"), choices: roles),
        Field("position", .text, initial: .text("artist"), choices: positions),
        Field("seniority", .text, initial: .text("mid"), choices: seniorities),
        Field("daily_salary", .int, "In the studio's currency.", initial: .int(0)),
        Field("has_avatar", .bool, initial: .bool(false)),
        Field("notifications_enabled", .bool, "By mail.", initial: .bool(false)),
        Field("notifications_slack_enabled", .bool, initial: .bool(false)),
        Field("notifications_slack_userid", .text, initial: .text(""), maxLength: 60),
        Field("notifications_mattermost_enabled", .bool, initial: .bool(false)),
        Field("notifications_mattermost_userid", .text, initial: .text(""), maxLength: 60),
        Field("notifications_discord_enabled", .bool, initial: .bool(false)),
        Field("notifications_discord_userid", .text, initial: .text(""), maxLength: 60),
        Field("is_bot", .bool, "A program with a token, not a person.", nullable: false, initial: .bool(false)),
        Field("is_guest", .bool, "A guest of a shared playlist.", nullable: false, initial: .bool(false)),
        Field("preview_project_id", .uuid, references: "project"),
        Field("preview_opened_at", .timestamp, "UTC."),
        Field("preview_open_until", .timestamp, "UTC."),
        Field("jti", .text, "The id of a bot's current token.", visibility: .hidden, maxLength: 60),
        Field("expiration_date", .date, "The day a bot's token expires."),
        Field("is_generated_from_ldap", .bool, "Made and updated by the directory.", initial: .bool(false)),
        Field("ldap_uid", .text, maxLength: 60),
        Field("oidc_issuer", .text, visibility: .hidden),
        Field("oidc_subject", .text, visibility: .hidden, maxLength: 255),
        Field("saml_issuer", .text, visibility: .hidden),
        Field("saml_subject", .text, visibility: .hidden, maxLength: 255),
        Field("studio_id", .uuid, references: "studio"),
        .computed("full_name", .text, "First and last name.", as: "TRIM({}first_name || ' ' || {}last_name)"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "departments", through: "department_link", own: "person_id",
            other: "department_id", target: "department", before: "studio_id")
    ]

    package static let columns = JSONColumns(of: Self.self)
}
