import Database

/// Which previews a comment brought.
package enum CommentPreviewLinkRow: Shape {
    package static let name = "CommentPreviewLink"
    package static let table = "comment_preview_link"

    package static let fields: [Field] = [
        Field("comment", .uuid, required: true, nullable: false, references: "comment"),
        Field("preview_file", .uuid, required: true, nullable: false, references: "preview_file"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
