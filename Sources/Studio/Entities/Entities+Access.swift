import API
import Database
import FoundationEssentials
import HTTPTypes

/// What assets, shots, sequences, episodes and scenes have in common.
package enum Entities {}

extension Permission {
    /// The team of the entity's project; vendors only where one of the entity's tasks is theirs.
    static let seesEntity = Permission.rule(
        "the project's team, who are also no vendors, unless assigned to one of its tasks",
        asks: { caller, object in
            let team = Team.queries(caller, object)
            guard caller.role == .vendor, let id = object.id else { return team }
            return team + [Entities.assigned(caller, to: id)]
        }
    ) { caller, reader, object in
        guard let role = try Team.role(of: caller, in: object, reader) else { return false }
        guard role == .vendor else { return true }
        return try object.id.map { try reader.exists(Entities.assigned(caller, to: $0)) } ?? false
    }

    /// As ``seesEntity``, without clients: concepts are not for them.
    static let seesConcept = Permission.all([
        .rule("the project's team, who are also no clients", asks: Team.queries) { caller, reader, object in
            guard let role = try Team.role(of: caller, in: object, reader) else { return false }
            return role != .client
        }, .seesEntity,
    ])

    /// The team of the object's project without its vendors.
    static let memberButVendor = Permission.rule(
        "the project's team, who are also no vendors", asks: Team.queries
    ) { caller, reader, object in
        guard let role = try Team.role(of: caller, in: object, reader) else { return false }
        return role != .vendor
    }

    /// The team of the project that the query names, and anyone logged in for what he may see when it names none.
    static let memberWhenNamed = Permission.rule("the project's team when one is named, otherwise anyone logged in") {
        caller, reader, object in
        guard object.id != nil else { return true }
        return try Team.role(of: caller, in: object, reader) != nil
    }
}

extension Input {
    /// The query parameter `project_id`, which permissions ask about. Without it only administrators pass
    /// ``Permission/member``.
    ///
    /// Compat: a project that does not exist is no error, it has no rows.
    ///
    /// - Parameter refusal: Begins the sentence for a text that is no id.
    static func projectFilter(refusal: String = "Invalid UUID value") -> Input where Value == ProjectRow.ID? {
        Input(
            InputDescription(.query, "project_id", .uuid, "Only those of this project.", isRequired: false),
            object: { id in
                guard let id else { return RouteObject.none }
                return RouteObject(project: "SELECT \(Entities.cast(id.uuid))", id: id.uuid)
            }
        ) { arrival in
            guard let text = arrival.query("project_id") else { return nil }
            guard let id = UUID(strict: text) else { throw Problem.invalid("\(refusal): \(text)") }
            return ProjectRow.ID(id)
        }
    }

    /// A query parameter that names what the rows of a list belong to. Permissions ask about its project when the
    /// query does not name one.
    static func parentFilter<Row: Shape>(_ name: String, _ note: String) -> Input where Value == Identifier<Row>? {
        Input(
            InputDescription(.query, name, .uuid, note, isRequired: false),
            object: { id in
                guard let id else { return RouteObject.none }
                return RouteObject(project: Row.project(of: id.uuid), id: id.uuid)
            }
        ) { arrival in
            guard let text = arrival.query(name) else { return nil }
            guard let id = UUID(strict: text) else { throw Problem.notFound() }
            return Identifier(id)
        }
    }

    /// A query parameter with an id to match.
    static func idFilter(_ name: String, _ note: String) -> Input where Value == UUID? {
        Input(InputDescription(.query, name, .uuid, note, isRequired: false)) { arrival in
            guard let text = arrival.query(name), !text.isEmpty else { return nil }
            // Compat: Kitsu's words for every episode, and for what belongs to none.
            if name == "episode_id", text == "all" || text == "main" { return nil }
            guard let id = UUID(strict: text) else {
                throw Problem.invalid("Invalid UUID format for \(name): \(text)")
            }
            return id
        }
    }
}

extension Entities {
    /// Has a row when the caller is assigned to a task of the entity.
    fileprivate static func assigned(_ caller: Caller, to entity: UUID) -> SQL {
        """
        SELECT 1 FROM task JOIN task_person_link link ON link.task_id = task.id
        WHERE task.entity_id = \(entity) AND link.person_id = \(caller.id)
        """
    }

    /// A bound id in a list of columns, where PostgreSQL must be told its type.
    static func cast(_ id: UUID) -> SQL {
        "\(sqlite: "", postgres: "CAST(")\(id)\(sqlite: "", postgres: " AS uuid)")"
    }

    /// The project of the row that a filter names; nil without one.
    ///
    /// - Throws: ``Problem`` 404 when there is no such row.
    static func project<Row: Shape>(of id: Identifier<Row>?, _ reader: Reader) throws -> ProjectRow.ID? {
        guard let id else { return nil }
        guard let project = try reader.project(of: id.uuid, Row.self) else { throw Problem.notFound() }
        return ProjectRow.ID(project)
    }

    /// - Throws: ``Problem`` 404 unless the entity is of the kind and belongs to the project.
    static func require(_ id: UUID, _ kind: EntityKind, in project: UUID, _ reader: Reader) throws {
        let condition = kind.condition()
        guard
            try reader.exists(
                "SELECT 1 FROM entity WHERE id = \(id) AND project_id = \(project) AND \(condition)")
        else { throw Problem.notFound() }
    }

    /// - Throws: ``Problem`` 404 unless all the entities belong to the project.
    static func requireAll(_ ids: [UUID], in project: UUID, _ reader: Reader) throws {
        let distinct = Set(ids)
        let found = try reader.count(
            "SELECT count(*) FROM entity WHERE id \(in: Array(distinct)) AND project_id = \(project)")
        guard found == distinct.count else { throw Problem.notFound() }
    }
}
