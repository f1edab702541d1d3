import API
import Database
import FoundationEssentials

extension Permission {
    /// Another permission, about the row that the address's own row points at.
    ///
    /// - Parameter query: Its first column is that row's id; nobody but administrators passes where it is null.
    static func through<Other: Shape>(
        _ other: Other.Type, _ permission: Permission, _ query: @escaping @Sendable (UUID) -> SQL
    ) -> Permission {
        .rule(permission.description) { caller, reader, object in
            guard let id = object.id else { return caller.isAdmin }
            let pointed = try reader.first(query(id)) { try $0.value(0, as: UUID?.self) }
            guard let pointed = pointed ?? nil else { return caller.isAdmin }
            try permission.check(
                caller, in: reader, on: RouteObject(project: Other.project(of: pointed), id: pointed))
            return true
        }
    }

    /// What the caller is in the object's project; those who are not on its team are refused.
    static func role(
        _ words: String, _ rule: @escaping @Sendable (Role, Caller, Reader, RouteObject) throws -> Bool
    ) -> Permission {
        .rule(words, asks: Team.queries) { caller, reader, object in
            guard let role = try Team.role(of: caller, in: object, reader) else { return false }
            return try rule(role, caller, reader, object)
        }
    }

    /// The team of the object's project without its vendors and clients; administrators where there is no project.
    static let staff = Permission.role("the project's team, who are also neither vendors nor clients") {
        role, _, _, _ in
        role != .vendor && role != .client
    }

    /// Everybody but vendors, who see files and playlists where they work with them.
    static let anyoneButVendors = Permission.rule("anyone logged in but vendors", asks: Permission.nothing) {
        caller, _, _ in
        caller.role != .vendor
    }
}
