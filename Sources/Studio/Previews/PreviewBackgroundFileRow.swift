import Database

/// An environment image, behind which a 3D preview is lit.
package enum PreviewBackgroundFileRow: Shape {
    package static let name = "PreviewBackgroundFile"
    package static let table = "preview_background_file"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        Field("is_default", .bool, "Used where nothing else is chosen.", initial: .bool(false)),
        Field("original_name", .text, "The name of the uploaded file.", maxLength: 250),
        Field("extension", .text, "Without the dot.", maxLength: 6),
        Field("file_size", .int, "In bytes.", initial: .int(0)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
