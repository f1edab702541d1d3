import Database

/// The asset types of a template.
package enum ProjectTemplateAssetTypeLinkRow: Shape {
    package static let name = "ProjectTemplateAssetTypeLink"
    package static let table = "project_template_asset_type_link"

    package static let fields: [Field] = [
        Field("project_template_id", .uuid, required: true, nullable: false, references: "project_template"),
        Field("asset_type_id", .uuid, required: true, nullable: false, references: "entity_type"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
