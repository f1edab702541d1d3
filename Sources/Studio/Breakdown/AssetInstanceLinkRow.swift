import Database

/// Which asset instances a shot holds.
package enum AssetInstanceLinkRow: Shape {
    package static let name = "AssetInstanceLink"
    package static let table = "asset_instance_link"

    package static let fields: [Field] = [
        Field("entity_id", .uuid, required: true, nullable: false, references: "entity"),
        Field("asset_instance_id", .uuid, required: true, nullable: false, references: "asset_instance"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
