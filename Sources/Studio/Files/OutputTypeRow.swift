import Database

/// A kind of output file.
package enum OutputTypeRow: Shape {
    package static let name = "OutputType"
    package static let table = "output_type"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("short_name", .text, required: true, nullable: false, maxLength: 20),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
