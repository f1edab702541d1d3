import Database

/// One login.
package enum LoginLogRow: Shape {
    package static let name = "LoginLog"
    package static let table = "login_log"

    package static let fields: [Field] = [
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("ip_address", .text, maxLength: 50),
        Field("origin", .text, choices: ["web", "script"]),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
