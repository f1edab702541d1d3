import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// A list of entities, each with its tasks, in the three forms that clients ask for: objects, one object of rows with
/// their header (`compact`), and a line for each (`stream`).
///
/// One joined query: its rows come grouped by entity, and each is written as it comes.
struct EntitiesWithTasks: Sendable {
    /// One member, and the SQL that makes it.
    struct Member: Sendable {
        let key: JSONKey
        let kind: Field.Kind
        let sql: SQL

        init(_ name: String, _ kind: Field.Kind, _ sql: SQL) {
            self.key = JSONKey(name)
            self.kind = kind
            self.sql = sql
        }

        /// A column of the table that goes under `alias`.
        static func column(_ name: String, _ kind: Field.Kind, of alias: String) -> Member {
            Member(name, kind, SQL(verbatim: "\(alias).\(name)"))
        }
    }

    enum Form: Sendable {
        case objects
        case compact
        case stream(isCompact: Bool)

        init(stream: Bool, compact: Bool) {
            self = stream ? .stream(isCompact: compact) : compact ? .compact : .objects
        }

        var isCompact: Bool {
            switch self {
            case .objects, .stream(isCompact: false): false
            case .compact, .stream(isCompact: true): true
            }
        }
    }

    /// Names the entities' header: `shot_fields`.
    let fieldsKey: String
    /// In the order of the wire; the tasks come behind them.
    let entity: [Member]
    private(set) var task: [Member]
    /// The value of `type`, which objects have behind the tasks and rows before them; nil for none.
    let type: String?
    /// The tables that members come from, joined to `entity`.
    let joins: SQL
    /// The order of the entities; their ids break ties.
    let order: SQL
    /// Whether clients learn who works on a task.
    var clientsSeeAssignees = false
}

extension EntitiesWithTasks {
    /// - Parameter condition: On `entity`; the rule on tasks comes from `sight`.
    func answer(where condition: SQL, _ sight: EntitySight, for caller: UUID, _ form: Form) -> Answer {
        let list = self.seen(by: sight)
        let sql = list.query(where: condition, sight, for: caller)
        switch form {
        case .objects:
            return .json { reader, output in
                output.json.beginArray()
                try list.write(sql, form, reader, output)
                output.json.endArray()
            }
        case .compact:
            return .json { reader, output in
                output.json.beginObject()
                list.writeHeader(form, &output.json)
                output.json.key("rows")
                output.json.beginArray()
                try list.write(sql, form, reader, output)
                output.json.endArray()
                output.json.endObject()
            }
        case .stream:
            return Answer(Head(headers: [.contentType: "application/x-ndjson"])) { reader, output in
                output.json.beginObject()
                list.writeHeader(form, &output.json)
                output.json.endObject()
                output.json.newline()
                try list.write(sql, form, reader, output)
            }
        }
    }

    /// The same with what someone gets of tasks.
    private func seen(by sight: EntitySight) -> EntitiesWithTasks {
        guard let clientTasks = sight.clientTasks else { return self }
        var copy = self
        copy.task = self.task.map { member in
            guard let mask = self.mask(of: member) else { return member }
            let hidden = SQL(verbatim: mask.selection())
            if sight.isClient { return Member(mask.name, mask.kind, hidden) }
            return Member(
                mask.name, member.kind, "CASE WHEN \(clientTasks) THEN \(hidden) ELSE \(member.sql) END")
        }
        return copy
    }

    /// What clients get in a member's place; nil for the member itself.
    private func mask(of member: Member) -> Field? {
        if member.key.name == "assignees" { return self.clientsSeeAssignees ? nil : ClientMask.nobody }
        return ClientMask.fields.first { $0.name == member.key.name }
    }

    /// The query's first column is the entity's id, its second the task's, null for an entity without any.
    func query(where condition: SQL, _ sight: EntitySight, for caller: UUID) -> SQL {
        let members = (self.entity + self.task).map(\.sql).joined(separator: ", ")
        let mine: SQL = sight.tasks.map { " AND \($0)" } ?? .empty
        return """
            SELECT entity.id, task.id, \(members) FROM entity \(self.joins)
            LEFT JOIN task ON task.entity_id = entity.id\(mine)
            LEFT JOIN subscription ON subscription.task_id = task.id AND subscription.person_id = \(caller)
            WHERE \(condition)
            ORDER BY \(self.order), entity.id, task.created_at, task.id
            """
    }

