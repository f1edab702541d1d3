import Database
import FoundationEssentials

/// An older state of a shot or an edit.
package enum EntityVersionRow: Shape {
    package static let name = "EntityVersion"
    package static let table = "entity_version"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 160),
        Field("data", .json, "Free-form."),
        Field("entity_id", .uuid, references: "entity"),
        Field("person_id", .uuid, references: "person"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT entity.project_id FROM entity_version
        JOIN entity ON entity.id = entity_version.entity_id
        WHERE entity_version.id = \(id)
        """
    }
}
