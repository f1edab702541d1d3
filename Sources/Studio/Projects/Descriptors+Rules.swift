import API
import Database
import FoundationEssentials

/// The metadata columns of productions.
package enum Descriptors {
    /// A condition on `metadata_descriptor`: clients see what is for them, vendors what no other department keeps.
    static func visible(to caller: Caller) -> SQL {
        switch caller.role {
        case .client: "metadata_descriptor.for_client IS TRUE"
        case .vendor:
            """
            (NOT EXISTS (
                SELECT 1 FROM department_metadata_descriptor_link l
                WHERE l.metadata_descriptor_id = metadata_descriptor.id)
            OR EXISTS (
                SELECT 1 FROM department_metadata_descriptor_link l
                JOIN department_link d ON d.department_id = l.department_id
                WHERE l.metadata_descriptor_id = metadata_descriptor.id AND d.person_id = \(caller.id)))
            """
        case .admin, .manager, .supervisor, .user: "1 = 1"
        }
    }
}
