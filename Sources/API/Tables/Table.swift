import Database
import FoundationEssentials
import JSONBytes

/// The generic routes of one shape: list, read, create, change and delete rows at one address.
///
/// What a shape does differently is a value here, not a copy of this code:
/// ```swift
/// Table(of: DepartmentRow.self, at: "/data/departments", access: .administered)
///     .beforeDelete { call, id in … }
/// ```
package struct Table<Row: Shape>: Sendable {
    package let address: String
    package let access: TableAccess
    var actions = Set(TableAction.allCases)
    var visible: (@Sendable (Caller, Reader) throws -> SQL?)?
    /// Whether ``visible`` says nothing about a row that the permission to read one does not say.
    var isVisibleOnceRead = false
    var columns: @Sendable (Caller) -> JSONColumns = { _ in Row.columns }
    var filters: [String: @Sendable (Reading, String) throws -> SQL?] = [:]
    var locked: Set<String> = []
    var kept: Set<String> = []
    var ties: [TableTie] = []
    /// What the list belongs to, by a query parameter.
    var scope: Input<UUID?>?
    /// What a text that is no id is answered with where one row is read.
    var malformedRead = Problem.malformedID
    /// Whether one row is read with its relations, whatever is asked for.
    var isReadWhole = false
    /// Whether a change that writes relations answers with them.
    var answersChangedRelations = true
    /// Whether changes and plain lists answer with relations that nobody asked for.
    var alwaysRelates = false
    var beforeCreate: @Sendable (Writing, inout JSONObject) throws -> Void = { _, _ in }
    var afterCreate: @Sendable (Writing, Row.ID, JSONObject) throws -> Void = { _, _, _ in }
    var beforeUpdate: @Sendable (Writing, Row.ID, inout JSONObject) throws -> Void = { _, _, _ in }
    var afterUpdate: @Sendable (Writing, Row.ID, JSONObject) throws -> Void = { _, _, _ in }
    var beforeDelete: @Sendable (Writing, Row.ID) throws -> Void = { _, _ in }
    var answer: @Sendable (Writing, TableAction, Row.ID) throws -> Answer? = { _, _, _ in nil }
    var announce: (@Sendable (Writing, TableAction, Row.ID) throws -> Void)?

    package init(of shape: Row.Type, at address: String, access: TableAccess) {
        self.address = address
        self.access = access
    }

    /// The table's routes, in the order of ``TableAction``.
    package var routes: [Route] {
        TableAction.allCases.filter(self.actions.contains).map { action in
            switch action {
            case .list: self.listRoute
            case .read: self.readRoute
            case .create: self.createRoute
            case .update: self.updateRoute
            case .delete: self.deleteRoute
            }
        }
    }
}

package enum TableAction: String, Sendable, CaseIterable {
    case list, read, create, update, delete
}

/// Who may do what with a table's rows. Permissions on one row ask about the project that it belongs to.
package struct TableAccess: Sendable {
    package var list: Permission
    package var read: Permission
    package var create: Permission
    package var update: Permission
    package var delete: Permission

    package init(
        list: Permission, read: Permission, create: Permission, update: Permission, delete: Permission
    ) {
        self.list = list
        self.read = read
        self.create = create
        self.update = update
        self.delete = delete
    }

    /// Read by everybody, written by administrators.
    package static let administered = TableAccess(
        list: .loggedIn, read: .loggedIn, create: .admin, update: .admin, delete: .admin)
    /// For administrators only.
    package static let adminOnly = TableAccess(
        list: .admin, read: .admin, create: .admin, update: .admin, delete: .admin)
}

// What a table may do differently.
extension Table {
    /// Without these routes.
    package func refusing(_ actions: TableAction...) -> Table { self.with { $0.actions.subtract(actions) } }

    /// A condition on the rows that a caller may see, in lists and alone; nil for all of them. Columns go unqualified
    /// or under the table's own name.
    package func visible(_ rule: @escaping @Sendable (Caller, Reader) throws -> SQL?) -> Table {
        self.with { $0.visible = rule }
    }

    /// A condition on the rows that a caller may see in lists: the very ones that he may read one by one.
    package func listing(_ rule: @escaping @Sendable (Caller, Reader) throws -> SQL?) -> Table {
        self.with {
            $0.visible = rule
            $0.isVisibleOnceRead = true
        }
    }

    /// The members that a caller gets, where that depends on who asks.
    package func columns(_ rule: @escaping @Sendable (Caller) -> JSONColumns) -> Table {
        self.with { $0.columns = rule }
    }

