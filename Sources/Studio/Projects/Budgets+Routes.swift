import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What a production may cost: its budgets, revision by revision, and their entries. For the project's managers.
package enum Budgets {
    package static let routes: [Route] = [
        .get(
            "/data/projects/{project_id}/budgets", "The budgets of a production.", .project,
            allow: .projectManager, answers: .list(BudgetRow.self), handler: list),
        .post(
            "/data/projects/{project_id}/budgets", "Make another budget.", .project,
            .field("name", "Its name."), .field(optional: "currency", "ISO 4217 code; USD when it is left out."),
            allow: .projectManager, answers: .one(BudgetRow.self), handler: create),
        .get(
            "/data/projects/{project_id}/budgets/{budget_id}", "One budget.", .project, .path("budget_id"),
            allow: .projectManager, answers: .one(BudgetRow.self)
        ) { call, project, id in
            try Self.check(id, in: project, call.data)
            return Self.answer(id)
        },
        .put(
            "/data/projects/{project_id}/budgets/{budget_id}", "Change a budget's name or currency.",
            .project, .path("budget_id"), .field(optional: "name", "Its name."),
            .field(optional: "currency", "ISO 4217 code."),
            allow: .projectManager, answers: .one(BudgetRow.self), handler: change),
        .delete(
            "/data/projects/{project_id}/budgets/{budget_id}", "Delete a budget with its entries.",
            .project, .path("budget_id"), allow: .projectManager, handler: delete),
        .get(
            "/data/projects/{project_id}/budgets/{budget_id}/entries", "The entries of a budget.",
            .project, .path("budget_id"), allow: .projectManager, answers: .list(BudgetEntryRow.self),
            handler: entries),
        .post(
            "/data/projects/{project_id}/budgets/{budget_id}/entries", "Add an entry to a budget.",
            .project, .path("budget_id"), .object("The entry's fields; `department_id` must be there."),
            allow: .projectManager, answers: .one(BudgetEntryRow.self), handler: addEntry),
        .get(
            "/data/projects/{project_id}/budgets/{budget_id}/entries/{entry_id}", "One entry of a budget.",
            .project, .path("budget_id"), .path("entry_id"),
            allow: .projectManager, answers: .one(BudgetEntryRow.self)
        ) { call, project, budget, id in
            try Self.check(id, of: budget, in: project, call.data)
            return Self.answer(id)
        },
        .put(
            "/data/projects/{project_id}/budgets/{budget_id}/entries/{entry_id}", "Change an entry of a budget.",
            .project, .path("budget_id"), .path("entry_id"), .object("The fields to change."),
            allow: .projectManager, answers: .one(BudgetEntryRow.self), handler: changeEntry),
        .delete(
            "/data/projects/{project_id}/budgets/{budget_id}/entries/{entry_id}", "Delete an entry of a budget.",
            .project, .path("budget_id"), .path("entry_id"), allow: .projectManager, handler: deleteEntry),
        .get(
            "/data/projects/{project_id}/milestones", "The dates of a production.", .listedProject,
            allow: .notClientOnTeam, answers: .list(MilestoneRow.self), handler: milestones),
    ]

    /// Compat: lists leave out the stamps and the type.
    private static let listed = BudgetRow.columns.without(["created_at", "updated_at"]).typed(nil)
    private static let listedEntries = BudgetEntryRow.columns.without(["created_at", "updated_at"]).typed(nil)

    private static func list(_ call: Reading, project: ProjectRow.ID) -> Answer {
        .rows(
            "SELECT \(columns: self.listed) FROM budget WHERE project_id = \(project) ORDER BY revision, id",
            as: self.listed)
    }

    private static func milestones(_ call: Reading, project: ProjectRow.ID) -> Answer {
        // Compat: the id comes first here.
        let names = ["id", "date", "name", "project_id", "task_type_id"]
        let columns = JSONColumns(names.compactMap(MilestoneRow.field), type: nil)
        return .rows(
            "SELECT \(columns: columns) FROM milestone WHERE project_id = \(project) ORDER BY date, id", as: columns)
    }

    private static func answer<Row: Shape>(_ id: Identifier<Row>) -> Answer {
        .one("SELECT \(columns: Row.self) FROM \(Row.self) WHERE id = \(id)", as: Row.columns)
    }

    /// - Throws: ``Problem`` 404 for a budget of another production.
    private static func check(_ id: BudgetRow.ID, in project: ProjectRow.ID, _ data: Reader) throws {
        guard try data.exists("SELECT 1 FROM budget WHERE id = \(id) AND project_id = \(project)") else {
            throw Problem.notFound()
        }
    }

    /// - Throws: ``Problem`` 404 for an entry of another budget, and for a budget of another production.
    private static func check(
        _ id: BudgetEntryRow.ID, of budget: BudgetRow.ID, in project: ProjectRow.ID, _ data: Reader
    ) throws {
        try self.check(budget, in: project, data)
        guard try data.exists("SELECT 1 FROM budget_entry WHERE id = \(id) AND budget_id = \(budget)") else {
            throw Problem.notFound()
        }
    }

    private static func create(
        _ call: Writing, project: ProjectRow.ID, name: Phrase, currency: String?
    ) throws -> Answer {
        let last = try call.data.count("SELECT COALESCE(max(revision), 0) FROM budget WHERE project_id = \(project)")
        let id = try call.data.insert(
            BudgetRow.self,
            [
                "project_id": .uuid(project.uuid), "name": try self.value("name", .string(name.text), BudgetRow.self),
                "currency": try self.value("currency", .string(currency ?? "USD"), BudgetRow.self),
                "revision": .int(Int64(last + 1)),
            ])
        try self.announce("create", id, project, call)
        return self.answer(id)
    }

    private static func change(
        _ call: Writing, project: ProjectRow.ID, id: BudgetRow.ID, name: String?, currency: String?
    ) throws -> Answer {
        try self.check(id, in: project, call.data)
        var values: [String: Value] = [:]
        if let name { values["name"] = try self.value("name", .string(name), BudgetRow.self) }
        if let currency { values["currency"] = try self.value("currency", .string(currency), BudgetRow.self) }
        try call.data.update(id, values)
        try self.announce("update", id, project, call)
        return self.answer(id)
    }

    private static func delete(_ call: Writing, project: ProjectRow.ID, id: BudgetRow.ID) throws -> Answer {
        try self.check(id, in: project, call.data)
        try call.data.run("DELETE FROM budget_entry WHERE budget_id = \(id)")
        try call.data.run("DELETE FROM budget WHERE id = \(id)")
        try self.announce("delete", id, project, call)
        return .nothing
    }

    private static func value<Row: Shape>(_ name: String, _ json: JSONValue, _ shape: Row.Type) throws -> Value {
        guard let field = Row.field(name) else { preconditionFailure("\(Row.name) has no field \(name)") }
        return try field.value(json, isNew: false)
    }

    private static func announce(
        _ word: String, _ id: BudgetRow.ID, _ project: ProjectRow.ID, _ call: Writing
    ) throws {
        try call.data.emit("budget:\(word)", ["budget_id": .string(id.uuid.text)], project: project.uuid)
    }
}

