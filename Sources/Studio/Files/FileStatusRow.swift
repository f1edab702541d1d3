import Database

/// A state of an output file.
package enum FileStatusRow: Shape {
    package static let name = "FileStatus"
    package static let table = "file_status"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("color", .text, "`#RRGGBB`.", required: true, nullable: false, maxLength: 7),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