    /// A query parameter of its own that narrows the list; nil when its value asks for nothing.
    package func filter(_ name: String, _ rule: @escaping @Sendable (Reading, String) throws -> SQL?) -> Table {
        self.with { $0.filters[name] = rule }
    }

    /// Fields that a change may not give another value, such as those that decide who sees the row.
    package func locking(_ names: String...) -> Table { self.with { $0.locked.formUnion(names) } }

    /// Fields that a change leaves as they are, whatever its body says.
    package func keeping(_ names: String...) -> Table { self.with { $0.kept.formUnion(names) } }

    /// Fields whose rows must belong to the production that the row itself belongs to: ids, or lists of them.
    package func tying<Other: Shape>(_ names: String..., to other: Other.Type) -> Table {
        self.with { table in
            table.ties += names.map { name in TableTie(name: name) { try $1.project(of: $0, Other.self) } }
        }
    }

    /// A query parameter that names the production whose rows are listed: the permission to list asks about it.
    package func scoped(by scope: Input<UUID?>) -> Table { self.with { $0.scope = scope } }

    /// Reads one row with its relations, whatever is asked for.
    package func readingWhole() -> Table { self.with { $0.isReadWhole = true } }

    /// Answers a change without the relations that it wrote.
    package func answeringWithoutRelations() -> Table { self.with { $0.answersChangedRelations = false } }

    /// Changes, and lists that are asked for without any parameter, answer with the ids of related rows.
    package func alwaysRelating() -> Table { self.with { $0.alwaysRelates = true } }

    /// Reads with an id that is none are answered with this. Compat: the reference differs from table to table.
    package func readingMalformed(as problem: Problem) -> Table { self.with { $0.malformedRead = problem } }

    /// Checks and completes the body of a creation, before its fields are read.
    package func beforeCreate(_ rule: @escaping @Sendable (Writing, inout JSONObject) throws -> Void) -> Table {
        self.with { $0.beforeCreate = rule }
    }

    /// Does what a new row brings with it. The object is the body as it was written.
    package func afterCreate(_ rule: @escaping @Sendable (Writing, Row.ID, JSONObject) throws -> Void) -> Table {
        self.with { $0.afterCreate = rule }
    }

    /// Checks and completes the body of a change, before its fields are read.
    package func beforeUpdate(
        _ rule: @escaping @Sendable (Writing, Row.ID, inout JSONObject) throws -> Void
    ) -> Table {
        self.with { $0.beforeUpdate = rule }
    }

    package func afterUpdate(_ rule: @escaping @Sendable (Writing, Row.ID, JSONObject) throws -> Void) -> Table {
        self.with { $0.afterUpdate = rule }
    }

    /// Checks a deletion and takes along what goes with the row.
    package func beforeDelete(_ rule: @escaping @Sendable (Writing, Row.ID) throws -> Void) -> Table {
        self.with { $0.beforeDelete = rule }
    }

    /// Answers a creation or a change in another way than with the row; nil for the usual answer.
    package func answering(
        _ rule: @escaping @Sendable (Writing, TableAction, Row.ID) throws -> Answer?
    ) -> Table {
        self.with { $0.answer = rule }
    }

    /// Tells listeners of a change in another way than `table:action`. Runs after the change, and before a deletion.
    package func announcing(
        _ rule: @escaping @Sendable (Writing, TableAction, Row.ID) throws -> Void
    ) -> Table {
        self.with { $0.announce = rule }
    }

    func announce(_ call: Writing, _ action: TableAction, _ id: Row.ID) throws {
        if let announce { return try announce(call, action, id) }
        try call.data.emit(action, Row.self, id.uuid)
    }

    private func with(_ change: (inout Table) -> Void) -> Table {
        var copy = self
        change(&copy)
        return copy
    }
}

/// A field whose row must belong to the same production as the row that names it.
struct TableTie: Sendable {
    let name: String
    /// Nil for an id of nothing.
    let project: @Sendable (UUID, Reader) throws -> UUID?
}

extension Transaction {
    /// Tells of a row's change as the reference does: `task-type:update` with `task_type_id`, and with the project when
    /// it is a field of the row.
    package func emit<Row: Shape>(_ action: TableAction, _ shape: Row.Type, _ id: UUID) throws {
        let word =
            switch action {
            case .create: "new"
            case .update: "update"
            case .delete: "delete"
            case .list, .read: preconditionFailure("reading changes nothing")
            }
        let project = Row.field("project_id") == nil ? nil : try self.project(of: id, Row.self)
        let name = Row.table.split(separator: "_").joined(separator: "-")
        try self.emit("\(name):\(word)", ["\(Row.table)_id": .string(id.text)], project: project)
    }
}
