import FoundationEssentials
import JSONBytes

/// Reads of one snapshot of the database, on its connection's own thread: nothing here can `await`.
package class Reader {
    package let session: any Session
    package let world: World

    package init(session: any Session, world: World) {
        self.session = session
        self.world = world
    }

    package var dialect: Dialect { self.session.dialect }

    /// Hands each row over as the database delivers it. No other statement may run inside `body`.
    package final func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { try self.session.each(sql, body) }

    /// What `map` makes of each row, in the query's order.
    package final func all<Element>(_ sql: SQL, _ map: (Row) throws -> Element) throws -> [Element] {
        var elements: [Element] = []
        try self.session.each(sql) { elements.append(try map($0)) }
        return elements
    }

    /// What `map` makes of the first row; nil when there is none.
    package final func first<Element>(_ sql: SQL, _ map: (Row) throws -> Element) throws -> Element? {
        var element: Element?
        try self.session.each(sql) { row in
            if element == nil { element = try map(row) }
        }
        return element
    }

    /// The first row as typed columns; nil when there is none.
    ///
    /// `try reader.one("SELECT name, project_id FROM entity WHERE id = \(id)", String.self, ProjectRow.ID.self)`
    package final func one<each Column: ColumnValue>(
        _ sql: SQL, _ column: repeat (each Column).Type
    ) throws -> (repeat each Column)? {
        try self.first(sql) { row in
            var index = -1
            func next<Value: ColumnValue>(_: Value.Type) throws -> Value {
                index += 1
                return try row.value(index)
            }
            return (repeat try next((each Column).self))
        }
    }

    /// Every row as typed columns.
    package final func all<each Column: ColumnValue>(
        _ sql: SQL, _ column: repeat (each Column).Type
    ) throws -> [(repeat each Column)] {
        try self.all(sql) { row in
            var index = -1
            func next<Value: ColumnValue>(_: Value.Type) throws -> Value {
                index += 1
                return try row.value(index)
            }
            return (repeat try next((each Column).self))
        }
    }

    /// The project that a row belongs to; nil when there is no such row, or it belongs to the whole studio.
    package final func project<Row: Shape>(of id: UUID, _ shape: Row.Type) throws -> UUID? {
        guard let sql = Row.project(of: id) else { return nil }
        return try self.first(sql) { try $0.value(0, as: UUID?.self) } ?? nil
    }

    /// Whether the query has any row.
    package final func exists(_ sql: SQL) throws -> Bool { try self.first(sql) { _ in true } ?? false }

    /// The first column of the first row as a number; 0 when there is none.
    package final func count(_ sql: SQL) throws -> Int { try self.first(sql) { try $0.int(0) } ?? 0 }

    /// Writes an array of objects, flushing as it grows: a list of any length takes little memory.
    package final func writeArray(_ sql: SQL, as columns: JSONColumns, to output: Output) throws {
        output.json.beginArray()
        try self.session.each(sql) { row in
            columns.writeObject(row, into: &output.json)
            try output.flushIfFull()
        }
        output.json.endArray()
    }

    /// Writes rows as members of an open object: under each id, a list of what `write` makes of its rows. The query
    /// orders them by that id.
    ///
    /// - Parameter column: Where the id is in a row.
    package final func writeGroups(
        _ sql: SQL, by column: Int, to output: Output, _ write: (Row) throws -> Void
    ) throws {
        var current: UUID?
        try self.session.each(sql) { row in
            let id = try row.uuid(column)
            if id != current {
                if current != nil { output.json.endArray() }
                output.json.key(dynamic: id.text)
                output.json.beginArray()
                current = id
            }
            try write(row)
            try output.flushIfFull()
        }
        if current != nil { output.json.endArray() }
    }

    /// Writes the first row as an object.
    ///
    /// - Returns: False, with nothing written, when there is no row.
    package final func writeObject(_ sql: SQL, as columns: JSONColumns, to output: Output) throws -> Bool {
        var found = false
        try self.session.each(sql) { row in
            guard !found else { return }
            found = true
            columns.writeObject(row, into: &output.json)
        }
        return found
    }
}

/// The clock and the source of ids, so that tests can hold both still.
package struct World: Sendable {
    package var now: @Sendable () -> Timestamp
    package var newID: @Sendable () -> UUID

    /// Hears the events of each transaction of this process right after its commit, on the committing thread: for
    /// tests. Listeners ask the ``EventFeed``, which hears every server's.
    package var committed: @Sendable ([Event]) -> Void

    package init(
        now: @escaping @Sendable () -> Timestamp = { .now() }, newID: @escaping @Sendable () -> UUID = { UUID() },
        committed: @escaping @Sendable ([Event]) -> Void = { _ in }
    ) {
        self.now = now
        self.newID = newID
        self.committed = committed
    }
}
