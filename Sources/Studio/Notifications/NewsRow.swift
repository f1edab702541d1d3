import Database
import FoundationEssentials

/// A line of a production's news feed.
package enum NewsRow: Shape {
    package static let name = "News"
    package static let table = "news"

    package static let fields: [Field] = [
        Field("change", .bool, "The status changed.", nullable: false, initial: .bool(false)),
        Field("author_id", .uuid, required: true, nullable: false, references: "person"),
        Field("comment_id", .uuid, references: "comment"),
        Field("task_id", .uuid, required: true, nullable: false, references: "task"),
        Field("preview_file_id", .uuid, references: "preview_file"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT task.project_id FROM news
        JOIN task ON task.id = news.task_id
        WHERE news.id = \(id)
        """
    }
}
