import Database
import FoundationEssentials

/// A file, or a sequence of files, that work produced.
package enum OutputFileRow: Shape {
    package static let name = "OutputFile"
    package static let table = "output_file"

    package static let fields: [Field] = [
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("name", .text, required: true, nullable: false, maxLength: 250),
        Field("canceled", .bool, "Kept, but no longer part of the production.", nullable: false, initial: .bool(false)),
        Field("size", .int, "In bytes."),
        Field("checksum", .text, maxLength: 32),
        Field("description", .text),
        Field("comment", .text),
        Field("extension", .text, "Without the dot.", maxLength: 10),
        Field("revision", .int, "Counts from 1.", required: true, nullable: false),
        Field("representation", .text, "`exr`, `abc`, …", maxLength: 20),
        Field("nb_elements", .int, "How many files the sequence holds.", initial: .int(1)),
        Field("source", .text, maxLength: 40),
        Field("path", .text, "Where clients find it.", maxLength: 400),
        Field("data", .json, "Free-form."),
        Field("quality", .text, choices: ["low", "mid", "high"]),
        Field("file_status_id", .uuid, required: true, nullable: false, references: "file_status"),
        Field("entity_id", .uuid, references: "entity"),
        Field("asset_instance_id", .uuid, references: "asset_instance"),
        Field("output_type_id", .uuid, references: "output_type"),
        Field("task_type_id", .uuid, references: "task_type"),
        Field("person_id", .uuid, references: "person"),
        Field("source_file_id", .uuid, "The working file it was made from.", references: "working_file"),
        Field(
            "temporal_entity_id", .uuid, "The shot or scene that an asset instance's file is for.",
            references: "entity"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let nested: [NestedObject] = [
        NestedObject("source_file", by: "source_file_id", WorkingFileRow.self, before: "temporal_entity_id")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT COALESCE(entity.project_id, asset.project_id) FROM output_file
        LEFT JOIN entity ON entity.id = output_file.entity_id
        LEFT JOIN asset_instance ON asset_instance.id = output_file.asset_instance_id
        LEFT JOIN entity asset ON asset.id = asset_instance.asset_id
        WHERE output_file.id = \(id)
        """
    }
}
