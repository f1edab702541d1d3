import Database
import FoundationEssentials

/// A drawing that searches for the look of entities. A row of `entity`.
package enum ConceptRow: Shape {
    package static let name = "Concept"
    package static let table = "entity"
    package static let fields = EntityRow.sharedFields
    package static let relations = EntityRow.relations
    package static let columns = JSONColumns(of: Self.self)

    /// Nothing for an entity of another kind.
    package static func project(of id: UUID) -> SQL? { EntityKind.concept.project(of: id) }
}
