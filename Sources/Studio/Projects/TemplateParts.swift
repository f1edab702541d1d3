import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// One kind of thing that a template lists, such as its asset types: listed to managers, set by administrators.
struct TemplatePart<Row: Shape>: Sendable {
    /// Its member of a template, and with dashes the last part of its address: `asset_types`.
    let name: String
    /// The field of a body with the id: `asset_type_id`.
    let field: String
    /// As it stands in a sentence: `Asset type`.
    let word: String
    /// What is answered of each.
    let columns: JSONColumns

    private var address: String {
        "/data/project-templates/{project_template_id}/" + self.name.replacing("_", with: "-")
    }

    /// All but the one that adds, which takes more for some kinds.
    var routes: [Route] {
        [
            .get(
                self.address, "The \(self.word.lowercased()) rows of a template.", .template(),
                allow: .manager, answers: .list(Row.self)
            ) { call, template in
                try ProjectTemplates.require(template, call.data)
                return .rows(
                    """
                    SELECT \(columns: self.columns) FROM \(Row.self)
                    WHERE id IN (SELECT \(SQL(verbatim: self.field)) FROM \(self.table)
                        WHERE project_template_id = \(template)) ORDER BY created_at, id
                    """, as: self.columns)
            },
            self.removal,
        ]
    }

    var removal: Route {
        .delete(
            self.address + "/{\(self.field)}", "Take a \(self.word.lowercased()) out of a template.", .template(),
            .path(self.field, malformed: .notFound()), allow: .admin
        ) { (call: Writing, template: ProjectTemplateRow.ID, id: Row.ID) in
            try ProjectTemplates.require(template, call.data)
            try call.data.run(
                """
                DELETE FROM \(self.table)
                WHERE project_template_id = \(template) AND \(SQL(verbatim: self.field)) = \(id)
                """)
            try ProjectTemplates.announce(template, call)
            return .nothing
        }
    }

    /// Adds one by its id alone. One that is there already stays.
    var addition: Route {
        .post(
            self.address, "Put a \(self.word.lowercased()) into a template.", .template(),
            .field(self.field, "Its id."), allow: .admin, answers: .one(Row.self)
        ) { (call: Writing, template: ProjectTemplateRow.ID, text: RowName) in
            try ProjectTemplates.require(template, call.data)
            let id = try self.known(text, call.data) { Problem(.badRequest, .bare($0)) }
            try call.data.run(
                """
                INSERT INTO \(self.table) (project_template_id, \(SQL(verbatim: self.field)))
                VALUES (\(template), \(id)) ON CONFLICT DO NOTHING
                """)
            try ProjectTemplates.announce(template, call)
            return .one("SELECT \(columns: self.columns) FROM \(Row.self) WHERE id = \(id)", as: self.columns, .created)
        }
    }

    var table: SQL { SQL(verbatim: "project_template_\(self.field.dropLast(3))_link") }

    /// - Throws: What `refusal` makes of a sentence, for what is no id and for an id of nothing.
    func known(_ text: RowName, _ reader: Reader, refusal: (String) -> Problem) throws -> Row.ID {
        guard let id = UUID(strict: text.text) else {
            throw refusal("\(self.field) is required and must be a valid UUID")
        }
        guard try reader.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id)") else {
            throw refusal("\(self.word) \(id.text) does not exist")
        }
        return Row.ID(id)
    }
}

/// A text that should be an id, and is refused in the words of the route when it is none.
struct RowName: InputValue {
    let text: String

    static var kind: InputKind { .uuid }
    init?(text: String) { self.text = text }
    static func read(_ json: JSONValue) -> Result<RowName, ValueRefusal> {
        guard case .string(let text) = json, let name = RowName(text: text) else {
            return .failure(ValueRefusal("Input should be a valid string"))
        }
        return text.isEmpty ? .failure(ValueRefusal("String should have at least 1 character")) : .success(name)
    }
    var json: JSONValue { .string(self.text) }
}

extension Input where Value == ProjectTemplateRow.ID {
    static func template(malformed: Problem = ProjectTemplates.notFound) -> Input {
        .path("project_template_id", malformed: malformed)
    }
}

extension ProjectTemplates {
    static func announce(_ template: ProjectTemplateRow.ID, _ call: Writing) throws {
        try call.data.emit(.update, ProjectTemplateRow.self, template.uuid)
    }
}
