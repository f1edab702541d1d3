import FoundationEssentials
import JSONBytes

/// What one kind of JSON object holds: the single description behind its SQL select list, its JSON,
/// its OpenAPI schema and the validation of its writes.
package protocol Shape: Sendable {
    /// The value of `type` on the wire, and the schema's name in the OpenAPI document.
    static var name: String { get }
    /// The table its rows live in.
    static var table: String { get }
    /// In the order of the wire.
    static var fields: [Field] { get }
    static var relations: [Relation] { get }
    /// Rows that the object holds whole, whether relations are asked for or not.
    static var nested: [NestedObject] { get }
    /// The field that `type` is written before; nil when `type` is the last member.
    static var fieldAfterType: String? { get }
    /// The visible fields, ready to be selected and written. Keep it in a `static let`.
    static var columns: JSONColumns { get }
    /// SQL whose first column is the project that row `id` belongs to; nil for rows of the whole studio.
    static func project(of id: UUID) -> SQL?
}

extension Shape {
    package static var relations: [Relation] { [] }
    package static var nested: [NestedObject] { [] }
    package static var fieldAfterType: String? { nil }
    package static func project(of id: UUID) -> SQL? { nil }
    package typealias ID = Identifier<Self>

    /// The fields that leave the server.
    package static var openFields: [Field] { self.fields.filter { $0.visibility == .open } }

    /// - Returns: Nil when the shape has no such field.
    package static func field(_ name: String) -> Field? { self.fields.first { $0.name == name } }
}
