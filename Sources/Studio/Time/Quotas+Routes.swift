import API
import Database
import FoundationEssentials
import JSONBytes

/// The shots that a person brought on in a day, a week or a month, with what each counts for.
enum Quotas {
    static let routes: [Route] = [
        .get(
            "/data/persons/{person_id}/quota-shots/day/{year}/{month}/{day}", "The shots of a person's quota of a day.",
            .path("person_id", malformed: .notFound()), .part("year"), .part("month"), .part("day"),
            .parentFilter("project_id", Self.projectNote), .query("task_type_id", Self.typeNote),
            .query("count_mode", Self.modeNote, default: QuotaMode.weighted.rawValue),
            allow: .loggedIn, answers: .objects(Self.note)
        ) { call, person, year, month, day, project, type, mode in
            let isDate = CivilTime.isDate(year: year, month: month, day: day)
            let date = isDate ? Day(year, month, day) : nil
            return try Quota(person, project, type, mode).answer(date.map { Period($0, $0) }, call)
        },
        .get(
            "/data/persons/{person_id}/quota-shots/week/{year}/{week}",
            "The shots of a person's quota of a week (ISO 8601).",
            .path("person_id", malformed: .notFound()), .part("year"), .part("week"),
            .parentFilter("project_id", Self.projectNote), .query("task_type_id", Self.typeNote),
            .query("count_mode", Self.modeNote, default: QuotaMode.weighted.rawValue),
            allow: .loggedIn, answers: .objects(Self.note)
        ) { call, person, year, week, project, type, mode in
            try Quota(person, project, type, mode).answer(Period(year: year, week: week), call)
        },
        .get(
            "/data/persons/{person_id}/quota-shots/month/{year}/{month}",
            "The shots of a person's quota of a month.",
            .path("person_id", malformed: .notFound()), .part("year"), .part("month"),
            .parentFilter("project_id", Self.projectNote), .query("task_type_id", Self.typeNote),
            .query("count_mode", Self.modeNote, default: QuotaMode.weighted.rawValue),
            allow: .loggedIn, answers: .objects(Self.note)
        ) { call, person, year, month, project, type, mode in
            try Quota(person, project, type, mode).answer(Period(year: year, month: month), call)
        },
    ]

    private static let projectNote = "Only in this project: for others than the person and administrators."
    private static let typeNote = "Only work of this type."
    private static let modeNote = "`weighted`, `weighteddone`, `feedback` or `done`."
    private static let note = "Shots, each with its `full_name` and its `weight`, from 0 to 1."
}

/// What is asked about a person's quota.
private struct Quota: Sendable {
    private let person: PersonRow.ID
    private let project: ProjectRow.ID?
    private let type: UUID?
    private let mode: QuotaMode?

    private static let columns = EntityRow.columns.without(["type"]).typed(EntityRow.name)

    init(_ person: PersonRow.ID, _ project: ProjectRow.ID?, _ type: UUID?, _ mode: String) {
        self.person = person
        self.project = project
        self.type = type
        self.mode = QuotaMode(rawValue: mode)
    }

    /// - Parameter period: Nil when the calendar has none.
    /// - Throws: ``Problem`` 403 for whoever does not see the person's work.
    func answer(_ period: Period?, _ call: Reading) throws -> Answer {
        guard try self.isOpen(to: call.caller, call.data) else { throw Problem.forbidden }
        guard let mode else {
            throw Problem.invalid("count_mode must be equal to weighted, weighteddone, feedback, or done")
        }
        guard let period else { throw Problem.noSuchPeriod }
        let sql = self.query(period, mode)
        return .json { reader, output in
            output.json.beginArray()
            try Self.write(sql, period, mode, reader, output)
            output.json.endArray()
        }
    }

    /// To the person himself and to administrators, and in a project to those who manage or supervise it.
    ///
    /// - Throws: ``Problem`` 404 when there is no such person or project.
    private func isOpen(to caller: Caller, _ reader: Reader) throws -> Bool {
        let person = try Colleagues.requirePerson(RouteObject(project: nil, id: self.person.uuid), reader)
        var role: Role?
        if let project {
            try Entities.requireProject(project, reader)
            role = try Team.role(of: caller, inProject: project.uuid, reader)
        }
        guard let person else { return false }
        if caller.isAdmin || caller.id == person { return true }
        return role == .manager || role == .supervisor
    }

    /// A row for each task of the person on a shot, shot by shot.
    private func query(_ period: Period, _ mode: QuotaMode) -> SQL {
        let end: SQL = mode == .weighted || mode == .feedback ? "task.end_date" : "task.done_date"
        var condition: SQL = "\(EntityKind.shot.condition()) AND \(end) IS NOT NULL"
        if let project { condition += " AND task.project_id = \(project)" }
        if let type { condition += " AND task.task_type_id = \(type)" }
        return """
            SELECT \(columns: Self.columns, "entity"),
                COALESCE(episode.name || ' / ', '') || COALESCE(sequence.name || ' / ', '') || entity.name,
                task.real_start_date, \(end),
                (SELECT COALESCE(SUM(duration), 0) FROM time_spent WHERE task_id = task.id
                    AND date BETWEEN \(period.first) AND \(period.last)),
                (SELECT COALESCE(SUM(duration), 0) FROM time_spent WHERE task_id = task.id)
            FROM task_person_link link JOIN task ON task.id = link.task_id JOIN entity ON entity.id = task.entity_id
            LEFT JOIN entity sequence ON sequence.id = entity.parent_id
            LEFT JOIN entity episode ON episode.id = sequence.parent_id
            WHERE link.person_id = \(self.person) AND \(condition)
            ORDER BY \(Entities.byName("episode.name")), \(Entities.byName("sequence.name")),
                \(Entities.byName("entity.name")), entity.id, task.id
            """
    }

    private static func work(_ row: Row) throws -> QuotaWork {
        let first = Self.columns.count + 1
        return QuotaWork(
            start: try row.value(first, as: Timestamp?.self).map(Day.init),
            end: Day(try row.value(first + 1, as: Timestamp.self)), spent: try row.double(first + 2),
            allSpent: try row.double(first + 3))
    }

    /// A shot stays open until the last of its tasks is counted.
    private static func write(
        _ sql: SQL, _ period: Period, _ mode: QuotaMode, _ reader: Reader, _ output: Output
    ) throws {
        guard let place = Self.columns.columns.firstIndex(where: { $0.name == "id" }) else { return }
        var shot: UUID?
        var weight = 0.0
        func close() {
            guard shot != nil else { return }
            output.json.key("weight")
            if mode.isWeighted { output.json.double(weight) } else { output.json.int(1) }
            output.json.endObject()
        }
        try reader.each(sql) { row in
            let own = try Self.work(row).weight(in: period, mode)
            guard own > 0 else { return }
            let id = try row.uuid(place)
            if id == shot {
                weight += own
                return
            }
            close()
            (shot, weight) = (id, own)
            output.json.beginObject()
            Self.columns.writeMembers(row, into: &output.json)
            output.json.key("full_name")
            output.json.string(try row.text(Self.columns.count))
            try output.flushIfFull()
        }
        close()
    }
}
