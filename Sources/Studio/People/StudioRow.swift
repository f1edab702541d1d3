import Database

/// A place of the company, or a partner.
package enum StudioRow: Shape {
    package static let name = "Studio"
    package static let table = "studio"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("color", .text, "`#RRGGBB`.", required: true, nullable: false, maxLength: 7),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
