import Database
import FoundationEssentials

/// A change that was announced, as `/data/events` lists it.
package enum ApiEventRow: Shape {
    package static let name = "ApiEvent"
    package static let table = "api_event"

    package static let fields: [Field] = [
        Field("name", .text, "`task:update`.", required: true, nullable: false, maxLength: 80),
        Field("user_id", .uuid, "Who did it; null when no person did.", references: "person"),
        Field("project_id", .uuid, references: "project"),
        Field("data", .json, "The payload."),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? { "SELECT project_id FROM api_event WHERE id = \(id)" }
}
