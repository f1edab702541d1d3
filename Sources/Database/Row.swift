import FoundationEssentials
import JSONBytes

/// One column of the row that a driver stands on. Bytes live until the driver steps.
package enum Cell {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case text(UnsafeRawBufferPointer)
    /// Big-endian halves of a uuid's 16 bytes.
    case uuid(high: UInt64, low: UInt64)
    /// Microseconds since 1970, UTC.
    case timestamp(Int64)
    /// Days since 1970-01-01.
    case date(Int32)
    /// JSON text. PostgreSQL's arrays arrive as JSON arrays too.
    case json(UnsafeRawBufferPointer)
}

/// A driver's cursor: the columns of the current row.
package protocol RowSource: AnyObject {
    /// SQLite answers by what is stored (`int`, `double`, `text`, `null`), PostgreSQL by the column's type.
    func cell(_ index: Int) -> Cell
}

/// The row under a cursor. Valid inside the closure it was handed to, and nowhere else.
package struct Row {
    package let source: any RowSource

    package init(_ source: any RowSource) { self.source = source }

    /// The value of a column, by position from 0.
    ///
    /// - Throws: ``DatabaseError`` when the column holds null or another kind of value: a mistake in the query.
    package func value<Column: ColumnValue>(_ index: Int, as: Column.Type = Column.self) throws -> Column {
        guard let value = Column(cell: self.source.cell(index)) else {
            throw DatabaseError(.other, "column \(index) does not hold a \(Column.self)")
        }
        return value
    }

    package func uuid(_ index: Int) throws -> UUID { try self.value(index) }
    package func text(_ index: Int) throws -> String { try self.value(index) }
    package func int(_ index: Int) throws -> Int { try self.value(index) }
    package func double(_ index: Int) throws -> Double { try self.value(index) }
    package func bool(_ index: Int) throws -> Bool { try self.value(index) }
    package func timestamp(_ index: Int) throws -> Timestamp { try self.value(index) }
    package func json(_ index: Int) throws -> JSONValue { try self.value(index) }
    package func isNull(_ index: Int) -> Bool {
        if case .null = self.source.cell(index) { true } else { false }
    }
}
