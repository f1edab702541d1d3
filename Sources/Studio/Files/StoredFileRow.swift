import Database

/// A file in the store, kept until it is purged.
package enum StoredFileRow: Shape {
    package static let name = "StoredFile"
    package static let table = "stored_file"

    package static let fields: [Field] = [
        Field(
            "bucket", .text, "Which store: `pictures`, `movies`, `files`.",
            required: true, nullable: false, maxLength: 20),
        Field("key", .text, "Its key in the store.", required: true, nullable: false, maxLength: 255),
        Field(
            "prefix", .text, "Which file of the preview: `original`, `thumbnails`, …",
            required: true, nullable: false, maxLength: 40),
        Field("file_id", .text, required: true, nullable: false, maxLength: 200),
        Field("size", .int, "In bytes."),
        Field("deleted_at", .timestamp, "UTC; null while it is in use."),
        Field("purge_forced", .bool, "Purged without waiting.", nullable: false, initial: .bool(false)),
        Field("purged_at", .timestamp, "UTC; null while the file exists."),
        Field("purge_attempts", .int, nullable: false, initial: .int(0)),
        Field("last_error", .text),
        Field("journal", .json, "What happened to the file.", nullable: false, initial: .json("[]")),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
