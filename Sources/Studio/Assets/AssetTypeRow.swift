import Database

/// An entity type that assets have. A row of `entity_type`.
package enum AssetTypeRow: Shape {
    package static let name = "AssetType"
    package static let table = "entity_type"
    package static let fields = EntityTypeRow.fields
    package static let relations = EntityTypeRow.relations
    package static let columns = JSONColumns(of: Self.self)
}
