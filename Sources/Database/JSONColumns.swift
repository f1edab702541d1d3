import JSONBytes
import Synchronization

/// A list of columns that leaves as the members of a JSON object, in order.
package struct JSONColumns: Sendable {
    /// One member: its key, its kind, and the SQL it is read from.
    package struct Column: Sendable {
        enum Source: Sendable {
            case field(Field)
            case relation(Relation)
            case nested(NestedObject)
        }

        let source: Source
        package let key: JSONKey
        package let kind: Field.Kind

        package var name: String { self.key.name }
    }

    package let columns: [Column]
    /// The table that relations start from.
    private let table: String
    /// The value of the member `type`; nil when there is none.
    package let type: String?
    /// How many columns come before `type`: nearly always all of them.
    private let typeIndex: Int
    /// The select list without an alias, made once.
    private let plainList: SQL
    /// The members that stand there with nothing in them, relations among them.
    private let masked: Set<String>
    private let related = Related()

    private init(
        _ columns: [Column], table: String, type: String?, typeIndex: Int, masked: Set<String> = []
    ) {
        self.columns = columns
        self.table = table
        self.type = type
        self.typeIndex = typeIndex
        self.masked = masked
        self.plainList = Self.selectList(columns, table, nil)
    }

    /// Fields of no shape; those that a query computes are selected by it, not by ``selectList(_:)``.
    package init(_ fields: [Field], type: String?) {
        let columns = fields.map { Column(source: .field($0), key: $0.key, kind: $0.kind) }
        self.init(columns, table: "", type: type, typeIndex: columns.count)
    }

    /// The visible fields of a shape, under its own type's name.
    package init(of shape: (some Shape).Type, type: String? = nil) {
        var columns = shape.openFields.map { Column(source: .field($0), key: $0.key, kind: $0.kind) }
        var typeIndex = columns.firstIndex { $0.name == shape.fieldAfterType } ?? columns.count
        for nested in shape.nested {
            let column = Column(source: .nested(nested), key: nested.key, kind: .json)
            typeIndex = columns.insert(column, before: nested.before, typeIndex: typeIndex)
        }
        self.init(columns, table: shape.table, type: type ?? shape.name, typeIndex: typeIndex)
    }

    package func has(_ name: String) -> Bool { self.columns.contains { $0.name == name } }

    /// The same with relations, each a list of ids at the place where the reference has it. Those that are there
    /// already stay where they are.
    package func with(_ relations: [Relation]) -> JSONColumns {
        if relations.isEmpty { return self }
        if let known = self.related.find(relations) { return known }
        let made = self.made(with: relations)
        self.related.keep(made, relations)
        return made
    }

    private func made(with relations: [Relation]) -> JSONColumns {
        var columns = self.columns
        var typeIndex = self.typeIndex
        for relation in relations where !self.has(relation.name) {
            let column = self.column(of: relation)
            typeIndex = columns.insert(column, before: relation.before, typeIndex: typeIndex)
        }
        return JSONColumns(
            columns, table: self.table, type: self.type, typeIndex: typeIndex, masked: self.masked)
    }

    private func column(of relation: Relation) -> Column {
        guard self.masked.contains(relation.name) else {
            return Column(source: .relation(relation), key: relation.key, kind: .json)
        }
        let nobody = Field.computed(relation.name, .json, "None of them.", as: "'[]'")
        return Column(source: .field(nobody), key: relation.key, kind: .json)
    }

    /// The same members with others' values in place of some: those that a caller does not get.
    ///
    /// - Parameters:
    ///   - fields: What stands in the place of the fields of their names.
    ///   - relations: The names of those that are always empty.
    package func masking(_ fields: [Field], relations: Set<String>) -> JSONColumns {
        let masks = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
        let columns = self.columns.map { column -> Column in
            guard let mask = masks[column.name] else { return column }
            return Column(source: .field(mask), key: column.key, kind: mask.kind)
        }
        return JSONColumns(
            columns, table: self.table, type: self.type, typeIndex: self.typeIndex,
            masked: self.masked.union(masks.keys).union(relations))
    }

    /// Whether the member of this name tells nothing.
    package func masks(_ name: String) -> Bool { self.masked.contains(name) }

    /// Only the members named; `id` and `type` always stay, as the reference does.
    package func only(_ names: Set<String>) -> JSONColumns {
        self.filtered { names.contains($0) || $0 == "id" || $0 == "type" }
    }

    package func without(_ names: Set<String>) -> JSONColumns { self.filtered { !names.contains($0) } }

    /// The same members under another `type`.
    package func typed(_ type: String?) -> JSONColumns {
        JSONColumns(
            self.columns, table: self.table, type: type, typeIndex: self.typeIndex, masked: self.masked)
    }

    private func filtered(_ isKept: (String) -> Bool) -> JSONColumns {
        let typeIndex = self.columns[..<self.typeIndex].count { isKept($0.name) }
        return JSONColumns(
            self.columns.filter { isKept($0.name) }, table: self.table, type: self.type, typeIndex: typeIndex,
            masked: self.masked)
    }

    /// `alias.a, alias.b, …`
    package func selectList(_ alias: String? = nil) -> SQL {
        alias == nil ? self.plainList : Self.selectList(self.columns, self.table, alias)
    }

    package var count: Int { self.columns.count }

    private static func selectList(_ columns: [Column], _ table: String, _ alias: String?) -> SQL {
        columns.map { column -> SQL in
            switch column.source {
            case .field(let field): SQL(verbatim: field.selection(alias))
            case .relation(let relation): relation.ids(of: alias ?? table)
            case .nested(let nested): nested.object(of: alias ?? table)
            }
        }.joined(separator: ", ")
    }

    /// Writes one object from the row's columns, the first of which is at `offset`.
    package func writeObject(_ row: Row, from offset: Int = 0, into json: inout JSONWriter) {
        json.beginObject()
        self.writeMembers(row, from: offset, into: &json)
        json.endObject()
    }

    /// Writes the members only, `type` included, into an object that the caller opened.
    package func writeMembers(_ row: Row, from offset: Int = 0, into json: inout JSONWriter) {
        let source = row.source
        for index in self.columns.indices {
            if index == self.typeIndex { self.writeType(into: &json) }
            json.key(self.columns[index].key)
            json.cell(source.cell(offset + index), as: self.columns[index].kind)
        }
        if self.typeIndex == self.columns.count { self.writeType(into: &json) }
    }

    private func writeType(into json: inout JSONWriter) {
        guard let type = self.type else { return }
        json.key("type")
        json.string(type)
    }
}

