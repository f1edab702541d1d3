import API
import Database
import FoundationEssentials
import JSONBytes

/// When everybody has work, for whoever plans it.
enum TaskDates {
    static let routes: [Route] = [
        .get(
            "/data/persons/task-dates",
            "From when to when each person has tasks, in the caller's productions, and when others' keep him busy.",
            .query("project_id", "Only tasks of this project, which must be one of the caller's."), allow: .supervisor,
            answers: .objects("`person_id`, `min_date`, `max_date` and `busy_periods`."), handler: all)
    ]

    /// What is known of one person.
    private struct Person {
        let id: UUID
        var first: Timestamp?
        var last: Timestamp?
        var busy: [(start: Timestamp, end: Timestamp)] = []

        mutating func add(_ start: Timestamp?, _ end: Timestamp?) {
            if let start { self.first = min(self.first ?? start, start) }
            if let end { self.last = max(self.last ?? end, end) }
        }

        func write(into json: inout JSONWriter) {
            json.beginObject()
            json.key("person_id")
            json.uuid(self.id)
            json.key("min_date")
            Self.write(self.first, into: &json)
            json.key("max_date")
            Self.write(self.last, into: &json)
            json.key("busy_periods")
            json.beginArray()
            for period in self.busy {
                json.beginObject()
                json.key("start_date")
                json.string(Self.spaced(period.start))
                json.key("end_date")
                json.string(Self.spaced(period.end))
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }

        private static func write(_ moment: Timestamp?, into json: inout JSONWriter) {
            guard let moment else { return json.null() }
            json.timestamp(microsecondsSince1970: moment.microseconds)
        }

        /// Compat: here a space stands between day and time.
        private static func spaced(_ moment: Timestamp) -> String {
            String(moment.text.prefix(19)).replacing("T", with: " ")
        }
    }

    private static func all(_ call: Reading, project text: String?) throws -> Answer {
        let caller = try call.caller
        let project = text.flatMap(UUID.init(strict:))
        guard text == nil || project != nil else { throw Problem.invalid("Invalid project_id.") }
        if let project { try TimeReports.requireTeam(of: project, caller, call.data) }
        let isOpen: SQL =
            caller.isAdmin
            ? "1 = 1"
            : """
            task.project_id IN (
                SELECT team.project_id FROM project_person_link team WHERE team.person_id = \(caller.id))
            """
        let narrowed: SQL = project.map { " AND task.project_id = \($0)" } ?? .empty
        let query: SQL = """
            SELECT link.person_id, CASE WHEN \(isOpen) THEN 1 ELSE 0 END, task.start_date, task.due_date
            FROM task_person_link link JOIN task ON task.id = link.task_id
            WHERE (task.start_date IS NOT NULL OR task.due_date IS NOT NULL)\(narrowed)
            ORDER BY link.person_id, task.start_date, task.id
            """
        return .json { reader, output in
            output.json.beginArray()
            try Self.write(query, reader, output)
            output.json.endArray()
        }
    }

    private static func write(_ query: SQL, _ reader: Reader, _ output: Output) throws {
        var person: Person?
        try reader.each(query) { row in
            let id = try row.uuid(0)
            if id != person?.id {
                person?.write(into: &output.json)
                try output.flushIfFull()
                person = Person(id: id)
            }
            let isOpen: Int = try row.value(1)
            let (start, end) = (try row.value(2, as: Timestamp?.self), try row.value(3, as: Timestamp?.self))
            if isOpen == 1 {
                person?.add(start, end)
            } else if let start, let end {
                person?.busy.append((start, end))
            }
        }
        person?.write(into: &output.json)
    }
}
