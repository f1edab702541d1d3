import API
import Database
import FoundationEssentials
import JSONBytes

extension Tasks {
    /// The generic routes of tasks. Creation and deletion have rules of their own, in ``Tasks/creation``.
    static let table = Table(
        of: TaskRow.self, at: "/data/tasks",
        access: TableAccess(
            list: .loggedIn, read: .seesTask, create: .loggedIn, update: .leadsTask, delete: .managesTask)
    )
    .refusing(.create, .delete)
    .columns { ClientMask.columns(for: $0.role) }
    .listing { caller, _ in Tasks.visible(to: caller) }
    .filter("episode_id") { _, text in
        guard let episode = UUID(strict: text) else {
            throw Problem.invalid("Invalid UUID format for episode_id: \(text)")
        }
        return Tasks.isOnShot(of: episode)
    }
    // Those who see a task are its project's: no change moves it to another.
    .locking("project_id", "entity_id", "task_type_id")
    .beforeUpdate(Tasks.prepareUpdate)
    // Compat: a change leaves the assignees out.
    .answering { _, action, id in
        guard case .update = action else { return nil }
        return .one("SELECT \(columns: TaskRow.self) FROM task WHERE id = \(id)", as: TaskRow.columns)
    }

    /// A condition on tasks: their entity is in a sequence of the episode.
    private static func isOnShot(of episode: UUID) -> SQL {
        """
        task.entity_id IN (
            SELECT shot.id FROM entity shot JOIN entity sequence ON sequence.id = shot.parent_id
            WHERE sequence.parent_id = \(episode))
        """
    }

    /// A condition on tasks: their entity is the episode, in its sequences, or an asset made for it.
    static func isInEpisode(_ episode: UUID) -> SQL {
        """
        task.entity_id IN (
            SELECT entity.id FROM entity LEFT JOIN entity parent ON parent.id = entity.parent_id
            WHERE entity.id = \(episode) OR entity.source_id = \(episode)
                OR entity.parent_id = \(episode) OR parent.parent_id = \(episode))
        """
    }

    /// What the supervisors of a department may change; the project's managers may change everything.
    static let supervisedFields: Set<String> = [
        "priority", "difficulty", "estimation", "start_date", "due_date", "data",
    ]

    private static func prepareUpdate(_ call: Writing, _ task: TaskRow.ID, _ body: inout JSONObject) throws {
        let access = try TaskAccess(of: call.caller, task, call.data)
        guard access.isManaged || Set(body.keys).isSubset(of: self.supervisedFields) else { throw Problem.forbidden }
        if case .object(let changes)? = body["data"] {
            body["data"] = .object(try self.data(of: task, with: changes, call.data))
        }
        if let assignees = body["assignees"], !assignees.isNull {
            let wanted = try self.assignable(assignees, call.data)
            body["assignees"] = .array(wanted.map { .string($0.text) })
            try Assignments.announce(call, task, project: access.project, wanted: wanted)
        }
    }

    /// The values of a task's `data`, changed one by one.
    private static func data(
        of task: TaskRow.ID, with changes: JSONObject, _ reader: Reader
    ) throws -> JSONObject {
        let known = try reader.one("SELECT data FROM task WHERE id = \(task)", JSONValue.self)
        var data = known?.objectValue ?? JSONObject()
        for (name, value) in changes.entries { data[name] = value }
        return data
    }

    /// The persons of a body's list that may be assigned: they exist, and are neither bots nor guests of a playlist.
    ///
    /// - Throws: ``Problem`` 400 when it is no list of ids.
    static func assignable(_ json: JSONValue, _ reader: Reader) throws -> [UUID] {
        guard case .array = json else { throw Problem.invalid("assignees must be a list.") }
        guard case .success(let ids) = [UUID].read(json) else { throw Problem.malformedValue }
        let known = try reader.all(
            "SELECT id FROM person WHERE id \(in: ids) AND is_guest = \(false) AND is_bot = \(false)"
        ) { try $0.uuid(0) }
        return ids.filter(known.contains)
    }
}
