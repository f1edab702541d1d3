import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// A table of a production's entities for spreadsheets: what they are, the production's own columns, and for each task
/// type the state of its task and who is assigned.
///
/// The query brings a row for each task, grouped by entity; lines leave as their entity is complete.
struct EntitySheet: Sendable {
    /// A column of the production's own.
    struct Descriptor: Sendable {
        let name: String
        let field: String
        let isTruth: Bool
    }

    /// A task as a line shows it.
    private struct TaskCells {
        var status = ""
        var assignees = ""
    }

    /// `shots`, in the file's name.
    let subject: String
    /// The header's first cells, as many as `columns` has before the time spent.
    let names: [String]
    /// SQL for those cells, as text.
    let columns: SQL
    /// The header behind the time spent, and SQL for its cells.
    let moreNames: [String]
    let moreColumns: SQL?
    /// Whose own columns the table has: `Shot`.
    let kind: EntityKind
    let joins: SQL
    let order: SQL
}

extension EntitySheet {
    /// - Parameter condition: On `entity`.
    func answer(of project: ProjectRow.ID, where condition: SQL, _ sight: EntitySight, _ call: Reading) throws -> Answer
    {
        let facts = try call.data.one("SELECT name FROM project WHERE id = \(project)", String.self)
        guard let name = facts else { throw Problem.notFound() }
        let role = try Team.role(of: call.caller, inProject: project.uuid, call.data)
        let descriptors = try Self.descriptors(self.kind, project, isForClients: role == .client, call.data)
        let types = try self.taskTypes(where: condition, sight, project, call.data)
        let hours = try call.data.one(
            "SELECT hours_by_day FROM organisation ORDER BY created_at, id LIMIT 1", Double.self)
        let sql = self.query(where: condition, sight)
        let file = "kitsu_\(CSVLine.slug(name))_\(self.subject).csv"
        return Answer(.csv(file)) { reader, output in
            var header = CSVLine(self.names + ["Time Spent"] + self.moreNames + descriptors.map(\.name))
            for type in types {
                header.append(type.name)
                header.append("Assignations")
            }
            header.end()
            output.json.verbatim(header.text)
            try self.write(sql, descriptors, types.map(\.id), hours ?? 8, reader, output)
        }
    }

    private static func descriptors(
        _ kind: EntityKind, _ project: ProjectRow.ID, isForClients: Bool, _ reader: Reader
    ) throws -> [Descriptor] {
        let clients: SQL = isForClients ? " AND for_client = \(true)" : .empty
        let rows = try reader.all(
            """
            SELECT name, field_name, data_type FROM metadata_descriptor
            WHERE project_id = \(project) AND entity_type = \(kind.rawValue) AND task_type_id IS NULL\(clients)
            ORDER BY \(Entities.byName("name")), id
            """, String.self, String.self, String?.self)
        return rows.map { Descriptor(name: $0.0, field: $0.1, isTruth: $0.2 == "boolean") }
    }

    /// The task types that the entities have tasks of, in the order of the project's pipeline.
    private func taskTypes(
        where condition: SQL, _ sight: EntitySight, _ project: ProjectRow.ID, _ reader: Reader
    ) throws -> [(id: UUID, name: String)] {
        let mine: SQL = sight.tasks.map { " AND \($0)" } ?? .empty
        let rows = try reader.all(
            """
            SELECT task_type.id, task_type.name FROM task_type
            LEFT JOIN project_task_type_link place
                ON place.task_type_id = task_type.id AND place.project_id = \(project)
            WHERE task_type.id IN (
                SELECT task.task_type_id FROM entity \(self.joins) JOIN task ON task.entity_id = entity.id\(mine)
                WHERE \(condition))
            ORDER BY COALESCE(place.priority, task_type.priority, 0), \(Entities.byName("task_type.name")), task_type.id
            """, UUID.self, String.self)
        return rows.map { (id: $0.0, name: $0.1) }
    }

    private func query(where condition: SQL, _ sight: EntitySight) -> SQL {
        let mine: SQL = sight.tasks.map { " AND \($0)" } ?? .empty
        let more: SQL = self.moreColumns.map { ", \($0)" } ?? .empty
        let people: SQL = """
            SELECT person.first_name || ' ' || person.last_name AS n FROM task_person_link link
            JOIN person ON person.id = link.person_id WHERE link.task_id = task.id
            ORDER BY person.first_name, person.last_name, person.id
            """
        // Clients learn neither how long it took nor who did it.
        let (duration, everybody): (SQL, SQL) = sight.isClient ? ("0", "1 = 0") : ("task.duration", "1 = 1")
        return """
            SELECT entity.id, task.task_type_id, task_status.short_name, \(duration),
                (SELECT \(sqlite: "group_concat(n, ',')", postgres: "string_agg(n, ',')") FROM (\(people)) r WHERE \(everybody)),
                entity.data, \(self.columns)\(more)
            FROM entity \(self.joins)
            LEFT JOIN task ON task.entity_id = entity.id\(mine)
            LEFT JOIN task_status ON task_status.id = task.task_status_id
            WHERE \(condition) ORDER BY \(self.order), entity.id, task.created_at, task.id
            """
    }

    private func write(
        _ sql: SQL, _ descriptors: [Descriptor], _ types: [UUID], _ hoursByDay: Double, _ reader: Reader,
        _ output: Output
    ) throws {
        var current: UUID?
        var (first, more, own) = ([String](), [String](), [String]())
        var tasks: [UUID: TaskCells] = [:]
        var minutes = 0.0
        func finish() {
            var line = CSVLine(first)
            line.appendRaw(CSVLine.days(minutes: minutes, hoursByDay: hoursByDay))
            for cell in more + own { line.append(cell) }
            for type in types {
                let cells = tasks[type] ?? TaskCells()
                line.append(cells.status)
                line.append(cells.assignees)
            }
            line.end()
            output.json.verbatim(line.text)
        }
        try reader.each(sql) { row in
            let id = try row.uuid(0)
            if id != current {
                if current != nil { finish() }
                (current, minutes) = (id, 0)
                tasks.removeAll(keepingCapacity: true)
                first = try (6..<6 + self.names.count).map { try row.value($0, as: String?.self) ?? "" }
                more = try (6 + self.names.count..<6 + self.names.count + self.moreNames.count).map { index in
                    try row.value(index, as: String?.self) ?? ""
                }
                let data = try row.value(5, as: JSONValue.self)
                own = descriptors.map { CSVLine.cell(data[$0.field], isTruth: $0.isTruth) }
            }
            if let type = try row.value(1, as: UUID?.self) {
                minutes += try row.value(3, as: Double?.self) ?? 0
                tasks[type] = TaskCells(
                    status: try row.value(2, as: String?.self) ?? "",
                    assignees: try row.value(4, as: String?.self) ?? "")
            }
            try output.flushIfFull()
        }
        if current != nil { finish() }
    }
}

extension CSVLine {
    /// A free-form value as a cell: lists between commas, the entries of a checklist each on a line.
    static func cell(_ value: JSONValue?, isTruth: Bool) -> String {
        switch value {
        case nil, .null?: isTruth ? "false" : ""
        case .string(let text)?: text
        case .array(let values)?:
            values.contains { $0["text"] != nil }
                ? values.map(Self.check).joined(separator: "\n")
                : values.map { Self.cell($0, isTruth: false) }.joined(separator: ",")
        case .int?, .double?, .bool?, .object?: value?.text ?? ""
        }
    }

    private static func check(_ entry: JSONValue) -> String {
        "[\(entry["checked"] == true ? "x" : " ")] \(entry["text"]?.stringValue ?? "")"
    }
}
