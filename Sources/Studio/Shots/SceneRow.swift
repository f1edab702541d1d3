import Database
import FoundationEssentials

/// A scene, in a sequence: where layout happens before shots are cut. A row of `entity`.
package enum SceneRow: Shape {
    package static let name = "Scene"
    package static let table = "entity"
    package static let fields = EntityRow.sharedFields
    package static let relations = EntityRow.relations
    package static let columns = JSONColumns(of: Self.self)

    /// Nothing for an entity of another kind.
    package static func project(of id: UUID) -> SQL? { EntityKind.scene.project(of: id) }
}
