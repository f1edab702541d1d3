import API
import Database
import FoundationEssentials

/// What permissions ask about a caller and one task.
struct TaskAccess {
    let task: TaskRow.ID
    let project: UUID?
    /// What the caller is in the task's project; nil outside of its team.
    let role: Role?
    /// Whether the caller is assigned to the task.
    let isAssigned: Bool
    /// Whether the caller's departments, where he has any, include that of the task's type.
    let isInDepartment: Bool
    /// Whether clients see tasks of its type.
    let isForClients: Bool

    /// - Throws: ``Problem`` 404 when there is no such task.
    init(of caller: Caller, _ task: TaskRow.ID, _ reader: Reader) throws {
        try self.init(of: caller, Self.query(caller, "\(task)"), reader)
    }

    /// - Parameter query: One of ``query(_:_:)``.
    /// - Throws: ``Problem`` 404 when there is no such task.
    init(of caller: Caller, _ query: SQL, _ reader: Reader) throws {
        let found = try reader.first(query) { try TaskAccess(of: caller, $0) }
        guard let found else { throw Problem.notFound() }
        self = found
    }

    private init(of caller: Caller, _ row: Row) throws {
        self.task = try row.value(0)
        self.project = try row.value(1)
        self.isAssigned = try row.bool(2)
        self.isForClients = try row.bool(3)
        self.isInDepartment = try row.bool(4)
        let isOnTeam = try row.bool(5)
        if caller.isAdmin {
            self.role = .admin
        } else {
            self.role = isOnTeam ? try row.value(6, as: String?.self).flatMap(Role.init(rawValue:)) ?? caller.role : nil
        }
    }

    /// What is asked about the caller and a task.
    ///
    /// - Parameter task: SQL for the task's id.
    static func query(_ caller: Caller, _ task: SQL) -> SQL {
        """
        SELECT task.id, task.project_id,
            EXISTS (SELECT 1 FROM task_person_link WHERE task_id = task.id AND person_id = \(caller.id)),
            COALESCE((SELECT is_client_visible FROM project_task_type_link type
                WHERE type.project_id = task.project_id AND type.task_type_id = task.task_type_id), \(true)),
            NOT EXISTS (SELECT 1 FROM department_link WHERE person_id = \(caller.id))
                OR EXISTS (SELECT 1 FROM department_link
                    WHERE person_id = \(caller.id) AND department_id = task_type.department_id),
            link.person_id IS NOT NULL, link.role
        FROM task LEFT JOIN task_type ON task_type.id = task.task_type_id
        LEFT JOIN project_person_link link ON link.project_id = task.project_id AND link.person_id = \(caller.id)
        WHERE task.id = \(task)
        """
    }

    var isManaged: Bool { self.role == .admin || self.role == .manager }

    /// Whether the caller leads the work on the task: its managers, and the supervisors of its department.
    var isLed: Bool { self.isManaged || (self.role == .supervisor && self.isInDepartment) }

    /// Whether the caller sees the task. Vendors see what they are assigned to.
    var isSeen: Bool {
        switch self.role {
        case nil: false
        case .admin, .manager, .supervisor, .user: true
        case .vendor: self.isAssigned
        case .client: self.isForClients
        }
    }

    /// Whether the caller may comment on the task and publish to it.
    var isWorkedOn: Bool {
        switch self.role {
        case nil: false
        case .admin, .manager: true
        case .supervisor: self.isInDepartment || self.isAssigned
        case .user, .vendor: self.isAssigned
        case .client: self.isForClients
        }
    }
}

extension Permission {
    /// Whoever sees the task that the address names.
    static let seesTask = Permission.onTask("those who see the task: the team, vendors when assigned") { $0.isSeen }
    /// Whoever may comment on the task that the address names.
    static let worksOnTask = Permission.onTask(
        "the project's managers, the department's supervisors, clients, and whoever is assigned"
    ) { $0.isWorkedOn }
    /// The managers of the project of the task that the address names.
    static let managesTask = Permission.onTask("the managers of the task's project") { $0.isManaged }
    /// Those who lead the work on the task that the address names.
    static let leadsTask = Permission.onTask("the project's managers and the department's supervisors") { $0.isLed }

    private static func onTask(_ words: String, _ rule: @escaping @Sendable (TaskAccess) -> Bool) -> Permission {
        .rule(
            words, asks: { caller, object in object.id.map { [TaskAccess.query(caller, "\($0)")] } ?? [] }
        ) { caller, reader, object in
            guard let id = object.id else { return false }
            return rule(try TaskAccess(of: caller, TaskRow.ID(id), reader))
        }
    }
}

extension Tasks {
    /// A condition on the tasks that a caller sees, for queries over `task`; nil for all of them.
    ///
    /// A team's entry may give a role of its own in the project.
    static func visible(to caller: Caller) -> SQL? {
        if caller.isAdmin { return nil }
        let role: SQL = "COALESCE(link.role, \(caller.role.rawValue))"
        let team: SQL = "SELECT link.project_id FROM project_person_link link WHERE link.person_id = \(caller.id)"
        return """
            task.project_id IN (\(team) AND \(role) NOT IN ('vendor', 'client'))
            OR (task.project_id IN (\(team) AND \(role) = 'vendor') AND EXISTS (
                SELECT 1 FROM task_person_link own WHERE own.task_id = task.id AND own.person_id = \(caller.id)))
            OR (task.project_id IN (\(team) AND \(role) = 'client') AND NOT EXISTS (
                SELECT 1 FROM project_task_type_link hidden
                WHERE hidden.project_id = task.project_id AND hidden.task_type_id = task.task_type_id
                    AND hidden.is_client_visible = \(false)))
            """
    }
}