extension [JSONColumns.Column] {
    /// Puts a column before the member of that name; nil for the last place.
    ///
    /// - Returns: Where the member `type` is now.
    fileprivate mutating func insert(_ column: Element, before name: String?, typeIndex: Int) -> Int {
        let place = self.firstIndex { $0.name == name }
        let isBeforeType = place.map { $0 < typeIndex } ?? (name == "type")
        self.insert(column, at: place ?? (isBeforeType ? typeIndex : self.count))
        return isBeforeType ? typeIndex + 1 : typeIndex
    }
}

/// The columns that were last made of others with relations: nearly always the same, for every request.
private final class Related: Sendable {
    private let last = Mutex<(relations: [Relation], columns: JSONColumns)?>(nil)

    func find(_ relations: [Relation]) -> JSONColumns? {
        self.last.withLock { last in
            guard let last, last.relations == relations else { return nil }
            return last.columns
        }
    }

    func keep(_ columns: JSONColumns, _ relations: [Relation]) { self.last.withLock { $0 = (relations, columns) } }
}

extension Relation {
    /// A JSON array of the others' ids, in a stable order.
    package func ids(of owner: String) -> SQL {
        let rows = "SELECT \(self.other) AS o FROM \(self.table) WHERE \(self.own) = \(owner).id ORDER BY \(self.other)"
        return """
            \(sqlite: "(SELECT json_group_array(o) FROM (\(rows)))",
                postgres: "(SELECT coalesce(json_agg(o), '[]'::json) FROM (\(rows)) r)")
            """
    }
}

extension JSONWriter {
    /// Writes what a column holds as the kind that it is known to be.
    package mutating func cell(_ cell: Cell, as kind: Field.Kind) {
        switch cell {
        case .null: self.null()
        case .bool(let value): self.bool(value)
        case .int(let value):
            switch kind {
            case .bool: self.bool(value != 0)
            case .double: self.double(Double(value))
            default: self.int(value)
            }
        case .double(let value): self.double(value)
        case .text(let bytes):
            switch kind {
            case .json, .textArray, .bytesArray: self.raw(utf8: bytes)
            // SQLite keeps the fraction, to order by; the wire has none.
            case .timestamp: self.string(utf8: UnsafeRawBufferPointer(rebasing: bytes.prefix(19)))
            default: self.string(utf8: bytes)
            }
        case .uuid(let high, let low): self.uuid(high: high, low: low)
        case .timestamp(let microseconds): self.timestamp(microsecondsSince1970: microseconds)
        case .date(let days): self.date(daysSince1970: days)
        case .json(let bytes): self.raw(utf8: bytes)
        }
    }
}
