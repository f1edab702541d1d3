import Database
import FoundationEssentials

/// A revision of the file that an artist works in.
package enum WorkingFileRow: Shape {
    package static let name = "WorkingFile"
    package static let table = "working_file"

    package static let fields: [Field] = [
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("name", .text, maxLength: 250),
        Field("description", .text),
        Field("comment", .text),
        Field("revision", .int, "Counts from 1."),
        Field("size", .int, "In bytes."),
        Field("checksum", .int),
        Field("path", .text, "Where clients find it.", maxLength: 400),
        Field("data", .json, "Free-form."),
        Field(
            "validation_status", .text,
            nullable: false, initial: .text("neutral"), choices: ["validated", "rejected", "neutral"]),
        Field("task_id", .uuid, references: "task"),
        Field("entity_id", .uuid, references: "entity"),
        Field("person_id", .uuid, references: "person"),
        Field("software_id", .uuid, references: "software"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation("outputs", of: "output_file", by: "source_file_id", before: "id")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT COALESCE(task.project_id, entity.project_id) FROM working_file
        LEFT JOIN task ON task.id = working_file.task_id
        LEFT JOIN entity ON entity.id = working_file.entity_id
        WHERE working_file.id = \(id)
        """
    }
}
