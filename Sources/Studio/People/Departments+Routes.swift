import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The crafts of the studio, and who works in them.
package enum Departments {
    package static let routes: [Route] =
        Table(of: DepartmentRow.self, at: "/data/departments", access: .administered).routes + [
            .post(
                "/actions/persons/{person_id}/departments/add", "Put a person into a department.",
                .path("person_id", malformed: .notFound()), .field("department_id", "The department."),
                allow: .admin, answers: .one(PersonRow.self), handler: add),
            .delete(
                "/actions/persons/{person_id}/departments/{department_id}", "Take a person out of a department.",
                .path("person_id", malformed: .notFound()), .path("department_id", malformed: .noDepartment),
                allow: .admin, handler: remove),
            .get(
                "/data/departments/{department_id}/persons", "The people of a department.",
                .path("department_id", malformed: .wrongID),
                allow: .loggedIn, answers: .list(PersonRow.self), handler: persons),
        ]

    private static func add(_ call: Writing, person: PersonRow.ID, department: DepartmentRow.ID) throws -> Answer {
        try self.check(call, person, department)
        try call.data.run(
            """
            INSERT INTO department_link (person_id, department_id) VALUES (\(person), \(department))
            ON CONFLICT DO NOTHING
            """)
        try self.touch(call, person)
        let columns = PersonRow.columnsWithDepartments
        return .one("SELECT \(columns: columns) FROM \(PersonRow.self) WHERE id = \(person)", as: columns, .created)
    }

    private static func remove(_ call: Writing, person: PersonRow.ID, department: DepartmentRow.ID) throws -> Answer {
        try self.check(call, person, department)
        try call.data.run("DELETE FROM department_link WHERE person_id = \(person) AND department_id = \(department)")
        try self.touch(call, person)
        return .nothing
    }

    /// - Throws: ``Problem`` 404 without such a person, 400 without such a department.
    private static func check(_ call: Writing, _ person: PersonRow.ID, _ department: DepartmentRow.ID) throws {
        guard try call.data.exists("SELECT 1 FROM person WHERE id = \(person)") else { throw Problem.notFound() }
        guard try call.data.exists("SELECT 1 FROM department WHERE id = \(department)") else {
            throw Problem.noDepartment
        }
    }

    private static func touch(_ call: Writing, _ person: PersonRow.ID) throws {
        try call.data.update(person, [:])
        try call.data.emit(.update, PersonRow.self, person.uuid)
    }

    private static func persons(_ call: Reading, department: DepartmentRow.ID) throws -> Answer {
        guard try call.data.exists("SELECT 1 FROM department WHERE id = \(department)") else {
            throw Problem.notFound()
        }
        let caller = try call.caller
        let columns = (caller.isAdmin ? PersonRow.columns : ColleagueRow.columns).with(PersonRow.relations)
        let visible = PersonRow.visible(to: caller).map { " AND \($0)" as SQL } ?? .empty
        return .rows(
            """
            SELECT \(columns: columns) FROM \(PersonRow.self)
            WHERE id IN (SELECT person_id FROM department_link WHERE department_id = \(department))\(visible)
            \(PersonRow.stableOrder)
            """, as: columns)
    }
}

extension Problem {
    fileprivate static let noDepartment = Problem.invalid("Department ID matches no department")
}
