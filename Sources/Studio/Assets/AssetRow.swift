import Database
import FoundationEssentials

/// An asset: a character, a prop, an environment, … Its entity type is an asset type. A row of `entity`.
package enum AssetRow: Shape {
    package static let name = "Asset"
    package static let table = "entity"
    package static let fields = EntityRow.sharedFields
    package static let relations = EntityRow.relations
    package static let columns = JSONColumns(of: Self.self)

    /// Nothing for an entity of another kind.
    package static func project(of id: UUID) -> SQL? { EntityKind.asset.project(of: id) }
}
