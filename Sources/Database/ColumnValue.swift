import FoundationEssentials
import JSONBytes

/// A type that a column can be read as, from either database.
package protocol ColumnValue: Sendable {
    /// Nil when the cell holds no such value.
    init?(cell: Cell)
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    package init?(cell: Cell) {
        if case .null = cell {
            self = Wrapped?.none
        } else if let value = Wrapped(cell: cell) {
            self = .some(value)
        } else {
            return nil
        }
    }
}

extension String: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .text(let bytes), .json(let bytes): self = String(decoding: bytes, as: UTF8.self)
        case .uuid(let high, let low): self = UUID(high: high, low: low).text
        case .int(let value): self = String(value)
        default: return nil
        }
    }
}

extension Int64: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .int(let value): self = value
        case .double(let value):
            guard let exact = Int64(exactly: value) else { return nil }
            self = exact
        default: return nil
        }
    }
}

extension Int: ColumnValue {
    package init?(cell: Cell) {
        guard let value = Int64(cell: cell) else { return nil }
        self = Int(value)
    }
}

extension Double: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .int(let value): self = Double(value)
        case .double(let value): self = value
        default: return nil
        }
    }
}

extension Bool: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .bool(let value): self = value
        case .int(let value): self = value != 0
        default: return nil
        }
    }
}

extension UUID: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .uuid(let high, let low): self = UUID(high: high, low: low)
        case .text(let bytes): self.init(uuidString: String(decoding: bytes, as: UTF8.self))
        default: return nil
        }
    }
}

extension Timestamp: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .timestamp(let microseconds): self.init(microseconds: microseconds)
        case .text(let bytes):
            guard let parsed = CivilTime.microseconds(parsing: bytes) else { return nil }
            self.init(microseconds: parsed)
        default: return nil
        }
    }
}

extension Day: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .date(let number): self.init(number: number)
        case .text(let bytes):
            guard let parsed = CivilTime.days(parsing: bytes) else { return nil }
            self.init(number: parsed)
        default: return nil
        }
    }
}

extension JSONValue: ColumnValue {
    package init?(cell: Cell) {
        switch cell {
        case .null: self = .null
        case .text(let bytes), .json(let bytes):
            guard let value = try? JSONValue(parsing: bytes) else { return nil }
            self = value
        default: return nil
        }
    }
}

extension Identifier: ColumnValue {
    package init?(cell: Cell) {
        guard let uuid = UUID(cell: cell) else { return nil }
        self.init(uuid)
    }
}
