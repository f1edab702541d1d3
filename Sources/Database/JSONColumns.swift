import JSONBytes

/// A list of columns that leaves as the members of a JSON object, in order.
package struct JSONColumns: Sendable {
    package let fields: [Field]
    /// The value of the member `type`; nil when there is none.
    package let type: String?
    /// How many fields come before `type`: nearly always all of them.
    private let typeIndex: Int
    private let plainList: String

    /// `type` is written before the field `fieldAfterType`; last, when that is nil or none of `fields`.
    package init(_ fields: [Field], type: String?, fieldAfterType: String? = nil) {
        self.fields = fields
        self.type = type
        self.typeIndex = fields.firstIndex { $0.name == fieldAfterType } ?? fields.count
        self.plainList = fields.map { $0.selection() }.joined(separator: ", ")
    }

    /// The visible fields of a shape, under its own type's name.
    package init(of shape: (some Shape).Type, type: String? = nil) {
        self.init(
            shape.fields.filter { $0.visibility == .open }, type: type ?? shape.name,
            fieldAfterType: shape.fieldAfterType)
    }

    /// Only the fields named; `id` and `type` always stay, as the reference does.
    package func only(_ names: Set<String>) -> JSONColumns {
        self.filtered { names.contains($0.name) || $0.name == "id" || $0.name == "type" }
    }

    package func without(_ names: Set<String>) -> JSONColumns {
        self.filtered { !names.contains($0.name) }
    }

    private func filtered(_ stays: (Field) -> Bool) -> JSONColumns {
        let after = self.fields[self.typeIndex...].first(where: stays)?.name
        return JSONColumns(self.fields.filter(stays), type: self.type, fieldAfterType: after)
    }

    /// `alias.a, alias.b, …`
    package func selectList(_ alias: String? = nil) -> String {
        guard let alias else { return self.plainList }
        return self.fields.map { $0.selection(alias) }.joined(separator: ", ")
    }

    package var count: Int { self.fields.count }

    /// Writes one object from the row's columns, the first of which is at `offset`.
    package func writeObject(_ row: Row, from offset: Int = 0, into json: inout JSONWriter) {
        json.beginObject()
        self.writeMembers(row, from: offset, into: &json)
        json.endObject()
    }

    /// Writes the members only, `type` included, into an object that the caller opened.
    package func writeMembers(_ row: Row, from offset: Int = 0, into json: inout JSONWriter) {
        let source = row.source
        for index in self.fields.indices {
            if index == self.typeIndex { self.writeType(into: &json) }
            json.key(self.fields[index].key)
            json.cell(source.cell(offset + index), as: self.fields[index].kind)
        }
        if self.typeIndex == self.fields.count { self.writeType(into: &json) }
    }

    private func writeType(into json: inout JSONWriter) {
        guard let type = self.type else { return }
        json.key("type")
        json.string(type)
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