    /// `compact`, and the names of the columns when rows have none.
    private func writeHeader(_ form: Form, _ json: inout JSONWriter) {
        json.key("compact")
        json.bool(form.isCompact)
        guard form.isCompact else { return }
        json.key(dynamic: self.fieldsKey)
        Self.writeNames(self.entity.map(\.key.name) + (self.type == nil ? [] : ["type"]) + ["tasks"], &json)
        json.key("task_fields")
        Self.writeNames(self.task.map(\.key.name), &json)
    }

    private static func writeNames(_ names: [String], _ json: inout JSONWriter) {
        json.beginArray()
        for name in names { json.string(name) }
        json.endArray()
    }

    private func write(_ sql: SQL, _ form: Form, _ reader: Reader, _ output: Output) throws {
        var current: UUID?
        try reader.each(sql) { row in
            let id = try row.uuid(0)
            if id != current {
                if current != nil { self.close(form, &output.json) }
                self.open(row, form, &output.json)
                current = id
            }
            if !row.isNull(1) { self.writeTask(row, form.isCompact, &output.json) }
            try output.flushIfFull()
        }
        if current != nil { self.close(form, &output.json) }
    }

    private func open(_ row: Row, _ form: Form, _ json: inout JSONWriter) {
        guard form.isCompact else {
            json.beginObject()
            self.write(self.entity, from: 2, row, isCompact: false, &json)
            json.key("tasks")
            json.beginArray()
            return
        }
        json.beginArray()
        self.write(self.entity, from: 2, row, isCompact: true, &json)
        if let type { json.string(type) }
        json.beginArray()
    }

    private func close(_ form: Form, _ json: inout JSONWriter) {
        json.endArray()
        if form.isCompact {
            json.endArray()
        } else {
            if let type {
                json.key("type")
                json.string(type)
            }
            json.endObject()
        }
        if case .stream = form { json.newline() }
    }

    private func writeTask(_ row: Row, _ isCompact: Bool, _ json: inout JSONWriter) {
        if isCompact { json.beginArray() } else { json.beginObject() }
        self.write(self.task, from: 2 + self.entity.count, row, isCompact: isCompact, &json)
        if isCompact { json.endArray() } else { json.endObject() }
    }

    private func write(
        _ members: [Member], from offset: Int, _ row: Row, isCompact: Bool, _ json: inout JSONWriter
    ) {
        for (index, member) in members.enumerated() {
            if !isCompact { json.key(member.key) }
            json.cell(row.source.cell(offset + index), as: member.kind)
        }
    }
}

extension EntitiesWithTasks {
    /// Writes the members of the one entity that the condition leaves, its tasks included, into an open object.
    ///
    /// - Throws: ``Problem`` 404 when there is none.
    func writeMembers(
        where condition: SQL, _ sight: EntitySight, for caller: UUID, _ reader: Reader, _ output: Output
    ) throws {
        let list = self.seen(by: sight)
        var isOpen = false
        try reader.each(list.query(where: condition, sight, for: caller)) { row in
            if !isOpen {
                isOpen = true
                list.write(list.entity, from: 2, row, isCompact: false, &output.json)
                output.json.key("tasks")
                output.json.beginArray()
            }
            if !row.isNull(1) { list.writeTask(row, false, &output.json) }
        }
        guard isOpen else { throw Problem.notFound() }
        output.json.endArray()
    }
}

extension EntitiesWithTasks {
    /// The list of the sequences, episodes or scenes of a project, as objects.
    static func route<Row: Shape>(of shape: Row.Type, _ kind: EntityKind, hasEpisode: Bool) -> Route {
        .get(
            "/data/\(kind.word)s/with-tasks", "\(kind.rawValue)s with their tasks.",
            .projectFilter(refusal: "Invalid UUID format for project_id"),
            .idFilter("id", "Only this \(kind.word)."),
            .idFilter("episode_id", hasEpisode ? "Only those of this episode." : "Taken for nothing here."),
            allow: kind == .scene ? .memberButVendor : .member,
            answers: .objects("\(kind.rawValue)s, each with its `tasks`.")
        ) { (call: Reading, project: ProjectRow.ID?, id: UUID?, episode: UUID?) in
            var condition = try Entities.condition(shape, kind, call, in: project)
            if let id { condition += " AND entity.id = \(id)" }
            if let episode, hasEpisode { condition += " AND entity.parent_id = \(episode)" }
            let sight = try EntitySight(of: call.caller, in: project?.uuid, call.data)
            return Self.others.answer(where: condition, sight, for: try call.caller.id, .objects)
        }
    }
}
