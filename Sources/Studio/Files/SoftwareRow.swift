import Database

/// A program that files are made with.
package enum SoftwareRow: Shape {
    package static let name = "Software"
    package static let table = "software"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("short_name", .text, required: true, nullable: false, maxLength: 20),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        Field("version", .text, maxLength: 20),
        Field("file_extension", .text, "Without the dot.", required: true, nullable: false, maxLength: 20),
        Field("secondary_extensions", .json, "Other extensions, without dots."),
        Field("monthly_cost", .int, "In the studio's currency.", initial: .int(0)),
        Field("inventory_amount", .int, "How many the studio owns.", initial: .int(0)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
