import Database
import FoundationEssentials

/// A column of a production's own, kept in the `data` of its entities or tasks.
package enum MetadataDescriptorRow: Shape {
    package static let name = "MetadataDescriptor"
    package static let table = "metadata_descriptor"

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field(
            "entity_type", .text, "`Asset`, `Shot`, `Project`, `Task`, …",
            required: true, nullable: false, maxLength: 60),
        Field("task_type_id", .uuid, references: "task_type"),
        Field("name", .text, "As shown.", required: true, nullable: false, maxLength: 120),
        Field(
            "data_type", .text,
            choices: [
                "string", "number", "list", "taglist", "boolean", "checklist", "date", "url", "textarea", "person",
            ]),
        Field("field_name", .text, "Its key in `data`.", required: true, nullable: false, maxLength: 120),
        Field("choices", .json, "What a list offers."),
        Field("for_client", .bool, "Clients see it.", initial: .bool(false)),
        Field("position", .int, "Place in lists."),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "departments", through: "department_metadata_descriptor_link", own: "metadata_descriptor_id",
            other: "department_id", target: "department", before: "id")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM metadata_descriptor WHERE id = \(id)" }
}
