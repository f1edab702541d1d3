import Database
import FoundationEssentials

/// A shot, in a sequence. A row of `entity`.
package enum ShotRow: Shape {
    package static let name = "Shot"
    package static let table = "entity"
    package static let fields = EntityRow.sharedFields
    package static let relations = EntityRow.relations
    package static let columns = JSONColumns(of: Self.self)

    /// Nothing for an entity of another kind.
    package static func project(of id: UUID) -> SQL? { EntityKind.shot.project(of: id) }
}
