import Database
import FoundationEssentials

/// A folder of kept searches.
package enum SearchFilterGroupRow: Shape {
    package static let name = "SearchFilterGroup"
    package static let table = "search_filter_group"

    package static let fields: [Field] = [
        Field(
            "list_type", .text, "The page it belongs to: `asset`, `shot`, `task`, …",
            required: true, nullable: false, maxLength: 80),
        Field("entity_type", .text, maxLength: 80),
        Field("name", .text, nullable: false, initial: .text(""), maxLength: 200),
        Field("color", .text, "`#RRGGBB`.", nullable: false, initial: .text(""), maxLength: 8),
        Field("is_shared", .bool, nullable: false, initial: .bool(false)),
        Field("person_id", .uuid, references: "person"),
        Field("project_id", .uuid, references: "project"),
        Field("department_id", .uuid, "Shared with one department only.", references: "department"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM search_filter_group WHERE id = \(id)" }
}
