import Database

/// Whether productions are open or closed.
package enum ProjectStatusRow: Shape {
    package static let name = "ProjectStatus"
    package static let table = "project_status"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 20),
        Field("color", .text, "`#RRGGBB`.", required: true, nullable: false, maxLength: 7),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
