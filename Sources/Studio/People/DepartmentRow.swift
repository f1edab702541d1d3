import Database

/// A craft of the studio: animation, compositing, …
package enum DepartmentRow: Shape {
    package static let name = "Department"
    package static let table = "department"

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
