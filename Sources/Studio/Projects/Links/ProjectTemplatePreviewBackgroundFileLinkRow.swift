import Database

/// The background files of a template.
package enum ProjectTemplatePreviewBackgroundFileLinkRow: Shape {
    package static let name = "ProjectTemplatePreviewBackgroundFileLink"
    package static let table = "project_template_preview_background_file_link"

    package static let fields: [Field] = [
        Field("project_template_id", .uuid, required: true, nullable: false, references: "project_template"),
        Field(
            "preview_background_file_id", .uuid,
            required: true, nullable: false, references: "preview_background_file"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
