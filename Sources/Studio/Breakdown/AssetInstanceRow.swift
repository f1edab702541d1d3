import Database
import FoundationEssentials

/// One use of an asset in a scene or in another asset.
package enum AssetInstanceRow: Shape {
    package static let name = "AssetInstance"
    package static let table = "asset_instance"

    package static let fields: [Field] = [
        Field("asset_id", .uuid, required: true, nullable: false, references: "entity"),
        Field("name", .text, maxLength: 80),
        Field("number", .int, "Counts the uses of the asset."),
        Field("description", .text, maxLength: 200),
        Field("active", .bool, initial: .bool(true)),
        Field("data", .json, "Free-form."),
        Field("scene_id", .uuid, references: "entity"),
        Field("target_asset_id", .uuid, "The asset that holds it.", references: "entity"),
        Field("entity_id", .uuid, references: "entity"),
        Field("entity_type_id", .uuid, references: "entity_type"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "shots", through: "asset_instance_link", own: "asset_instance_id", other: "entity_id", target: "entity")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT entity.project_id FROM asset_instance
        JOIN entity ON entity.id = asset_instance.asset_id
        WHERE asset_instance.id = \(id)
        """
    }
}
