import Database
import FoundationEssentials

/// Which entities a concept draws: the concept is `in`, the entity `out`.
package enum EntityConceptLinkRow: Shape {
    package static let name = "EntityConceptLink"
    package static let table = "entity_concept_link"

    package static let fields: [Field] = [
        Field("entity_in_id", .uuid, required: true, nullable: false, references: "entity"),
        Field("entity_out_id", .uuid, required: true, nullable: false, references: "entity"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT entity.project_id FROM entity_concept_link
        JOIN entity ON entity.id = entity_concept_link.entity_in_id
        WHERE entity_concept_link.id = \(id)
        """
    }
}
