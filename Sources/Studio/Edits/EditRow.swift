import Database
import FoundationEssentials

/// A cut of the production, or of an episode. A row of `entity`.
package enum EditRow: Shape {
    package static let name = "Edit"
    package static let table = "entity"
    package static let fields = EntityRow.sharedFields
    package static let relations = EntityRow.relations
    package static let columns = JSONColumns(of: Self.self)

    /// Nothing for an entity of another kind.
    package static func project(of id: UUID) -> SQL? { EntityKind.edit.project(of: id) }
}
