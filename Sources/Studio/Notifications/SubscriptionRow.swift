import Database
import FoundationEssentials

/// What a person wants to be notified of.
package enum SubscriptionRow: Shape {
    package static let name = "Subscription"
    package static let table = "subscription"

    package static let fields: [Field] = [
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("task_id", .uuid, references: "task"),
        Field("entity_id", .uuid, references: "entity"),
        Field("task_type_id", .uuid, references: "task_type"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT COALESCE(task.project_id, entity.project_id) FROM subscription
        LEFT JOIN task ON task.id = subscription.task_id
        LEFT JOIN entity ON entity.id = subscription.entity_id
        WHERE subscription.id = \(id)
        """
    }
}
