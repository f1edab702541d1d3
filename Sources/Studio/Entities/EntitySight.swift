import API
import Database
import FoundationEssentials

/// What a caller may see of the entities and tasks of productions: vendors see the entities that they have tasks on,
/// and those tasks; clients do not see the tasks of types that are not for them.
struct EntitySight: Sendable {
    /// Productions by what the caller is in them; nil when one rule holds for every row.
    private enum Reach: Sendable {
        case everything
        case one(Role)
        case productions([Role: [UUID]])
    }

    private let caller: UUID
    private let reach: Reach

    /// - Parameter project: The only production that the query is about; nil for all of the caller's.
    init(of caller: Caller, in project: UUID?, _ reader: Reader) throws {
        self.caller = caller.id
        if caller.isAdmin {
            self.reach = .everything
        } else if let project {
            self.reach = .one(try Team.role(of: caller, inProject: project, reader) ?? .vendor)
        } else {
            let rows = try reader.all(
                "SELECT project_id, role FROM project_person_link WHERE person_id = \(caller.id)",
                UUID.self, String?.self)
            var productions: [Role: [UUID]] = [:]
            for (project, role) in rows {
                productions[role.flatMap(Role.init(rawValue:)) ?? caller.role, default: []].append(project)
            }
            self.reach = .productions(productions)
        }
    }

    /// A condition on `entity`; nil for every row.
    func entities(_ kind: EntityKind) -> SQL? {
        switch self.reach {
        case .everything: return nil
        case .one(let role): return role == .vendor ? self.assigned(kind) : nil
        case .productions(let productions):
            let open = productions.filter { $0.key != .vendor }.flatMap(\.value)
            let vendor = productions[.vendor] ?? []
            return """
                (entity.project_id \(in: open)
                    OR (entity.project_id \(in: vendor) AND \(self.assigned(kind))))
                """
        }
    }

    /// A condition on the tasks of productions where the caller is a client; nil when that is nowhere.
    var clientTasks: SQL? {
        switch self.reach {
        case .everything: return nil
        case .one(let role): return role == .client ? "1 = 1" : nil
        case .productions(let productions):
            return productions[.client].map { "task.project_id \(in: $0)" }
        }
    }

    /// Whether the caller is a client wherever the query looks.
    var isClient: Bool {
        switch self.reach {
        case .everything: false
        case .one(let role): role == .client
        case .productions(let productions): Array(productions.keys) == [.client]
        }
    }

    /// A condition on `task`; nil for every row.
    var tasks: SQL? {
        switch self.reach {
        case .everything: return nil
        case .one(let role): return self.tasks(as: role)
        case .productions(let productions):
            let parts = productions.map { role, projects -> SQL in
                let own: SQL = "task.project_id \(in: projects)"
                guard let condition = self.tasks(as: role) else { return own }
                return "(\(own) AND \(condition))"
            }
            return parts.isEmpty ? "1 = 0" : "(" + parts.joined(separator: " OR ") + ")"
        }
    }

    private func tasks(as role: Role) -> SQL? {
        switch role {
        case .admin, .manager, .supervisor, .user: nil
        case .vendor:
            """
            EXISTS (SELECT 1 FROM task_person_link mine WHERE mine.task_id = task.id AND mine.person_id = \(self.caller))
            """
        case .client:
            """
            NOT EXISTS (SELECT 1 FROM project_task_type_link hidden
                WHERE hidden.project_id = task.project_id AND hidden.task_type_id = task.task_type_id
                    AND hidden.is_client_visible = \(false))
            """
        }
    }

    /// The caller's tasks are on the entity, or on one of the shots in it.
    private func assigned(_ kind: EntityKind) -> SQL {
        let own: SQL = """
            SELECT mine.entity_id FROM task_person_link link JOIN task mine ON mine.id = link.task_id
            WHERE link.person_id = \(self.caller)
            """
        let parents: SQL = "SELECT child.parent_id FROM entity child WHERE child.id IN (\(own))"
        switch kind {
        case .sequence: return "(entity.id IN (\(own)) OR entity.id IN (\(parents)))"
        case .episode:
            let grandparents: SQL = "SELECT child.parent_id FROM entity child WHERE child.id IN (\(parents))"
            return "(entity.id IN (\(own)) OR entity.id IN (\(parents)) OR entity.id IN (\(grandparents)))"
        case .shot, .scene, .edit, .concept, .asset: return "entity.id IN (\(own))"
        }
    }
}
