import API
import Database
import FoundationEssentials
import JSONBytes

// What a production has cost so far, in minutes of work.
extension Budgets {
    package static let expenseRoutes: [Route] = [
        .get(
            "/data/projects/{project_id}/budgets/time-spents",
            "Minutes by department, person and month (`YYYY-MM`), with totals. Work of no department is left out.",
            .project, allow: .all([.admin, .member]),
            answers: .object("`{department_id: {total, person_id: {total, month: minutes}}}`."), handler: expenses)
    ]

    private static func expenses(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        let month: SQL = "\(sqlite: "substr(s.date, 1, 7)", postgres: "to_char(s.date, 'YYYY-MM')")"
        let rows = try call.data.all(
            """
            SELECT y.department_id, s.person_id, \(month), sum(s.duration) FROM time_spent s
            JOIN task t ON t.id = s.task_id JOIN task_type y ON y.id = t.task_type_id
            WHERE t.project_id = \(project) AND y.department_id IS NOT NULL AND s.person_id IS NOT NULL
            GROUP BY y.department_id, s.person_id, \(month) ORDER BY 1, 2, 3
            """, UUID.self, UUID.self, String.self, Double.self)
        var departments = JSONObject()
        for (department, person, month, minutes) in rows {
            var people = departments[department.text]?.objectValue ?? ["total": .double(0)]
            var months = people[person.text]?.objectValue ?? ["total": .double(0)]
            months[month] = .double(minutes)
            months["total"] = .double((months["total"]?.doubleValue ?? 0) + minutes)
            people["total"] = .double((people["total"]?.doubleValue ?? 0) + minutes)
            people[person.text] = .object(months)
            departments[department.text] = .object(people)
        }
        return .value(.object(departments))
    }
}
