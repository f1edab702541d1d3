import Database

/// A session of a person on a workstation.
package enum DesktopLoginLogRow: Shape {
    package static let name = "DesktopLoginLog"
    package static let table = "desktop_login_log"

    package static let fields: [Field] = [
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("date", .timestamp, "When, UTC.", required: true, nullable: false),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
