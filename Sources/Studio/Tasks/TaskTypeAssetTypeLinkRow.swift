import Database

/// The workflow of an asset type: which task types it goes through.
package enum TaskTypeAssetTypeLinkRow: Shape {
    package static let name = "TaskTypeAssetTypeLink"
    package static let table = "task_type_asset_type_link"

    package static let fields: [Field] = [
        Field("asset_type_id", .uuid, required: true, nullable: false, references: "entity_type"),
        Field("task_type_id", .uuid, required: true, nullable: false, references: "task_type"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
