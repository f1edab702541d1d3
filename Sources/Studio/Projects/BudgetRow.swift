import Database
import FoundationEssentials

/// One revision of a production's budget.
package enum BudgetRow: Shape {
    package static let name = "Budget"
    package static let table = "budget"

    package static let fields: [Field] = [
        Field("project_id", .uuid, references: "project"),
        Field("revision", .int, "Counts from 1.", nullable: false, initial: .int(1)),
        Field("name", .text, required: true, nullable: false, maxLength: 255),
        Field("currency", .text, "ISO 4217 code.", maxLength: 3),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM budget WHERE id = \(id)" }
}
