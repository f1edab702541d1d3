import Database
import FoundationEssentials

/// An address under which a playlist is watched without an account.
package enum PlaylistShareLinkRow: Shape {
    package static let name = "PlaylistShareLink"
    package static let table = "playlist_share_link"

    package static let fields: [Field] = [
        Field("token", .text, "Part of the address.", required: true, nullable: false, maxLength: 64),
        Field("playlist_id", .uuid, required: true, nullable: false, references: "playlist"),
        Field("created_by", .uuid, "Who made it.", required: true, nullable: false, references: "person"),
        Field("expiration_date", .timestamp, "UTC; null for a link without end."),
        Field("is_active", .bool, nullable: false, initial: .bool(true)),
        Field("can_comment", .bool, "Guests may comment.", nullable: false, initial: .bool(true)),
        Field("password", .text, "Its hash.", visibility: .hidden, maxLength: 255),
        .id,
        .createdAt,
        .updatedAt,
        .computed("has_password", .bool, "Guests are asked for a password.", as: "{}password IS NOT NULL"),
    ]

    package static let fieldAfterType: String? = "has_password"

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT playlist.project_id FROM playlist_share_link
        JOIN playlist ON playlist.id = playlist_share_link.playlist_id
        WHERE playlist_share_link.id = \(id)
        """
    }
}
