import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Table {
    var createRoute: Route {
        .post(
            self.address, "Make a \(Row.name).", .object("The new row's fields."),
            allow: self.access.create, answers: .one(Row.self), handler: self.create
        ).readingBodyFirst()
    }

    var updateRoute: Route {
        .put(
            self.address + "/{instance_id}", "Change fields of a \(Row.name). Unknown fields are ignored.",
            .object("The fields to change."), .path("instance_id"),
            allow: .rowOf(Row.self, self.access.update), answers: .one(Row.self), handler: self.update
        ).readingBodyFirst()
    }

    var deleteRoute: Route {
        .delete(
            self.address + "/{instance_id}", "Delete a \(Row.name).", .path("instance_id"),
            allow: .rowOf(Row.self, self.access.delete), handler: self.delete)
    }

    private func create(_ call: Writing, body: JSONObject) throws -> Answer {
        var body = body.withoutServerFields
        try self.beforeCreate(call, &body)
        let values = try Self.values(ofNew: body)
        let id = try Problem.ofCRUD {
            let id = try call.data.insert(Row.self, values)
            try Self.writeRelations(of: id, body, in: call.data)
            return id
        }
        try self.checkTies(call.data, id, body)
        try self.afterCreate(call, id, body)
        try self.announce(call, .create, id)
        if let answer = try self.answer(call, .create, id) { return answer }
        let columns = Row.columns.with(Row.relations)
        return .one("SELECT \(columns: columns) FROM \(Row.self) WHERE id = \(id)", as: columns, .created)
    }

    private func update(_ call: Writing, body: JSONObject, id: Row.ID) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id)") else { throw Problem.notFound() }
        var body = body.withoutServerFields
        for name in self.kept { body[name] = nil }
        try self.beforeUpdate(call, id, &body)
        try self.checkLocks(call.data, id, body)
        var values: [String: Value] = [:]
        for field in Row.fields where !field.isReadOnly {
            if let json = body[field.name] { values[field.name] = try field.value(json, isNew: false) }
        }
        try Problem.ofCRUD {
            try call.data.update(id, values)
            try Self.writeRelations(of: id, body, in: call.data)
        }
        try self.checkReach(call, id, values)
        try self.checkTies(call.data, id, body)
        try self.afterUpdate(call, id, body)
        try self.announce(call, .update, id)
        if let answer = try self.answer(call, .update, id) { return answer }
        let related = Row.relations.filter { relation in
            self.alwaysRelates || self.answersChangedRelations && body[relation.name] != nil
        }
        let columns = self.columns(try call.caller).with(related)
        return .one("SELECT \(columns: columns) FROM \(Row.self) WHERE id = \(id)", as: columns)
    }

    private func delete(_ call: Writing, id: Row.ID) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id)") else { throw Problem.notFound() }
        try self.announce(call, .delete, id)
        try self.beforeDelete(call, id)
        do {
            for relation in Row.relations where relation.kind == .link {
                try call.data.run(
                    "DELETE FROM \(SQL(verbatim: relation.table)) WHERE \(SQL(verbatim: relation.own)) = \(id)")
            }
            try call.data.run("DELETE FROM \(Row.self) WHERE id = \(id)")
        } catch let error as DatabaseError where error.kind == .foreignKey {
            throw Problem.brokenReference
        }
        return .nothing
    }

    /// - Throws: ``Problem`` 400 when a locked field would change.
    private func checkLocks(_ data: Transaction, _ id: Row.ID, _ body: JSONObject) throws {
        for name in self.locked.sorted() {
            guard let json = body[name], let field = Row.field(name) else { continue }
            let value = try field.value(json, isNew: false)
            let column = SQL(verbatim: field.column)
            guard
                try data.exists(
                    "SELECT 1 FROM \(Row.self) WHERE id = \(id) AND \(column) IS NOT DISTINCT FROM \(value)")
            else { throw Problem.invalid("\(name) cannot be changed.") }
        }
    }

    /// - Throws: ``Problem`` 403 for a change after which the caller could not make it: one may not hand a row over to
    ///   where one has no say.
    private func checkReach(_ call: Writing, _ id: Row.ID, _ values: [String: Value]) throws {
        let moves = values.contains { name, _ in Row.field(name)?.kind == .uuid }
        guard moves else { return }
        let object = RouteObject(project: Row.project(of: id.uuid), id: id.uuid)
        try self.access.update.check(call.identity, in: call.data, on: object)
    }

    /// - Throws: ``Problem`` 404 when the body names a row of another production than the row's own.
    private func checkTies(_ data: Transaction, _ id: Row.ID, _ body: JSONObject) throws {
        let named = self.ties.flatMap { tie in (body[tie.name]?.ids ?? []).map { (tie, $0) } }
        guard !named.isEmpty, let own = try data.project(of: id.uuid, Row.self) else { return }
        for (tie, other) in named {
            guard let project = try tie.project(other, data) else { continue }
            guard project == own else { throw Problem.notFound() }
        }
    }

    /// The columns of a new row.
    ///
    /// - Throws: ``Problem`` 400 for a field that the shape lacks, or that it needs and the body lacks.
    package static func values(ofNew body: JSONObject) throws -> [String: Value] {
        var values: [String: Value] = [:]
        for (name, json) in body.entries where !Row.relations.contains(where: { $0.name == name }) {
            guard let field = Row.field(name) else { throw Problem.unknownKey(name, Row.self) }
            if !field.isReadOnly { values[name] = try field.value(json, isNew: true) }
        }
        for field in Row.fields where field.isRequired {
            if case .null = values[field.name] ?? field.initial { throw Problem.missingField }
        }
        return values
    }

    /// Replaces the links of each relation that the body names. Compat: ids of rows that do not exist are left out.
    package static func writeRelations(of id: Row.ID, _ body: JSONObject, in data: Transaction) throws {
        for relation in Row.relations where relation.kind == .link {
            guard let json = body[relation.name], !json.isNull else { continue }
            guard case .success(let ids) = [UUID].read(json) else { throw Problem.malformedValue }
            try data.replace(relation, of: id.uuid, with: ids)
        }
    }
}

