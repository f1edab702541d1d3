import Database

/// Which background files a production uses.
package enum ProjectPreviewBackgroundFileLinkRow: Shape {
    package static let name = "ProjectPreviewBackgroundFileLink"
    package static let table = "project_preview_background_file_link"

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field(
            "preview_background_file_id", .uuid,
            required: true, nullable: false, references: "preview_background_file"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
