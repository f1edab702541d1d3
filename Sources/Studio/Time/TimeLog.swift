import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What a person worked on a task on a day, and changes of it.
struct TimeLog {
    private let call: Writing
    private let task: TaskRow.ID
    private let person: PersonRow.ID
    private let day: Day
    private let project: UUID?
    /// What is logged already; in minutes.
    let known: (id: TimeSpentRow.ID, duration: Double)?

    /// - Throws: ``Problem`` 404 for a missing person, 403 when the caller may not log for him or he is not assigned.
    init(_ call: Writing, _ task: TaskRow.ID, _ person: PersonRow.ID, _ day: Day) throws {
        let (tx, caller) = (call.data, try call.caller)
        let isBot = try tx.one("SELECT is_bot FROM person WHERE id = \(person)", Bool.self)
        guard let isBot else { throw Problem.notFound() }
        let access = try TaskAccess(of: caller, task, tx)
        let isAssigned = try tx.exists(
            "SELECT 1 FROM task_person_link WHERE task_id = \(task) AND person_id = \(person)")
        guard isAssigned, !isBot, access.isManaged || person.uuid == caller.id else { throw Problem.forbidden }
        self.call = call
        self.task = task
        self.person = person
        self.day = day
        self.project = access.project
        self.known = try tx.one(
            "SELECT id, duration FROM time_spent WHERE task_id = \(task) AND person_id = \(person) AND date = \(day)",
            TimeSpentRow.ID.self, Double.self
        ).map { (id: $0.0, duration: $0.1) }
    }

    /// Makes the day's work last `duration` minutes.
    func write(_ duration: Double) throws -> Answer {
        let tx = self.call.data
        let id: TimeSpentRow.ID
        if let known {
            id = known.id
            try tx.update(id, ["duration": .double(duration)])
            try self.tell("time-spent:update", id)
        } else {
            id = try tx.insert(
                TimeSpentRow.self,
                [
                    "task_id": .uuid(self.task.uuid), "person_id": .uuid(self.person.uuid), "date": .day(self.day),
                    "duration": .double(duration),
                ])
            // Who works on a day is there.
            try tx.run(
                """
                UPDATE person SET last_presence = \(self.day), updated_at = \(tx.now)
                WHERE id = \(self.person) AND (last_presence IS NULL OR last_presence < \(self.day))
                """)
            try tx.emit("person:update", ["person_id": .string(self.person.uuid.text)])
            try self.tell("time-spent:new", id)
        }
        try Self.sum(self.task, tx)
        return .one(
            "SELECT \(columns: TimeSpentRow.self) FROM time_spent WHERE id = \(id)", as: TimeSpentRow.columns, .created)
    }

    /// Takes the day's work back. The answer is the row that was, without a duration.
    ///
    /// - Throws: ``Problem`` 404 when there is none.
    func remove() throws -> Answer {
        guard let known else { throw Problem.notFound() }
        let tx = self.call.data
        let output = Output()
        try tx.each("SELECT \(columns: TimeSpentRow.self) FROM time_spent WHERE id = \(known.id)") { row in
            TimeSpentRow.columns.writeObject(row, into: &output.json)
        }
        guard case .object(var object) = try JSONValue(parsing: output.takeRest()) else { throw Problem.notFound() }
        object["duration"] = 0
        try tx.run("DELETE FROM time_spent WHERE id = \(known.id)")
        try self.tell("time-spent:delete", known.id)
        try Self.sum(self.task, tx)
        return .value(.object(object), .created)
    }

    private func tell(_ event: String, _ id: TimeSpentRow.ID) throws {
        try self.call.data.emit(event, ["time_spent_id": .string(id.uuid.text)], project: self.project)
    }

    /// Makes a task's duration the sum of the work on it, and tells of it.
    static func sum(_ task: TaskRow.ID, _ tx: Transaction) throws {
        let total = try tx.one(
            "SELECT COALESCE(SUM(duration), 0) FROM time_spent WHERE task_id = \(task)", Double.self)
        try tx.update(task, ["duration": .double(total ?? 0)])
        try tx.emit(.update, TaskRow.self, task.uuid)
    }
}
