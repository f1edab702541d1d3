import Database
import FoundationEssentials

/// What was said about a task, with the status that it set.
package enum CommentRow: Shape {
    package static let name = "Comment"
    package static let table = "comment"

    package static let fields: [Field] = [
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("object_id", .uuid, "The task.", required: true, nullable: false),
        Field("object_type", .text, "`Task`.", required: true, nullable: false, maxLength: 80),
        Field("text", .text),
        Field("data", .json, "Free-form."),
        Field(
            "replies", .json, "Answers, oldest first: `{id, date, text, person_id, mentions, …}`.",
            initial: .json("[]")),
        Field("checklist", .json, "`[{text, checked}]`.", initial: .json("[]")),
        Field("pinned", .bool, "Kept above the others."),
        Field("for_client", .bool, "Clients see it.", initial: .bool(false)),
        Field("links", .textArray, "Addresses."),
        Field("task_status_id", .uuid, references: "task_status"),
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("editor_id", .uuid, "Who changed the text last.", references: "person"),
        Field("preview_file_id", .uuid, "No longer used; see `previews`.", references: "preview_file"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let relations: [Relation] = [
        Relation(
            "previews", through: "comment_preview_link", own: "comment",
            other: "preview_file", target: "preview_file", before: "id"),
        Relation(
            "mentions", through: "comment_mentions", own: "comment", other: "person", target: "person", before: nil),
        Relation(
            "department_mentions", through: "comment_department_mentions", own: "comment",
            other: "department", target: "department", before: nil),
        Relation(
            "acknowledgements", through: "comment_acknoledgments", own: "comment",
            other: "person", target: "person", before: nil),
        Relation("attachment_files", of: "attachment_file", by: "comment_id", before: nil),
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT task.project_id FROM comment
        JOIN task ON task.id = comment.object_id
        WHERE comment.id = \(id)
        """
    }
}
