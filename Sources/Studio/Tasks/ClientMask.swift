import API
import Database
import FoundationEssentials

/// What clients do not learn of tasks: how much work they are, when it is done, and by whom.
enum ClientMask {
    /// What stands in the place of each field.
    static let fields: [Field] =
        ["priority", "duration", "estimation"].map { .computed($0, .int, "Not for clients.", as: "0") }
        + [.computed("difficulty", .int, "Not for clients.", as: "NULL")]
        + ["start_date", "due_date", "real_start_date", "end_date", "done_date", "last_comment_date"].map {
            .computed($0, .timestamp, "Not for clients.", as: "NULL")
        }

    /// In the place of those who work on a task.
    static let nobody = Field.computed("assignees", .json, "Not for clients.", as: "'[]'")

    private static let masked = TaskRow.columns.masking(Self.fields, relations: ["assignees"])

    /// The members of tasks for someone who is `role` in their production.
    static func columns(for role: Role?) -> JSONColumns { role == .client ? self.masked : TaskRow.columns }

    /// The members of an entity's tasks for someone who is `role` in its production.
    ///
    /// - Parameter reader: Asked only where the caller's role in the studio does not tell.
    static func columns<Row: Shape>(
        for caller: Caller, of id: Identifier<Row>, _ reader: Reader
    ) throws -> JSONColumns {
        if caller.isAdmin { return TaskRow.columns }
        let object = RouteObject(project: Row.project(of: id.uuid), id: id.uuid)
        return self.columns(for: try Team.role(of: caller, in: object, reader))
    }
}
