import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Who works on a production, and as what.
package enum ProjectTeam {
    package static let routes: [Route] = [
        .get(
            "/data/projects/{project_id}/team", "The people of a production, with their role in it.",
            .path("project_id", malformed: .notFound()),
            allow: .member, answers: .list(PersonRow.self), handler: members),
        .post(
            "/data/projects/{project_id}/team", "Put a person on the team. One who is on it may get another role.",
            .path("project_id", malformed: .notFound()), .field("person_id", "The person."),
            .field(optional: "role", "His role in this production; null for his own."),
            allow: .projectManager, answers: .one(ProjectRow.self), handler: add),
        .put(
            "/data/projects/{project_id}/team/{person_id}", "Give a member another role in the production.",
            .path("project_id", malformed: .notFound()), .path("person_id", malformed: .notFound()),
            .field(optional: "role", "His role in this production; null for his own."),
            allow: .projectManager,
            answers: .object(
                "The membership.",
                [
                    SchemaMember("project_id", .uuid), SchemaMember("person_id", .uuid), SchemaMember("role", .text),
                ]), handler: change),
        .delete(
            "/data/projects/{project_id}/team/{person_id}", "Take a person off the team.",
            .path("project_id", malformed: .notFound()), .path("person_id", malformed: .notFound()),
            allow: .projectManager, handler: remove),
    ]

    private static func members(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        let caller = try call.caller
        let role = try Team.role(of: caller, inProject: project.uuid, call.data) ?? caller.role
        let columns =
            caller.isAtLeastManager
            ? PersonRow.columnsWithDepartments : role == .client ? PersonCard.columns : ColleagueRow.columns
        let count = columns.count
        return .json { reader, output in
            output.json.beginArray()
            try reader.each(
                """
                SELECT \(columns: columns, "person"), l.role FROM project_person_link l
                JOIN person ON person.id = l.person_id WHERE l.project_id = \(project)
                ORDER BY person.created_at, person.id
                """
            ) { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                output.json.key("project_role")
                output.json.value(.text(try row.value(count)))
                output.json.endObject()
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    /// - Throws: ``Problem`` 400 when there is no such person.
    private static func add(
        _ call: Writing, project: ProjectRow.ID, person: Phrase, role: ProjectRole?
    ) throws -> Answer {
        let data = call.data
        guard let id = UUID(strict: person.text), try data.exists("SELECT 1 FROM person WHERE id = \(id)") else {
            throw Problem.invalid("Person with id \(person.text) not found")
        }
        let entry = try data.one(
            "SELECT role FROM project_person_link WHERE project_id = \(project) AND person_id = \(id)", String?.self)
        switch entry {
        case nil:
            try data.run(
                """
                INSERT INTO project_person_link (project_id, person_id, role)
                VALUES (\(project), \(id), \(role?.rawValue))
                """)
            try self.announce(call, project)
        case .some(let known):
            if let role, role.rawValue != known {
                try self.write(role, of: id, in: project, data)
                try self.announce(call, project)
            }
        }
        return .one(
            "SELECT \(columns: ProjectRow.self) FROM \(ProjectRow.self) WHERE id = \(project)",
            as: ProjectRow.columns, .created)
    }

    private static func change(
        _ call: Writing, project: ProjectRow.ID, person: PersonRow.ID, role: ProjectRole?
    ) throws -> Answer {
        guard try self.write(role, of: person.uuid, in: project, call.data) else {
            throw Problem.invalid("Person is not a member of the project team")
        }
        try self.announce(call, project)
        return .value(
            .object([
                "project_id": .string(project.uuid.text), "person_id": .string(person.uuid.text),
                "role": .text(role?.rawValue),
            ]))
    }

    /// - Returns: False when he is not on the team.
    @discardableResult
    private static func write(
        _ role: ProjectRole?, of person: UUID, in project: ProjectRow.ID, _ data: Transaction
    ) throws -> Bool {
        try data.run(
            """
            UPDATE project_person_link SET role = \(role?.rawValue)
            WHERE project_id = \(project) AND person_id = \(person)
            """) > 0
    }

    private static func remove(_ call: Writing, project: ProjectRow.ID, person: PersonRow.ID) throws -> Answer {
        let count = try call.data.run(
            "DELETE FROM project_person_link WHERE project_id = \(project) AND person_id = \(person)")
        // Compat: taking away one who is not there is no mistake. It is no change either.
        if count > 0 { try self.announce(call, project) }
        return .nothing
    }

    private static func announce(_ call: Writing, _ project: ProjectRow.ID) throws {
        try call.data.update(project, [:])
        try call.data.emit("project:update", ["project_id": .string(project.uuid.text)], project: project.uuid)
    }
}

/// What a person may be in one production: nobody is made administrator by it.
enum ProjectRole: String, InputValue {
    case user, supervisor, manager, client, vendor

    static var kind: InputKind { .text }
    init?(text: String) { self.init(rawValue: text) }
    static func read(_ json: JSONValue) -> Result<ProjectRole, ValueRefusal> {
        guard let role = json.stringValue.flatMap(ProjectRole.init(rawValue:)) else {
            return .failure(
                ValueRefusal("Input should be 'user', 'supervisor', 'manager', 'client' or 'vendor'"))
        }
        return .success(role)
    }
    var json: JSONValue { .string(self.rawValue) }
}
