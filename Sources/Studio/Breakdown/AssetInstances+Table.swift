import API
import Database
import FoundationEssentials

/// The uses of assets in scenes, shots and other assets, as rows.
enum AssetInstances {
    static let table = Table(
        of: AssetInstanceRow.self, at: "/data/asset-instances",
        access: TableAccess(list: .admin, read: .seesItsAsset, create: .admin, update: .seesItsAsset, delete: .admin)
    )
    // Counted when it is made.
    .keeping("number")
    .tying("scene_id", "target_asset_id", "entity_id", "shots", to: EntityRow.self)
}

extension Permission {
    /// Those who see the asset that the instance is of.
    fileprivate static let seesItsAsset = Permission.through(EntityRow.self, .seesEntity) { id in
        "SELECT asset_id FROM asset_instance WHERE id = \(id)"
    }
}
