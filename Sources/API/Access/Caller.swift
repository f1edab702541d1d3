import Credentials
import Database
import FoundationEssentials

/// What a person may do in the whole studio, or in one project.
package enum Role: String, Sendable, CaseIterable {
    case admin, manager, supervisor, user, vendor, client
}

/// Who calls, as the database knows them at this moment.
package struct Caller: Sendable, Hashable {
    package let id: UUID
    package let role: Role
    package let isBot: Bool
    package let token: Token

    package init(id: UUID, role: Role, isBot: Bool, token: Token) {
        self.id = id
        self.role = role
        self.isBot = isBot
        self.token = token
    }

    package var isAdmin: Bool { self.role == .admin }
    package var isAtLeastManager: Bool { self.role == .admin || self.role == .manager }
    package var isAtLeastSupervisor: Bool { self.isAtLeastManager || self.role == .supervisor }

    /// The departments he works in; a change of them counts at once.
    package func departments(_ reader: Reader) throws -> [UUID] {
        try reader.all("SELECT department_id FROM department_link WHERE person_id = \(self.id)") { try $0.uuid(0) }
    }
}