extension Transaction {
    /// Makes `ids` the whole of a row's relation.
    package func replace(_ relation: Relation, of id: UUID, with ids: [UUID]) throws {
        let table = SQL(verbatim: relation.table)
        let (own, other) = (SQL(verbatim: relation.own), SQL(verbatim: relation.other))
        try self.run("DELETE FROM \(table) WHERE \(own) = \(id) AND NOT (\(other) \(in: ids))")
        let fresh = try self.all(
            """
            SELECT t.id FROM \(SQL(verbatim: relation.target)) t WHERE t.id \(in: ids)
                AND NOT EXISTS (SELECT 1 FROM \(table) l WHERE l.\(own) = \(id) AND l.\(other) = t.id)
            """
        ) { try $0.uuid(0) }
        for target in fresh { try self.link(relation, id, target) }
    }

    /// Ties two rows that are not tied yet.
    package func link(_ relation: Relation, _ id: UUID, _ target: UUID) throws {
        let table = SQL(verbatim: relation.table)
        let (own, other) = (SQL(verbatim: relation.own), SQL(verbatim: relation.other))
        guard relation.linksHaveID else {
            try self.run("INSERT INTO \(table) (\(own), \(other)) VALUES (\(id), \(target))")
            return
        }
        try self.run(
            """
            INSERT INTO \(table) (id, created_at, updated_at, \(own), \(other))
            VALUES (\(self.world.newID()), \(self.now), \(self.now), \(id), \(target))
            """)
    }
}

extension JSONValue {
    /// The id that it is, or those in the list that it is.
    fileprivate var ids: [UUID] {
        (self.arrayValue ?? [self]).compactMap { $0.stringValue.flatMap(UUID.init(strict:)) }
    }
}

extension JSONObject {
    /// Without what only the server sets.
    fileprivate var withoutServerFields: JSONObject {
        var copy = self
        for name in ["id", "created_at", "updated_at"] { copy[name] = nil }
        return copy
    }
}
