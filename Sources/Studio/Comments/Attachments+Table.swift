import API
import Database
import FoundationEssentials
import Stores

extension Attachments {
    /// The generic routes of attached files: their rows, not their bytes.
    static let table = Table(
        of: AttachmentFileRow.self, at: "/data/attachment-files",
        access: TableAccess(list: .admin, read: .seesAttachment, create: .admin, update: .admin, delete: .admin)
    )
    .beforeDelete { call, id in try KeptFiles.removeAfterCommit([BlobKey(.attachment, id.uuid)], call) }
}
