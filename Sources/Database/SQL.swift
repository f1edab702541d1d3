import FoundationEssentials

/// SQL text with its bound values, written once for both dialects.
///
/// Every `\(…)` binds, unless it is one of the named interpolations:
/// ```swift
/// "SELECT \(columns: ShotRow.self) FROM entity WHERE project_id = \(project) AND id \(in: ids)"
/// ```
package struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    enum Part: Sendable, Hashable {
        case text(String)
        case bind(Value)
        /// `IN` a list that travels as one bound value, so that lists of any length share a statement.
        case list(Value)
        case either(sqlite: String, postgres: String)
    }

    var parts: [Part]

    package init(stringLiteral value: String) { self.parts = [.text(value)] }
    package init(stringInterpolation: StringInterpolation) { self.parts = stringInterpolation.parts }

    /// Text that is part of the program: names of tables and columns out of a shape. Never a client's.
    package init(verbatim text: String) { self.parts = [.text(text)] }

    package static let empty = SQL(verbatim: "")

    package static func + (lhs: SQL, rhs: SQL) -> SQL {
        var sum = lhs
        sum.parts += rhs.parts
        return sum
    }

    package static func += (lhs: inout SQL, rhs: SQL) { lhs.parts += rhs.parts }

    /// The text and values to hand to a driver: `?1` for SQLite, `$1` for PostgreSQL.
    package func rendered(for dialect: Dialect) -> (text: String, values: [Value]) {
        var text = ""
        var values: [Value] = []
        let mark = dialect == .sqlite ? "?" : "$"
        text.reserveCapacity(self.parts.reduce(0) { $0 + $1.room })
        for part in self.parts {
            switch part {
            case .text(let literal):
                text += literal
            case .bind(let value):
                values.append(value)
                text += mark
                text += String(values.count)
            case .list(let value):
                values.append(value)
                text +=
                    dialect == .sqlite
                    ? "IN (SELECT value FROM json_each(?\(values.count)))" : "= ANY($\(values.count))"
            case .either(let sqlite, let postgres):
                text += dialect == .sqlite ? sqlite : postgres
            }
        }
        return (text, values)
    }
}

extension SQL.Part {
    /// In bytes: about what it takes in a statement's text.
    fileprivate var room: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .bind: 4
        case .list: 40
        case .either(let sqlite, let postgres): max(sqlite.utf8.count, postgres.utf8.count)
        }
    }
}

extension [SQL] {
    package func joined(separator: SQL) -> SQL {
        guard var sum = self.first else { return .empty }
        for part in self.dropFirst() { sum += separator + part }
        return sum
    }
}
