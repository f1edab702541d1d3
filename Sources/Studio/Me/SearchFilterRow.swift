import Database
import FoundationEssentials

/// A search that a person, or a team, kept.
package enum SearchFilterRow: Shape {
    package static let name = "SearchFilter"
    package static let table = "search_filter"

    package static let fields: [Field] = [
        Field(
            "list_type", .text, "The page it belongs to: `asset`, `shot`, `task`, …",
            required: true, nullable: false, maxLength: 80),
        Field("entity_type", .text, maxLength: 80),
        Field("name", .text, nullable: false, initial: .text(""), maxLength: 200),
        Field("search_query", .text, "As typed.", nullable: false, initial: .text(""), maxLength: 500),
        Field("is_shared", .bool, nullable: false, initial: .bool(false)),
        Field("department_id", .uuid, "Shared with one department only.", references: "department"),
        Field("search_filter_group_id", .uuid, references: "search_filter_group"),
        Field("person_id", .uuid, references: "person"),
        Field("project_id", .uuid, references: "project"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM search_filter WHERE id = \(id)" }
}
