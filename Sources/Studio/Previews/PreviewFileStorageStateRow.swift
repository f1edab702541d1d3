import Database
import FoundationEssentials

/// Whether one file of a preview is in the store.
package enum PreviewFileStorageStateRow: Shape {
    package static let name = "PreviewFileStorageState"
    package static let table = "preview_file_storage_state"

    package static let fields: [Field] = [
        Field("preview_file_id", .uuid, required: true, nullable: false, references: "preview_file"),
        Field(
            "bucket", .text, "Which store: `pictures`, `movies`, `files`.",
            required: true, nullable: false, maxLength: 20),
        Field(
            "prefix", .text, "Which file of the preview: `original`, `thumbnails`, …",
            required: true, nullable: false, maxLength: 40),
        Field("state", .text, required: true, nullable: false, choices: ["ok", "missing", "failed"]),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT task.project_id FROM preview_file_storage_state
        JOIN preview_file ON preview_file.id = preview_file_storage_state.preview_file_id
        JOIN task ON task.id = preview_file.task_id
        WHERE preview_file_storage_state.id = \(id)
        """
    }
}
