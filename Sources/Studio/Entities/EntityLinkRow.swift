import Database
import FoundationEssentials

/// The breakdown: which assets (`out`) a shot, scene, episode or asset (`in`) uses.
package enum EntityLinkRow: Shape {
    package static let name = "EntityLink"
    package static let table = "entity_link"

    package static let fields: [Field] = [
        Field("entity_in_id", .uuid, required: true, nullable: false, references: "entity"),
        Field("entity_out_id", .uuid, required: true, nullable: false, references: "entity"),
        Field("data", .json, "Free-form."),
        Field("nb_occurences", .int, "How many times.", initial: .int(1)),
        Field("label", .text, "`animate` or `fixed`, by habit.", initial: .text(""), maxLength: 80),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT entity.project_id FROM entity_link
        JOIN entity ON entity.id = entity_link.entity_in_id
        WHERE entity_link.id = \(id)
        """
    }
}
