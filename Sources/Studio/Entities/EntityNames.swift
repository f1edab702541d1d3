import API
import Database
import FoundationEssentials
import JSONBytes

/// Rows of entities with the names of what they belong to, behind their own members.
struct EntityNames: Sendable {
    private let members: SelectedMembers
    private let joins: SQL

    private static let project = SelectedMembers.Member("project_name", "project.name", .text)
    private static let joinsProject: SQL = "JOIN project ON project.id = entity.project_id"

    /// An episode's.
    static let ofProject = EntityNames(members: SelectedMembers([Self.project]), joins: Self.joinsProject)

    /// A sequence's.
    static let ofEpisode = EntityNames(
        members: SelectedMembers([
            Self.project, .init("episode_id", "parent.id", .uuid), .init("episode_name", "parent.name", .text),
        ]),
        joins: "\(Self.joinsProject) LEFT JOIN entity parent ON parent.id = entity.parent_id")

    /// A shot's or a scene's, which must have a sequence.
    static let ofSequence = EntityNames(
        members: SelectedMembers([Self.project, .init("sequence_name", "parent.name", .text)]),
        joins: "\(Self.joinsProject) JOIN entity parent ON parent.id = entity.parent_id")

    /// A scene's.
    static let ofSequenceAndEpisode = EntityNames(
        members: SelectedMembers([
            Self.project, .init("sequence_id", "parent.id", .uuid), .init("sequence_name", "parent.name", .text),
            .init("episode_id", "episode.id", .uuid), .init("episode_name", "episode.name", .text),
        ]),
        joins: """
            \(Self.joinsProject) LEFT JOIN entity parent ON parent.id = entity.parent_id
            LEFT JOIN entity episode ON episode.id = parent.parent_id
            """)

    /// The rows that a condition on `entity` leaves, by name.
    func list<Row: Shape>(_ shape: Row.Type, where condition: SQL) -> Answer {
        let sql = self.query(shape, where: condition) + " ORDER BY \(Entities.byName("entity.name")), entity.id"
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(sql) { row in
                self.write(shape, row, &output.json)
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    func one<Row: Shape>(_ shape: Row.Type, _ id: UUID) -> Answer {
        .json { reader, output in
            var isFound = false
            try reader.each(self.query(shape, where: "entity.id = \(id)")) { row in
                isFound = true
                self.write(shape, row, &output.json, namesMissingEpisode: false)
            }
            guard isFound else { throw Problem.notFound() }
        }
    }

    private func query<Row: Shape>(_ shape: Row.Type, where condition: SQL) -> SQL {
        """
        SELECT \(columns: Row.columns, "entity"), \(self.members.list) FROM entity \(self.joins)
        WHERE \(condition)
        """
    }

    /// Compat: one object alone says nothing of an episode that there is not.
    private func write<Entity: Shape>(
        _ shape: Entity.Type, _ row: Row, _ json: inout JSONWriter, namesMissingEpisode: Bool = true
    ) {
        json.beginObject()
        Entity.columns.writeMembers(row, into: &json)
        for (index, member) in self.members.members.enumerated() {
            let place = Entity.columns.count + index
            if !namesMissingEpisode, member.key.name.hasPrefix("episode_"), row.isNull(place) { continue }
            json.key(member.key)
            json.cell(row.source.cell(place), as: member.kind)
        }
        json.endObject()
    }
}
