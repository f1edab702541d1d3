import API
import Database
import FoundationEssentials
import JSONBytes

/// Who works on which task, and how urgently.
enum Assignments {
    static let routes: [Route] = [
        .put(
            "/actions/persons/{person_id}/assign",
            "Assign tasks to a person, who joins the projects' teams. Those that the caller does not lead stay.",
            .segment("person_id", "The id of a Person."),
            .body("AssignTasksSchema", "`task_ids`: the tasks.", read: taskIDs),
            allow: .loggedIn, answers: .list(TaskRow.self), handler: assignMany),
        .put(
            "/actions/tasks/{task_id}/assign", "Assign a task to a person, who joins the project's team.",
            .path("task_id", malformed: .notFound()),
            .body("AssignPersonSchema", "`person_id`: the person.", read: personID),
            allow: .leadsTask, answers: .one(TaskRow.self), handler: assignOne),
        .put(
            "/actions/tasks/clear-assignation",
            "Take a person, or everyone, off tasks. Tasks that the caller may not change are left out.",
            .body("UnassignTasksSchema", "`task_ids`, and `person_id` or null for everyone.", read: Clearing.init),
            allow: .loggedIn, answers: .objects("The ids of the tasks that were changed."), handler: clear),
        .put(
            "/actions/tasks/set-priority",
            "Set the priority of tasks. Tasks that the caller does not lead are left out.",
            .body("SetTasksPrioritySchema", "`task_ids` and `priority`.", read: Prioritising.init),
            allow: .loggedIn, answers: .list(TaskRow.self), handler: setPriority),
    ]

    /// The ids of a body's `task_ids`. What is no id is no task either: it is left out.
    private static func taskIDs(_ body: inout BodyReader) throws -> [UUID]? {
        guard let texts = body.required("task_ids", as: [String].self) else { return nil }
        if texts.isEmpty {
            body.refuse("task_ids", "List should have at least 1 item after validation, not 0")
        }
        var seen: Set<UUID> = []
        return texts.compactMap(UUID.init(strict:)).filter { seen.insert($0).inserted }
    }

    private static func personID(_ body: inout BodyReader) -> String? {
        let person = body.required("person_id", as: String.self)
        if person == "" { body.refuse("person_id", "String should have at least 1 character") }
        return person
    }

    struct Clearing: Sendable {
        let tasks: [UUID]
        /// Nil for everyone.
        let person: String?

        init?(_ body: inout BodyReader) throws {
            let tasks = try Assignments.taskIDs(&body)
            self.person = body.optional("person_id")
            guard let tasks else { return nil }
            self.tasks = tasks
        }
    }

    struct Prioritising: Sendable {
        let tasks: [UUID]
        let priority: Int

        init?(_ body: inout BodyReader) throws {
            let tasks = try Assignments.taskIDs(&body)
            let priority = body.required("priority", as: Int.self)
            if let priority, priority < 0 {
                body.refuse("priority", "Input should be greater than or equal to 0")
            }
            guard let tasks, let priority else { return nil }
            self.tasks = tasks
            self.priority = priority
        }
    }

    private static func assignMany(_ call: Writing, person text: String, tasks: [UUID]) throws -> Answer {
        let person = try Assignee(text, call.data)
        var done: [UUID] = []
        var joined: [UUID] = []
        for task in tasks {
            guard let access = try Self.access(call, task), access.isLed,
                try person.mayWork(in: access.project, call.data)
            else { continue }
            if try Self.assign(call, person.id, access), let project = access.project { joined.append(project) }
            done.append(task)
        }
        try Self.announce(joined, call.data)
        return Self.tasks(done)
    }

    private static func assignOne(_ call: Writing, task: TaskRow.ID, person text: String) throws -> Answer {
        let person = try Assignee(text, call.data)
        let access = try TaskAccess(of: call.caller, task, call.data)
        guard try person.mayWork(in: access.project, call.data) else { throw Problem.forbidden }
        let isNew = try Self.assign(call, person.id, access)
        if isNew, let project = access.project { try Self.announce([project], call.data) }
        let columns = TaskRow.columns.with(TaskRow.relations)
        return .one("SELECT \(columns: columns) FROM task WHERE id = \(task)", as: columns)
    }

    private static func clear(_ call: Writing, clearing: Clearing) throws -> Answer {
        let caller = try call.caller
        let person = clearing.person.flatMap(UUID.init(strict:))
        // A text that is nobody's id takes nobody off.
        if clearing.person != nil, person == nil { return .value([]) }
        var done: [JSONValue] = []
        for task in clearing.tasks {
            guard let access = try Self.access(call, task) else { continue }
            guard access.isLed || (person == caller.id && access.isAssigned && access.role != nil) else { continue }
            try Self.takeOff(call, person, access)
            done.append(.string(task.text))
        }
        return .value(.array(done))
    }

    private static func setPriority(_ call: Writing, order: Prioritising) throws -> Answer {
        var done: [UUID] = []
        for task in order.tasks {
            guard let access = try Self.access(call, task), access.isLed else { continue }
            try call.data.update(access.task, ["priority": .int(Int64(order.priority))])
            try call.data.emit(.update, TaskRow.self, task)
            done.append(task)
        }
        return .rows(
            "SELECT \(columns: TaskRow.self) FROM task WHERE id \(in: done) ORDER BY created_at, id",
            as: TaskRow.columns)
    }

    /// Nil when there is no such task.
    private static func access(_ call: Writing, _ task: UUID) throws -> TaskAccess? {
        guard try call.data.exists("SELECT 1 FROM task WHERE id = \(task)") else { return nil }
        return try TaskAccess(of: call.caller, TaskRow.ID(task), call.data)
    }

    private static func tasks(_ ids: [UUID]) -> Answer {
        let columns = TaskRow.columns.with(TaskRow.relations)
        return .rows(
            "SELECT \(columns: columns) FROM task WHERE id \(in: ids) ORDER BY created_at, id", as: columns)
    }
}
