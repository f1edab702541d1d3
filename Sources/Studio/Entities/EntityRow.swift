import Database
import FoundationEssentials

/// Anything a production is made of: asset, shot, sequence, episode, scene, edit, concept. Its entity type says which.
package enum EntityRow: Shape {
    package static let name = "Entity"
    package static let table = "entity"

    /// What every kind of entity has; ``ShotRow`` and the others are these under their own type.
    package static let sharedFields: [Field] = [
        .id,
        Field("name", .text, required: true, nullable: false, maxLength: 160),
        Field("code", .text, maxLength: 160),
        Field("description", .text),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("canceled", .bool, "Kept, but no longer part of the production.", initial: .bool(false)),
        Field("nb_frames", .int, "Length, in frames."),
        Field("nb_entities_out", .int, "How many assets its breakdown holds.", initial: .int(0)),
        Field("is_casting_standby", .bool, "Its breakdown is not final.", initial: .bool(false)),
        Field("is_shared", .bool, "Other productions may cast it.", nullable: false, initial: .bool(false)),
        Field(
            "status", .text,
            nullable: false, initial: .text("running"), choices: ["standby", "running", "complete", "canceled"]),
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field("entity_type_id", .uuid, required: true, nullable: false, references: "entity_type"),
        Field("parent_id", .uuid, "A shot's or scene's sequence, a sequence's episode.", references: "entity"),
        Field("source_id", .uuid, "The episode that an asset first appears in.", references: "entity"),
        Field("preview_file_id", .uuid, "The preview shown for it.", references: "preview_file"),
        Field("data", .json, "Free-form values; the metadata columns live here."),
        Field("ready_for", .uuid, "The task type that the asset is ready for.", references: "task_type"),
        Field("created_by", .uuid, "Who made it.", references: "person"),
        .createdAt,
        .updatedAt,
    ]

    /// With the kind of each row as its `type`, as lists of mixed entities give it.
    package static let fields: [Field] =
        sharedFields + [
            .computed(
                "type", .text, "`Asset`, unless it is one of the other kinds.",
                as: """
                    (SELECT CASE WHEN entity_type.name IN (
                            'Shot', 'Sequence', 'Episode', 'Scene', 'Edit', 'Concept', 'ConceptFolder')
                        THEN entity_type.name ELSE 'Asset' END
                    FROM entity_type WHERE entity_type.id = {}entity_type_id)
                    """)
        ]

    package static let relations: [Relation] = [
        Relation(
            "entities_out", through: "entity_link", own: "entity_in_id",
            other: "entity_out_id", target: "entity", linksHaveID: true, before: "created_at"),
        Relation(
            "entity_concept_links", through: "entity_concept_link", own: "entity_in_id",
            other: "entity_out_id", target: "entity", linksHaveID: true, before: "created_at"),
        Relation(
            "instance_casting", through: "asset_instance_link", own: "entity_id",
            other: "asset_instance_id", target: "asset_instance", before: "created_at"),
        Relation(
            "entities_in", through: "entity_link", own: "entity_out_id",
            other: "entity_in_id", target: "entity", linksHaveID: true),
    ]

    package static let columns = JSONColumns(of: Self.self).typed(nil)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM entity WHERE id = \(id)" }
}
