import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Someone who is to be assigned.
struct Assignee {
    let id: UUID
    private let isBot: Bool

    /// - Throws: ``Problem`` 400 when there is no such person.
    init(_ text: String, _ reader: Reader) throws {
        guard let id = UUID(strict: text),
            let isBot = try reader.one(
                "SELECT is_bot FROM person WHERE id = \(id) AND is_guest = \(false)", Bool.self)
        else { throw Problem(.badRequest, .own(["error": "Assignee doesn't exist in database."])) }
        self.id = id
        self.isBot = isBot
    }

    /// Bots work where the project lets them.
    func mayWork(in project: UUID?, _ reader: Reader) throws -> Bool {
        guard self.isBot, let project else { return !self.isBot }
        return try reader.exists(
            "SELECT 1 FROM project WHERE id = \(project) AND is_bot_collaboration_enabled = \(true)")
    }
}

extension Assignments {
    /// Assigns a person to a task and tells him.
    ///
    /// - Returns: Whether he joined the project's team by it.
    static func assign(_ call: Writing, _ person: UUID, _ access: TaskAccess) throws -> Bool {
        let (tx, task) = (call.data, access.task)
        if try !tx.exists("SELECT 1 FROM task_person_link WHERE task_id = \(task) AND person_id = \(person)") {
            try tx.run("INSERT INTO task_person_link (task_id, person_id) VALUES (\(task), \(person))")
        }
        try tx.update(task, ["assigner_id": .uuid(try call.caller.id)])
        try Self.tell(tx, "task:assign", task, person, access.project)
        try tx.emit(.update, TaskRow.self, task.uuid)
        try Self.notify(call, person, task, access.project)
        guard let project = access.project else { return false }
        return try Self.join(person, project, tx)
    }

    /// Takes a person, or with nil everyone, off a task.
    static func takeOff(_ call: Writing, _ person: UUID?, _ access: TaskAccess) throws {
        let (tx, task) = (call.data, access.task)
        let assigned = try tx.all(
            "SELECT person_id FROM task_person_link WHERE task_id = \(task) ORDER BY person_id"
        ) { try $0.uuid(0) }
        let gone = assigned.filter { person == nil || $0 == person }
        for one in gone {
            try tx.run("DELETE FROM task_person_link WHERE task_id = \(task) AND person_id = \(one)")
            try tx.emit(
                "task:unassign", ["person_id": .string(one.text), "task_id": .string(task.uuid.text)],
                project: access.project)
        }
        try tx.update(task, [:])
        try tx.emit(.update, TaskRow.self, task.uuid)
    }

    /// Tells of the persons that a change of a task's whole list puts on it and takes off it.
    static func announce(_ call: Writing, _ task: TaskRow.ID, project: UUID?, wanted: [UUID]) throws {
        let assigned = try call.data.all(
            "SELECT person_id FROM task_person_link WHERE task_id = \(task) ORDER BY person_id"
        ) { try $0.uuid(0) }
        for person in wanted where !assigned.contains(person) {
            try Self.tell(call.data, "task:assign", task, person, project)
            try Self.notify(call, person, task, project)
        }
        for person in assigned where !wanted.contains(person) {
            try Self.tell(call.data, "task:unassign", task, person, project)
        }
    }

    /// Tells of teams that grew, each once.
    static func announce(_ projects: [UUID], _ tx: Transaction) throws {
        var told: Set<UUID> = []
        for project in projects where told.insert(project).inserted {
            try tx.emit("project:update", ["project_id": .string(project.text)], project: project)
        }
    }

    private static func tell(
        _ tx: Transaction, _ event: String, _ task: TaskRow.ID, _ person: UUID, _ project: UUID?
    ) throws {
        try tx.emit(
            event, ["task_id": .string(task.uuid.text), "person_id": .string(person.text)], project: project)
    }

    private static func notify(_ call: Writing, _ person: UUID, _ task: TaskRow.ID, _ project: UUID?) throws {
        let author = try call.caller.id
        guard person != author else { return }
        try call.data.notify(person, .assignation, TaskNotice(task: task, project: project, author: author))
    }

    private static func join(_ person: UUID, _ project: UUID, _ tx: Transaction) throws -> Bool {
        let isThere = try tx.exists(
            "SELECT 1 FROM project_person_link WHERE project_id = \(project) AND person_id = \(person)")
        if isThere { return false }
        try tx.run("INSERT INTO project_person_link (project_id, person_id) VALUES (\(project), \(person))")
        return true
    }
}
