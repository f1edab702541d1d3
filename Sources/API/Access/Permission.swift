import Credentials
import Database
import FoundationEssentials

/// Who may call a route. Checked in the same snapshot or transaction as the handler, before it runs, and printed in
/// the API's document.
package indirect enum Permission: Sendable {
    case anyone
    case loggedIn
    /// An administrator.
    case admin
    /// A production manager or an administrator.
    case manager
    /// A supervisor or above.
    case supervisor
    /// On the team of the project that the route's object belongs to; managers' and administrators' reach is `Access`'s.
    case member
    /// On the team, and manager of that project or of the studio.
    case projectManager
    case all([Permission])
    case any([Permission])
    /// As the other; but who is refused hears 404 when the row that the address points at does not exist.
    case rowOf(any Shape.Type, Permission)
    /// A rule of its own, in words and in code: true to let the caller through. Where it is known beforehand what the
    /// rule asks the database, `asks` tells (see ``queries(_:on:)``).
    case rule(String, asks: Queries? = nil, @Sendable (Caller, Reader, RouteObject) throws -> Bool)

    package typealias Queries = @Sendable (Caller, RouteObject) -> [SQL]
    /// For rules that need no more than the caller and the address.
    package static let nothing: Queries = { _, _ in [] }
}

/// What a route's address points at, as far as permissions need it.
package struct RouteObject: Sendable {
    /// SQL for the project of the first row id among the route's inputs; nil when none belongs to a project.
    package let project: SQL?
    /// The first row id among the inputs.
    package let id: UUID?

    package init(project: SQL?, id: UUID?) {
        self.project = project
        self.id = id
    }

    package static let none = RouteObject(project: nil, id: nil)
}

extension Permission: CustomStringConvertible {
    package var description: String {
        switch self {
        case .anyone: "anyone"
        case .loggedIn: "anyone logged in"
        case .admin: "administrators"
        case .manager: "managers"
        case .supervisor: "supervisors and above"
        case .member: "the project's team"
        case .projectManager: "the project's managers"
        case .all(let parts): parts.map(\.description).joined(separator: ", who are also ")
        case .any(let parts): parts.map(\.description).joined(separator: " or ")
        case .rowOf(_, let permission): permission.description
        case .rule(let words, _, _): words
        }
    }
}

extension Permission {
    package var isForAnyone: Bool {
        if case .anyone = self { true } else { false }
    }

    /// - Throws: ``Problem`` 401 without a caller, 403 when refused, 404 when the object's row does not exist.
    package func check(_ identity: Caller?, in reader: Reader, on object: RouteObject) throws {
        if case .anyone = self { return }
        guard let caller = identity else { throw Problem(TokenError.missing(.access, withoutBearer: false)) }
        guard try self.allows(caller, in: reader, on: object) else { throw Problem.forbidden }
    }

    private func allows(_ caller: Caller, in reader: Reader, on object: RouteObject) throws -> Bool {
        switch self {
        case .anyone, .loggedIn: return true
        case .admin: return caller.isAdmin
        case .manager: return caller.isAtLeastManager
        case .supervisor: return caller.isAtLeastSupervisor
        case .member: return try Team.role(of: caller, in: object, reader) != nil
        case .projectManager:
            return try Team.role(of: caller, in: object, reader).map { $0 == .admin || $0 == .manager } ?? false
        case .all(let parts): return try parts.allSatisfy { try $0.allows(caller, in: reader, on: object) }
        case .any(let parts): return try parts.contains { try $0.allows(caller, in: reader, on: object) }
        case .rowOf(let shape, let permission):
            if try permission.allows(caller, in: reader, on: object) { return true }
            try shape.requireRow(object.id, reader)
            return false
        case .rule(_, _, let rule): return try rule(caller, reader, object)
        }
    }
}

extension Permission {
    /// What the check asks the database when it lets the caller through, in order; perhaps more than that.
    ///
    /// - Returns: Nil when nobody can say.
    func queries(_ caller: Caller, on object: RouteObject) -> [SQL]? {
        switch self {
        case .anyone, .loggedIn, .admin, .manager, .supervisor: return []
        case .member, .projectManager: return Team.queries(caller, object)
        case .all(let parts), .any(let parts):
            var all: [SQL] = []
            for part in parts {
                guard let queries = part.queries(caller, on: object) else { return nil }
                all += queries
            }
            return all
        case .rowOf(_, let permission): return permission.queries(caller, on: object)
        case .rule(_, let asks, _): return asks?(caller, object)
        }
    }
}

extension Shape {
    /// - Throws: ``Problem`` 404.
    fileprivate static func requireRow(_ id: UUID?, _ reader: Reader) throws {
        guard let id, try reader.exists("SELECT 1 FROM \(Self.self) WHERE id = \(id)") else { throw Problem.notFound() }
    }
}

/// What a person is in a project's team.
package enum Team {
    /// The caller's role in the object's project: that of the team's entry when it has one, else the studio's.
    ///
    /// - Returns: Nil outside of the team. Administrators are in every team.
    /// - Throws: ``Problem`` 404 when the object does not exist.
    package static func role(of caller: Caller, in object: RouteObject, _ reader: Reader) throws -> Role? {
        guard let project = object.project else { return caller.isAdmin ? .admin : nil }
        let found = try reader.first(Self.query(caller, project)) { row -> Role? in
            if caller.isAdmin { return .admin }
            guard try row.bool(0) else { return nil }
            return try row.value(1, as: String?.self).flatMap(Role.init(rawValue:)) ?? caller.role
        }
        guard let found else { throw Problem.notFound() }
        return found
    }

    /// What ``role(of:in:_:)`` asks.
    package static let queries: Permission.Queries = { caller, object in
        object.project.map { [Team.query(caller, $0)] } ?? []
    }

    /// - Parameter project: A query for its id.
    private static func query(_ caller: Caller, _ project: SQL) -> SQL {
        """
        WITH object (project_id) AS (\(project))
        SELECT link.person_id IS NOT NULL, link.role FROM object LEFT JOIN project_person_link link
            ON link.project_id = object.project_id AND link.person_id = \(caller.id)
        """
    }

    package static func role(of caller: Caller, inProject project: UUID, _ reader: Reader) throws -> Role? {
        if caller.isAdmin { return .admin }
        let entry = try reader.one(
            "SELECT role FROM project_person_link WHERE project_id = \(project) AND person_id = \(caller.id)",
            String?.self)
        guard let entry else { return nil }
        return entry.flatMap(Role.init(rawValue:)) ?? caller.role
    }
}
