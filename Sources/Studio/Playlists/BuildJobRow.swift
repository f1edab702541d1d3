import Database
import FoundationEssentials

/// The making of a playlist's movie or archive.
package enum BuildJobRow: Shape {
    package static let name = "BuildJob"
    package static let table = "build_job"

    package static let fields: [Field] = [
        Field(
            "status", .text, nullable: false, initial: .text("running"), choices: ["running", "failed", "succeeded"]),
        Field("job_type", .text, nullable: false, initial: .text("movie"), choices: ["archive", "movie"]),
        Field("ended_at", .timestamp, "UTC."),
        Field("message", .text),
        Field("playlist_id", .uuid, required: true, nullable: false, references: "playlist"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT playlist.project_id FROM build_job
        JOIN playlist ON playlist.id = build_job.playlist_id
        WHERE build_job.id = \(id)
        """
    }
}
