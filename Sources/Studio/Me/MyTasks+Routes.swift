import API
import Database
import FoundationEssentials
import JSONBytes

/// What a person has to do, has done, and has to look at.
package enum MyTasks {
    package static let routes: [Route] = [
        .get(
            "/data/user/tasks", "The caller's tasks in open productions that are not done.",
            allow: .person, answers: .list(TaskRow.self)
        ) { call in try Self.todo(of: try call.caller.id, isDone: false, call) },
        .get(
            "/data/user/done-tasks", "The caller's tasks in open productions that are done.",
            allow: .person, answers: .list(TaskRow.self)
        ) { call in try Self.todo(of: try call.caller.id, isDone: true, call) },
        .get(
            "/data/persons/{person_id}/tasks", "A person's tasks that are not done, as far as the caller sees them.",
            .path("person_id", malformed: .notFound()),
            allow: .readsTasksOfPerson, answers: .list(TaskRow.self)
        ) { call, person in try Self.ofPerson(call, person, isDone: false) },
        .get(
            "/data/persons/{person_id}/done-tasks", "A person's tasks that are done, as far as the caller sees them.",
            .path("person_id", malformed: .notFound()),
            allow: .readsTasksOfPerson, answers: .list(TaskRow.self)
        ) { call, person in try Self.ofPerson(call, person, isDone: true) },
        .get(
            "/data/persons/{person_id}/related-tasks/{task_type_id}",
            "A person's tasks of a type, as far as the caller sees them.",
            .path("person_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
            allow: .notVendor, answers: .list(TaskRow.self), handler: related),
        .get(
            "/data/user/tasks-to-check",
            "The tasks that wait for the caller's review: all for administrators, those of their productions for "
                + "managers, those of their departments for supervisors.",
            .query("page", "The page, from 1; without it the whole list."),
            .query("limit", "Tasks a page.", default: 100),
            .filters(
                "`project_id`, `task_type_id`, `task_status_id`, `person_id`, `episode_id`, `due_date_since`, "
                    + "`due_date_until`, `order_by`."),
            allow: .person, answers: .list(TaskRow.self), handler: toCheck),
    ]

    private static func todo(of person: UUID, isDone: Bool, _ call: Reading) throws -> Answer {
        let visible = try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        return TodoItem.list(Self.assigned(person, isDone: isDone) + visible, .own, for: try call.caller)
    }

    private static func assigned(_ person: UUID, isDone: Bool) -> SQL {
        """
        task.id IN (SELECT task_id FROM task_person_link WHERE person_id = \(person))
            AND COALESCE(task_status.is_done, \(false)) = \(isDone) AND \(TodoItem.isOpen)
        """
    }

    private static func ofPerson(_ call: Reading, _ person: PersonRow.ID, isDone: Bool) throws -> Answer {
        var condition = Self.assigned(person.uuid, isDone: isDone)
        if let visible = Tasks.visible(to: try call.caller) { condition += " AND (\(visible))" }
        // Clients and vendors do not look into who works on what.
        if try [.client, .vendor].contains(call.caller.role) { condition += " AND 1 = 0" }
        return TodoItem.list(condition, .own, for: try call.caller)
    }

    private static func related(_ call: Reading, person: PersonRow.ID, type: TaskTypeRow.ID) throws -> Answer {
        try Self.check(person, call)
        let visible = try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        return .rows(
            """
            SELECT \(columns: TaskRow.self, "task") FROM task
            WHERE task.task_type_id = \(type)
                AND task.id IN (SELECT task_id FROM task_person_link WHERE person_id = \(person))\(visible)
            ORDER BY task.created_at, task.id
            """, as: TaskRow.columns)
    }

    /// - Throws: ``Problem`` 404 when there is no such person.
    private static func check(_ person: PersonRow.ID, _ call: Reading) throws {
        guard try call.data.exists("SELECT 1 FROM person WHERE id = \(person)") else { throw Problem.notFound() }
    }
}

extension Permission {
    /// The person himself, and everyone whose role in the studio is not vendor. Bots have nothing to do.
    static let readsTasksOfPerson = Permission.rule("the person himself, and anyone logged in but vendors") {
        caller, reader, object in
        guard let person = try Colleagues.requirePerson(object, reader) else { return false }
        return caller.id == person || caller.role != .vendor
    }

    /// Everyone whose role in the studio is not vendor.
    static let notVendor = Permission.rule("anyone logged in but vendors") { caller, _, _ in caller.role != .vendor }
}
