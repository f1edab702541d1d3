import FoundationEssentials
import JSONBytes

/// Reads and writes that happen together or not at all, with their events.
///
/// Lives on its connection's thread inside ``Database/write(_:)``: no transaction ever stays open while the
/// server waits for something else.
package final class Transaction: Reader {
    /// The same moment for every change of the transaction.
    package let now: Timestamp
    /// Who the events of this transaction are by. Set once the caller is known.
    package var author: UUID?
    /// Events to announce once the commit is through, in order.
    package private(set) var events: [Event] = []
    private var savepoints = 0
    private var insertions: Int64 = 0
    private(set) var afterCommit: [@Sendable () -> Void] = []

    package override init(session: any Session, world: World) {
        self.now = world.now()
        super.init(session: session, world: world)
    }

    /// Runs a statement for its effect.
    ///
    /// - Returns: The number of rows it changed.
    @discardableResult package func run(_ sql: SQL) throws -> Int { try self.session.run(sql) }

    /// Writes a new row: what `values` does not name gets the shape's initial value, and id, created_at and
    /// updated_at are made here. Rows of one transaction are a microsecond apart, so that lists keep their order.
    ///
    /// - Returns: The new row's id, or that in `values`.
    @discardableResult
    package func insert<Row: Shape>(_ shape: Row.Type, _ values: [String: Value]) throws -> Row.ID {
        var id = self.world.newID()
        if case .uuid(let given)? = values["id"] { id = given }
        let moment = Timestamp(microseconds: self.now.microseconds + self.insertions)
        self.insertions += 1
        var bound: [SQL] = []
        var names: [String] = []
        for field in Row.fields where field.isStored {
            let value: Value
            switch field.name {
            case "id": value = .uuid(id)
            case "created_at", "updated_at": value = values[field.name] ?? .timestamp(moment)
            default: value = values[field.name] ?? field.initial
            }
            names.append(field.column)
            bound.append("\(value)")
        }
        assert(
            values.keys.allSatisfy { Row.field($0)?.isStored == true }, "\(Row.name) lacks a column of \(values.keys)")
        let list = SQL(verbatim: names.joined(separator: ", "))
        try self.run("INSERT INTO \(Row.self) (\(list)) VALUES (\(bound.joined(separator: ", ")))")
        return Row.ID(id)
    }

    /// Changes columns of one row, and its updated_at.
    ///
    /// - Returns: False when there is no such row.
    @discardableResult
    package func update<Row: Shape>(_ id: Row.ID, _ values: [String: Value]) throws -> Bool {
        var values = values
        if Row.field("updated_at") != nil, values["updated_at"] == nil { values["updated_at"] = .timestamp(self.now) }
        let changes = values.sorted { $0.key < $1.key }.map { name, value -> SQL in
            guard let field = Row.field(name), field.isStored else {
                preconditionFailure("\(Row.name) has no column for \(name)")
            }
            return "\(SQL(verbatim: field.column)) = \(value)"
        }
        return try self.run("UPDATE \(Row.self) SET \(changes.joined(separator: ", ")) WHERE id = \(id)") > 0
    }

    /// Records an event with the change. It is announced after the commit, in order. One that is not `kept` leaves no
    /// row in `api_event`.
    package func emit(_ name: String, _ payload: JSONObject, project: UUID? = nil, kept: Bool = true) throws {
        var payload = payload
        if let project { payload["project_id"] = .string(project.text) }
        let event = Event(
            id: self.world.newID(), name: name, payload: payload, project: project, author: self.author, isKept: kept)
        if kept {
            // A microsecond apart, so that the events of one transaction keep their order.
            let moment = Timestamp(microseconds: self.now.microseconds + Int64(self.events.count))
            try self.run(
                """
                INSERT INTO api_event (id, created_at, updated_at, name, user_id, data, project_id)
                VALUES (\(event.id), \(moment), \(moment), \(name), \(self.author),
                    \(json: JSONValue.object(payload).text), \(project))
                """)
        }
        self.events.append(event)
    }

    /// Does something once the commit is through, such as removing a file whose row has gone. Not done when the
    /// transaction fails. Runs on the connection's thread: hand anything slow to someone else.
    package func afterCommit(_ action: @escaping @Sendable () -> Void) { self.afterCommit.append(action) }

    /// Does something that may fail without ending the transaction: when `body` throws, its changes and events are
    /// gone, and the transaction goes on. Without it PostgreSQL refuses every statement after a failed one.
    ///
    /// - Throws: What `body` throws.
    @discardableResult
    package func attempt<Result>(_ body: () throws -> Result) throws -> Result {
        self.savepoints += 1
        let name = SQL(verbatim: "attempt_\(self.savepoints)")
        defer { self.savepoints -= 1 }
        let (events, actions) = (self.events.count, self.afterCommit.count)
        try self.run("SAVEPOINT \(name)")
        do {
            let result = try body()
            try self.run("RELEASE \(name)")
            return result
        } catch {
            self.events.removeSubrange(events...)
            self.afterCommit.removeSubrange(actions...)
            try self.run("ROLLBACK TO \(name)")
            try self.run("RELEASE \(name)")
            throw error
        }
    }
}
