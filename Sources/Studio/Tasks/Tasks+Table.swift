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
        guard let episode = UUID(strict: text) else { throw Problem.invalid("Invalid UUID value: \(text)") }
        return Tasks.isInEpisode(episode)
    }
    // Those who see a task are its project's: no change moves it to another.
    .locking("project_id", "entity_id", "task_type_id")
    .beforeUpdate(Tasks.checkUpdate)

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

    private static func checkUpdate(_ call: Writing, _ task: TaskRow.ID, _ body: inout JSONObject) throws {
        let access = try TaskAccess(of: call.caller, task, call.data)
        guard access.isManaged || Set(body.keys).isSubset(of: self.supervisedFields) else { throw Problem.forbidden }
        try self.checkDates(body)
        if let assignees = body["assignees"], !assignees.isNull {
            let wanted = try self.assignable(assignees, call.data)
            body["assignees"] = .array(wanted.map { .string($0.text) })
            try Assignments.announce(call, task, project: access.project, wanted: wanted)
        }
    }

    private static func checkDates(_ body: JSONObject) throws {
        for field in TaskRow.fields where field.kind == .timestamp && !field.isReadOnly {
            guard let json = body[field.name], !json.isNull else { continue }
            if let text = json.stringValue, Timestamp(text: text) != nil { continue }
            let given = json.stringValue ?? json.text
            throw Problem.invalid(
                "Invalid date format for '\(field.name)': '\(given)'. Expected an ISO 8601 date or datetime.")
        }
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
