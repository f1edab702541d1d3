import API
import Database
import FoundationEssentials
import JSONBytes

extension Tasks {
    private static let entityColumns = EntityRow.columns.without(["type"]).typed("Entity")

    /// The ids of the rows around a task.
    private struct Surroundings {
        let project: UUID?
        let type: UUID?
        let status: UUID?
        let entity: UUID?
        let assigner: UUID?
        let entityType: UUID?
        /// The sequence of a shot.
        let sequence: UUID?
        let episode: UUID?
        let isSubscribed: Bool

        init?(_ task: TaskRow.ID, _ caller: Caller, _ reader: Reader) throws {
            let row = try reader.one(
                """
                SELECT task.project_id, task.task_type_id, task.task_status_id, task.entity_id, task.assigner_id,
                    entity.entity_type_id, sequence.id,
                    CASE WHEN entity_type.name IN ('Shot', 'Scene') THEN sequence.parent_id
                        WHEN entity_type.name IN ('Sequence', 'Edit') THEN entity.parent_id END,
                    EXISTS (SELECT 1 FROM subscription
                        WHERE subscription.task_id = task.id AND subscription.person_id = \(caller.id))
                FROM task LEFT JOIN entity ON entity.id = task.entity_id
                LEFT JOIN entity_type ON entity_type.id = entity.entity_type_id
                LEFT JOIN entity sequence ON sequence.id = entity.parent_id AND entity_type.name IN ('Shot', 'Scene')
                WHERE task.id = \(task)
                """, UUID?.self, UUID?.self, UUID?.self, UUID?.self, UUID?.self, UUID?.self, UUID?.self, UUID?.self,
                Bool.self)
            guard let row else { return nil }
            (
                self.project, self.type, self.status, self.entity, self.assigner, self.entityType, self.sequence,
                self.episode, self.isSubscribed
            ) = row
        }
    }

    static func full(_ call: Reading, task: TaskRow.ID) throws -> Answer {
        let caller = try call.caller
        guard let around = try Surroundings(task, caller, call.data) else { throw Problem.notFound() }
        let columns = try ClientMask.columns(for: caller, of: task, call.data).with(TaskRow.relations)
        return .json { reader, output in
            output.json.beginObject()
            try reader.each("SELECT \(columns: columns) FROM task WHERE id = \(task)") { row in
                columns.writeMembers(row, into: &output.json)
            }
            try Self.write(around, of: task, caller, showsPersons: !columns.masks("assignees"), reader, output)
            output.json.endObject()
        }
    }

    private static func write(
        _ around: Surroundings, of task: TaskRow.ID, _ caller: Caller, showsPersons: Bool, _ reader: Reader,
        _ output: Output
    ) throws {
        func write(_ name: StaticString, _ columns: JSONColumns, _ table: String, _ id: UUID?) throws {
            output.json.key(name)
            try output.writeRow(
                columns, "SELECT \(columns: columns) FROM \(SQL(verbatim: table)) WHERE id = \(id)", reader)
        }
        try write("entity", Self.entityColumns, "entity", around.entity)
        try write("entity_type", EntityTypeRow.columns, "entity_type", around.entityType)
        output.json.key("is_subscribed")
        output.json.bool(around.isSubscribed)
        output.json.key("persons")
        let persons = Self.personColumns(for: caller, of: nil)
        try reader.writeArray(
            """
            SELECT \(columns: persons, "person") FROM person
            JOIN task_person_link link ON link.person_id = person.id
            WHERE link.task_id = \(task) AND \(showsPersons ? "1 = 1" : "1 = 0" as SQL) ORDER BY person.id
            """, as: persons, to: output)
        try write("project", ProjectRow.columns, "project", around.project)
        try write("task_status", TaskStatusRow.columns, "task_status", around.status)
        try write("task_type", TaskTypeRow.columns, "task_type", around.type)
        if around.assigner != nil, showsPersons {
            let assigner = persons.with(PersonRow.relations)
            try write("assigner", assigner, "person", around.assigner)
        }
        if around.sequence != nil { try write("sequence", SequenceRow.columns, "entity", around.sequence) }
        if around.episode != nil { try write("episode", EpisodeRow.columns, "entity", around.episode) }
    }
}
