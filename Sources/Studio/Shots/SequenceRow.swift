import Database
import FoundationEssentials

/// A sequence of shots, in an episode of a series. A row of `entity`.
package enum SequenceRow: Shape {
    package static let name = "Sequence"
    package static let table = "entity"
    package static let fields = EntityRow.sharedFields
    package static let relations = EntityRow.relations
    package static let columns = JSONColumns(of: Self.self)

    /// Nothing for an entity of another kind.
    package static func project(of id: UUID) -> SQL? { EntityKind.sequence.project(of: id) }
}
