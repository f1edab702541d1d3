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
    /// A rule of its own, in words and in code: true to let the caller through.
    case rule(String, @Sendable (Caller, Reader, RouteObject) throws -> Bool)
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
        case .rule(let words, _): words
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
        case .rule(_, let rule): return try rule(caller, reader, object)
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
        guard let id = try reader.one(project, UUID?.self) else { throw Problem.notFound() }
        if caller.isAdmin { return .admin }
        guard let id else { return nil }
        return try Self.role(of: caller, inProject: id, reader)
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
