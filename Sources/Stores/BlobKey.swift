import FoundationEssentials

/// Names a stored file: what it is, and the id of the row that it belongs to. Never made of text from a client.
package struct BlobKey: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The published picture, a PNG.
        case original = "original"
        /// The published picture for the player, 1200 pixels wide.
        case preview = "previews"
        /// 150 by 100 pixels for previews, 400 by 400 for persons, projects and organisations.
        case thumbnail = "thumbnails"
        case squareThumbnail = "thumbnails-square"
        /// An environment (.hdr) for the 3D player.
        case background = "preview-backgrounds"
        /// A published file that is neither picture nor movie (and each GIF), as it was sent.
        case file = "file-previews"
        case attachment = "attachments"
    }

    package let kind: Kind
    package let id: UUID

    package init(_ kind: Kind, _ id: UUID) {
        self.kind = kind
        self.id = id
    }
}
