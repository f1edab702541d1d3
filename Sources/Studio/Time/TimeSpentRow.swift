import Database
import FoundationEssentials

/// Work on a task on one day.
package enum TimeSpentRow: Shape {
    package static let name = "TimeSpent"
    package static let table = "time_spent"

    package static let fields: [Field] = [
        Field("duration", .double, "In minutes.", required: true, nullable: false),
        Field("date", .date, "The day of the work.", required: true, nullable: false),
        Field("task_id", .uuid, references: "task"),
        Field("person_id", .uuid, references: "person"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT task.project_id FROM time_spent
        JOIN task ON task.id = time_spent.task_id
        WHERE time_spent.id = \(id)
        """
    }
}
