import FoundationEssentials

extension SQL {
    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            self.parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ text: String) {
            if !text.isEmpty { self.parts.append(.text(text)) }
        }

        package mutating func appendInterpolation(_ value: Value) { self.parts.append(.bind(value)) }
        package mutating func appendInterpolation(_ value: some Bindable) { self.parts.append(.bind(value.bound)) }
        package mutating func appendInterpolation(_ value: (some Bindable)?) {
            self.parts.append(.bind(value?.bound ?? .null))
        }

        /// `id \(in: ids)`: an empty list matches nothing.
        package mutating func appendInterpolation(in ids: [UUID]) { self.parts.append(.list(.uuids(ids))) }
        package mutating func appendInterpolation<Row>(in ids: [Identifier<Row>]) {
            self.parts.append(.list(.uuids(ids.map(\.uuid))))
        }
        package mutating func appendInterpolation(in texts: [String]) { self.parts.append(.list(.texts(texts))) }
        package mutating func appendInterpolation(in numbers: [Int64]) { self.parts.append(.list(.ints(numbers))) }

        /// `name \(ilike: "%tree%")`: a match that ignores case, with LIKE's wildcards.
        package mutating func appendInterpolation(ilike pattern: String) {
            self.parts.append(.either(sqlite: "LIKE ", postgres: "ILIKE "))
            self.parts.append(.bind(.text(pattern)))
        }

        /// JSON text for a `json` column.
        package mutating func appendInterpolation(json text: String) { self.parts.append(.bind(.json(text))) }

        /// The table of a shape.
        package mutating func appendInterpolation(_ shape: (some Shape).Type) { self.parts.append(.text(shape.table)) }

        /// The columns of a shape in the order its rows are written, each under `alias` when there is one.
        package mutating func appendInterpolation(columns shape: (some Shape).Type, _ alias: String? = nil) {
            self.parts.append(contentsOf: shape.columns.selectList(alias).parts)
        }
        package mutating func appendInterpolation(columns: JSONColumns, _ alias: String? = nil) {
            self.parts.append(contentsOf: columns.selectList(alias).parts)
        }

        /// SQL of one's own. The only way to splice text.
        package mutating func appendInterpolation(_ sql: SQL) { self.parts.append(contentsOf: sql.parts) }

        /// The few places where the dialects differ.
        package mutating func appendInterpolation(sqlite: String, postgres: String) {
            self.parts.append(.either(sqlite: sqlite, postgres: postgres))
        }
    }
}

/// A type whose values may be bound to a statement.
package protocol Bindable: Sendable {
    var bound: Value { get }
}

extension Bool: Bindable { package var bound: Value { .bool(self) } }
extension Int: Bindable { package var bound: Value { .int(Int64(self)) } }
extension Int32: Bindable { package var bound: Value { .int(Int64(self)) } }
extension Int64: Bindable { package var bound: Value { .int(self) } }
extension Double: Bindable { package var bound: Value { .double(self) } }
extension String: Bindable { package var bound: Value { .text(self) } }
extension UUID: Bindable { package var bound: Value { .uuid(self) } }
extension Timestamp: Bindable { package var bound: Value { .timestamp(self) } }
extension Day: Bindable { package var bound: Value { .day(self) } }
extension Identifier: Bindable { package var bound: Value { .uuid(self.uuid) } }
