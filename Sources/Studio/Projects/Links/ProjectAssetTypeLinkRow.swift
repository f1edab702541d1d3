import Database

/// Which asset types a production uses.
package enum ProjectAssetTypeLinkRow: Shape {
    package static let name = "ProjectAssetTypeLink"
    package static let table = "project_asset_type_link"

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field("asset_type_id", .uuid, required: true, nullable: false, references: "entity_type"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
