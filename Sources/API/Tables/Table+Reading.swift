import Database
import FoundationEssentials
import JSONBytes
import Settings

extension Table {
    var listRoute: Route {
        guard let scope else {
            return .get(
                self.address, self.listSentence, .page(), .limit(), .relations(default: false), .fields(),
                .rowFilters(),
                allow: self.access.list, answers: .pages(Row.self), handler: self.list)
        }
        return .get(
            self.address, self.listSentence, .page(), .limit(), .relations(default: false), .fields(), .rowFilters(),
            scope, allow: self.access.list, answers: .pages(Row.self)
        ) { call, page, limit, relations, fields, filters, _ in
            try self.list(call, page: page, limit: limit, relations: relations, fields: fields, queries: filters)
        }
    }

    private var listSentence: String { "The \(Row.name) rows, all of them or page by page." }

    var readRoute: Route {
        .get(
            self.address + "/{instance_id}", "One \(Row.name).",
            .path("instance_id", malformed: self.malformedRead), .relations(default: true),
            allow: .rowOf(Row.self, self.access.read), answers: .one(Row.self), expecting: self.readQueries,
            handler: self.read)
    }

    private func list(
        _ call: Reading, page: Int, limit: Int, relations: Bool, fields: String?,
        queries: [(name: String, value: String)]
    ) throws -> Answer {
        var columns = self.columns(try call.caller)
        if relations || (self.alwaysRelates && queries.isEmpty) { columns = columns.with(Row.relations) }
        if let fields, !fields.isEmpty { columns = columns.only(Set(fields.split(separator: ",").map(String.init))) }
        let condition = try self.condition(call, queries.firstOfEach, readable: self.columns(call.caller))
        guard page > -1 else {
            return .rows("SELECT \(columns: columns) FROM \(Row.self)\(condition)\(Row.stableOrder)", as: columns)
        }
        let total = try call.data.count("SELECT count(*) FROM \(Row.self)\(condition)")
        let paging = try call.paging(page, limit: limit, total: total)
        return paging.answer(
            "SELECT \(columns: columns) FROM \(Row.self)\(condition)\(Row.pagedOrder)", as: columns)
    }

    /// - Parameter readable: What the caller gets of a row: he may filter by nothing else.
    private func condition(
        _ call: Reading, _ queries: [(name: String, value: String)], readable: JSONColumns
    ) throws -> SQL {
        var conditions: [SQL] = []
        if let visible = try self.visible?(call.caller, call.data) { conditions.append("(\(visible))") }
        for (name, value) in queries {
            if let filter = self.filters[name] {
                if let condition = try filter(call, value) { conditions.append(condition) }
            } else if readable.masks(name) || (Row.field(name)?.visibility == .open && !readable.has(name)) {
                throw Problem.invalid("Filtering on \(name) is not allowed.")
            } else if let condition = try FieldFilter.condition(Row.self, name, value) {
                conditions.append(condition)
            }
        }
        return conditions.isEmpty ? .empty : " WHERE " + conditions.joined(separator: " AND ")
    }

    private func read(_ call: Reading, id: Row.ID, relations: Bool) throws -> Answer {
        let caller = try call.caller
        if !self.isVisibleOnceRead, let visible = try self.visible?(caller, call.data),
            try !call.data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id) AND (\(visible))")
        {
            let exists = try call.data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id)")
            throw exists ? Problem.forbidden : Problem.notFound()
        }
        let (row, columns) = self.row(id, relations, for: caller)
        return .one(row, as: columns)
    }

    private func readQueries(_ caller: Caller, id: Row.ID, relations: Bool) -> [SQL]? {
        self.visible == nil || self.isVisibleOnceRead ? [self.row(id, relations, for: caller).query] : nil
    }

    private func row(_ id: Row.ID, _ relations: Bool, for caller: Caller) -> (query: SQL, columns: JSONColumns) {
        var columns = self.columns(caller)
        if relations || self.isReadWhole { columns = columns.with(Row.relations) }
        return ("SELECT \(columns: columns) FROM \(Row.self) WHERE id = \(id)", columns)
    }
}

extension Shape {
    /// Lists have no promised order on the wire: this one makes paging and comparing repeatable.
    package static var stableOrder: SQL {
        guard Self.field("id") != nil else { return .empty }
        return Self.field("created_at") == nil ? " ORDER BY id" : " ORDER BY created_at, id"
    }

    static var pagedOrder: SQL {
        guard Self.field("updated_at") != nil else { return Self.stableOrder }
        return " ORDER BY updated_at DESC, created_at DESC, id"
    }
}

extension [(name: String, value: String)] {
    /// Compat: of a parameter that is repeated the first counts.
    fileprivate var firstOfEach: Self {
        guard self.count > 1 else { return self }
        var seen: Set<String> = []
        return self.filter { seen.insert($0.name).inserted }
    }
}

extension Call {
    /// A page of a list of `total` rows, as the request asks for it and as the server's settings fill it.
    ///
    /// - Throws: ``Problem`` 400 for less than no rows.
    package func paging(_ page: Int, limit: Int, total: Int) throws -> Paging {
        guard limit >= 0 else { throw Problem.invalid("limit must be a positive integer.") }
        let usual = self.dependencies.settings.server.rowsPerPage
        return Paging(page: page, limit: limit == 0 ? usual : limit, total: total)
    }
}

/// One page of a list.
package struct Paging: Sendable {
    package let page: Int
    package let limit: Int
    package let total: Int

    /// - Parameters:
    ///   - page: From 1. Page 0 is empty.
    ///   - limit: Rows a page, 1 at least.
    ///   - total: Rows in all.
    fileprivate init(page: Int, limit: Int, total: Int) {
        self.page = page
        self.limit = max(1, limit)
        self.total = total
    }

    package var offset: Int { (self.page - 1) * self.limit }
    package var pages: Int { (self.total + self.limit - 1) / self.limit }

    /// The page's rows with the numbers around them.
    package func answer(_ sql: SQL, as columns: JSONColumns) -> Answer {
        .json { reader, output in
            output.json.beginObject()
            output.json.key("data")
            if self.page < 1 {
                output.json.beginArray()
                output.json.endArray()
            } else {
                try reader.writeArray(sql + " LIMIT \(self.limit) OFFSET \(self.offset)", as: columns, to: output)
            }
            self.writeNumbers(into: &output.json)
            output.json.endObject()
        }
    }

    /// `total`, `nb_pages`, `limit`, `offset` and `page`, as members of an open object.
    package func writeNumbers(into json: inout JSONWriter) {
        json.key("total")
        json.int(self.total)
        json.key("nb_pages")
        json.int(self.pages)
        json.key("limit")
        json.int(self.limit)
        json.key("offset")
        json.int(self.offset)
        json.key("page")
        json.int(self.page)
    }
}

extension Input {
    fileprivate static func page() -> Input where Value == Int {
        .query("page", "The page to answer, from 1; without it the whole list.", default: -1)
    }

    fileprivate static func limit() -> Input where Value == Int { .query("limit", "Rows a page.", default: 0) }

    fileprivate static func relations(default initial: Bool) -> Input where Value == Bool {
        .query("relations", "With the ids of related rows.", default: initial)
    }

    fileprivate static func fields() -> Input where Value == String? {
        .query("fields", "Only these fields, between commas.")
    }

    fileprivate static func rowFilters() -> Input where Value == [(name: String, value: String)] {
        .filters("A field's value to match; a JSON list matches any of its values.")
    }
}