// The entries of a budget.
extension Budgets {
    /// What a body may set.
    private static let fields = [
        "department_id", "person_id", "start_date", "months_duration", "daily_salary", "position", "seniority",
        "exceptions",
    ]

    private static func entries(_ call: Reading, project: ProjectRow.ID, budget: BudgetRow.ID) throws -> Answer {
        try self.check(budget, in: project, call.data)
        return .rows(
            """
            SELECT \(columns: self.listedEntries) FROM budget_entry WHERE budget_id = \(budget)
            \(BudgetEntryRow.stableOrder)
            """, as: self.listedEntries)
    }

    private static func addEntry(
        _ call: Writing, project: ProjectRow.ID, budget: BudgetRow.ID, body: JSONObject
    ) throws -> Answer {
        try self.check(budget, in: project, call.data)
        guard body["department_id"] != nil else {
            throw Problem.invalid(fields: [(field: "department_id", message: "Field required")])
        }
        var values: [String: Value] = ["budget_id": .uuid(budget.uuid), "exceptions": .json("{}")]
        for name in self.fields {
            guard let json = body[name], !json.isNull, let field = BudgetEntryRow.field(name) else { continue }
            values[name] = try field.value(json, isNew: true)
        }
        for field in BudgetEntryRow.fields where field.isRequired {
            if case .null = values[field.name] ?? field.initial { throw Problem.missingField }
        }
        let id = try call.data.insert(BudgetEntryRow.self, values)
        try self.announce("create", id, of: budget, project, call)
        return self.answer(id)
    }

    private static func changeEntry(
        _ call: Writing, project: ProjectRow.ID, budget: BudgetRow.ID, id: BudgetEntryRow.ID, body: JSONObject
    ) throws -> Answer {
        try self.check(id, of: budget, in: project, call.data)
        var values: [String: Value] = [:]
        for name in self.fields {
            guard let json = body[name], let field = BudgetEntryRow.field(name) else { continue }
            values[name] = try field.value(json, isNew: false)
        }
        try call.data.update(id, values)
        try self.announce("update", id, of: budget, project, call)
        return self.answer(id)
    }

    private static func deleteEntry(
        _ call: Writing, project: ProjectRow.ID, budget: BudgetRow.ID, id: BudgetEntryRow.ID
    ) throws -> Answer {
        try self.check(id, of: budget, in: project, call.data)
        try call.data.run("DELETE FROM budget_entry WHERE id = \(id)")
        try self.announce("delete", id, of: budget, project, call)
        return .nothing
    }

    private static func announce(
        _ word: String, _ id: BudgetEntryRow.ID, of budget: BudgetRow.ID, _ project: ProjectRow.ID, _ call: Writing
    ) throws {
        try call.data.emit(
            "budget-entry:\(word)",
            ["budget_id": .string(budget.uuid.text), "budget_entry_id": .string(id.uuid.text)], project: project.uuid)
    }
}
