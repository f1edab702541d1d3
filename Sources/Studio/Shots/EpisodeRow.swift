import Database
import FoundationEssentials

/// An episode of a series. A row of `entity`.
package enum EpisodeRow: Shape {
    package static let name = "Episode"
    package static let table = "entity"
    package static let fields = EntityRow.sharedFields
    package static let relations = EntityRow.relations
    package static let columns = JSONColumns(of: Self.self)

    /// Nothing for an entity of another kind.
    package static func project(of id: UUID) -> SQL? { EntityKind.episode.project(of: id) }
}
