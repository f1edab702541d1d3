import Database

/// A kind of entity. Those that are not shot, sequence, episode, scene, edit or concept are asset types.
package enum EntityTypeRow: Shape {
    package static let name = "EntityType"
    package static let table = "entity_type"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 30),
        Field("short_name", .text, maxLength: 20),
        Field("description", .text),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "task_types", through: "task_type_asset_type_link", own: "asset_type_id",
            other: "task_type_id", target: "task_type", before: "archived")
    ]

    package static let columns = JSONColumns(of: Self.self)
}
