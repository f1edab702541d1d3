import Database
import FoundationEssentials

/// A person or a vacancy in a budget, with its cost over some months.
package enum BudgetEntryRow: Shape {
    package static let name = "BudgetEntry"
    package static let table = "budget_entry"

    package static let fields: [Field] = [
        Field("budget_id", .uuid, required: true, nullable: false, references: "budget"),
        Field("department_id", .uuid, required: true, nullable: false, references: "department"),
        Field("person_id", .uuid, references: "person"),
        Field("start_date", .date, "First day.", required: true, nullable: false),
        Field("months_duration", .int, "In months.", required: true, nullable: false),
        Field("daily_salary", .double, "In the budget's currency.", required: true, nullable: false),
        Field("position", .text, initial: .text("artist"), choices: PersonRow.positions),
        Field("seniority", .text, initial: .text("mid"), choices: PersonRow.seniorities),
        Field("exceptions", .json, "Months whose cost differs."),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)

    package static func project(of id: UUID) -> SQL? {
        """
        SELECT budget.project_id FROM budget_entry
        JOIN budget ON budget.id = budget_entry.budget_id
        WHERE budget_entry.id = \(id)
        """
    }
}
