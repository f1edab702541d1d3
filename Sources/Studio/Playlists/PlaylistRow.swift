import Database
import FoundationEssentials

/// A list of previews to watch together.
package enum PlaylistRow: Shape {
    package static let name = "Playlist"
    package static let table = "playlist"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("shots", .json, "Its entries in order: `[{id, preview_file_id, entity_id, …}]`."),
        Field("project_id", .uuid, references: "project"),
        Field("episode_id", .uuid, references: "entity"),
        Field("task_type_id", .uuid, references: "task_type"),
        Field("for_client", .bool, "Clients see it.", initial: .bool(false)),
        Field("for_entity", .text, "`shot`, `asset`, `sequence`, …", initial: .text("shot"), maxLength: 10),
        Field("is_for_all", .bool, "Of every episode, not of one.", initial: .bool(false)),
        Field("created_by", .uuid, "Who made it.", references: "person"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation("build_jobs", of: "build_job", by: "playlist_id", before: "created_by")
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM playlist WHERE id = \(id)" }
}
