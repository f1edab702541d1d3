import Database
import FoundationEssentials

/// A picture, a movie or another file that shows the state of a task.
package enum PreviewFileRow: Shape {
    package static let name = "PreviewFile"
    package static let table = "preview_file"

    package static let fields: [Field] = [
        Field("name", .text, maxLength: 250),
        Field("original_name", .text, "The name of the uploaded file.", maxLength: 250),
        Field("revision", .int, "Counts from 1.", initial: .int(1)),
        Field("position", .int, "Place among the pictures of its revision, from 1.", initial: .int(1)),
        Field("extension", .text, "Without the dot.", maxLength: 6),
        Field("description", .text),
        Field("path", .text, "Where clients find it.", maxLength: 400),
        Field("source", .text, maxLength: 40),
        Field("file_size", .int, "In bytes.", initial: .int(0)),
        Field(
            "status", .text,
            nullable: false, initial: .text("processing"), choices: ["processing", "ready", "broken", "missing"]),
        Field(
            "validation_status", .text,
            nullable: false, initial: .text("neutral"), choices: ["validated", "rejected", "neutral"]),
        Field("annotations", .json, "Drawings by time: `[{time, drawing}]`."),
        Field("width", .int, "In pixels.", initial: .int(0)),
        Field("height", .int, "In pixels.", initial: .int(0)),
        Field("duration", .double, "In seconds.", initial: .double(0)),
        Field("data", .json, "Free-form."),
        Field("token_in", .int),
        Field("token_out", .int),
        Field("task_id", .uuid, references: "task"),
        Field("person_id", .uuid, references: "person"),
        Field("source_file_id", .uuid, "The output file it shows.", references: "output_file"),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("is_movie", .bool, initial: .bool(false)),
        Field("url", .text, maxLength: 600),
        Field("uploaded_movie_url", .text, maxLength: 600),
        Field("uploaded_movie_name", .text, maxLength: 150),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation("comments", through: "comment_preview_link", own: "preview_file", other: "comment", target: "comment")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT task.project_id FROM preview_file
        JOIN task ON task.id = preview_file.task_id
        WHERE preview_file.id = \(id)
        """
    }
}
