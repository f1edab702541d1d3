import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Which machines and programs the departments use.
package enum DepartmentTools {
    package static let routes: [Route] =
        routes(HardwareItemRow.self, HardwareItemDepartmentLinkRow.self, "hardware-items", "hardware_item_id")
        + routes(SoftwareRow.self, SoftwareDepartmentLinkRow.self, "software-licenses", "software_id")

    private static func routes<Tool: Shape, Link: Shape>(
        _ tool: Tool.Type, _ link: Link.Type, _ word: String, _ field: String
    ) -> [Route] {
        let column = SQL(verbatim: field)
        return [
            .get(
                "/data/departments/\(word)", "The \(Tool.name) rows of each department.",
                allow: .admin, answers: .object("`{department_id: [row]}`.")
            ) { _ in Self.byDepartment(Tool.self, Link.self, column) },
            .post(
                "/data/departments/{department_id}/\(word)", "Give a department a \(Tool.name).",
                Input<DepartmentRow.ID>.path("department_id", malformed: .wrongID),
                Input<Tool.ID>.field(field, "Its id."),
                allow: .admin, answers: .one(Link.self)
            ) { call, department, id in try Self.add(id, to: department, Link.self, field, call) },
            .get(
                "/data/departments/{department_id}/\(word)/{\(field)}", "A \(Tool.name) of a department.",
                Input<DepartmentRow.ID>.path("department_id", malformed: .wrongID),
                Input<Tool.ID>.path(field, malformed: .wrongID),
                allow: .admin, answers: .one(Tool.self)
            ) { _, department, id in
                .one(
                    """
                    SELECT \(columns: Tool.self) FROM \(Tool.self) WHERE id = \(id) AND id IN (
                        SELECT \(column) FROM \(Link.self) WHERE department_id = \(department))
                    """, as: Tool.columns)
            },
            .delete(
                "/data/departments/{department_id}/\(word)/{\(field)}", "Take a \(Tool.name) from a department.",
                Input<DepartmentRow.ID>.path("department_id", malformed: .wrongID),
                Input<Tool.ID>.path(field, malformed: .wrongID), allow: .admin
            ) { call, department, id in
                try Self.require(id, department, call.data)
                try call.data.run("DELETE FROM \(Link.self) WHERE department_id = \(department) AND \(column) = \(id)")
                return .nothing
            },
        ]
    }

    private static func byDepartment<Tool: Shape, Link: Shape>(
        _ tool: Tool.Type, _ link: Link.Type, _ column: SQL
    ) -> Answer {
        let columns = Tool.columns
        return .json { reader, output in
            output.json.beginObject()
            try reader.writeGroups(
                """
                SELECT \(columns: columns, "t"), l.department_id FROM \(Link.self) l JOIN \(Tool.self) t ON t.id = l.\(column)
                ORDER BY l.department_id, t.name, t.id
                """, by: columns.count, to: output
            ) { columns.writeObject($0, into: &output.json) }
            output.json.endObject()
        }
    }

    /// - Throws: ``Problem`` 404 without such a department or tool.
    private static func require<Tool: Shape>(
        _ id: Identifier<Tool>, _ department: DepartmentRow.ID, _ reader: Reader
    ) throws {
        guard try reader.exists("SELECT 1 FROM department WHERE id = \(department)"),
            try reader.exists("SELECT 1 FROM \(Tool.self) WHERE id = \(id)")
        else { throw Problem.notFound() }
    }

    /// - Throws: ``Problem`` 404 without such a department or tool.
    private static func add<Tool: Shape, Link: Shape>(
        _ id: Identifier<Tool>, to department: DepartmentRow.ID, _ link: Link.Type, _ field: String, _ call: Writing
    ) throws -> Answer {
        let data = call.data
        try self.require(id, department, data)
        let column = SQL(verbatim: field)
        let known = try data.one(
            "SELECT id FROM \(Link.self) WHERE department_id = \(department) AND \(column) = \(id)", Link.ID.self)
        let link =
            try known
            ?? data.insert(
                Link.self, ["department_id": .uuid(department.uuid), field: .uuid(id.uuid)])
        return .one(
            "SELECT \(columns: Link.self) FROM \(Link.self) WHERE id = \(link)", as: Link.columns, .created)
    }
}

extension Problem {
    /// An id in the path that is none. Compat: with the departments' words.
    static let wrongID = Problem.invalid("Wrong UUID format.")
}
