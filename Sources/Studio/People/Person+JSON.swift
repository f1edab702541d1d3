import Database
import FoundationEssentials
import JSONBytes

extension PersonRow {
    /// Where the reference writes a person's departments.
    enum DepartmentsPlace {
        case inOrder, last
    }

    static let columnsWithDepartments = columns.with(relations)
    static let columnsBeforeDepartments = columns.with([
        Relation(
            "departments", through: "department_link", own: "person_id", other: "department_id",
            target: "department", before: nil)
    ])
}

extension Reader {
    /// Writes a person as he sees himself: as a value, after its key. `withKeys` adds the names of his security keys.
    func writePerson(
        _ id: UUID, departments: PersonRow.DepartmentsPlace, withKeys: Bool = false, to output: Output
    ) throws {
        let columns =
            departments == .last ? PersonRow.columnsBeforeDepartments : PersonRow.columnsWithDepartments
        let keys = withKeys ? try self.securityKeys(of: id) : nil
        let sql: SQL = "SELECT \(columns: columns) FROM \(PersonRow.self) WHERE id = \(id)"
        try self.each(sql) { row in
            output.json.beginObject()
            columns.writeMembers(row, into: &output.json)
            if let keys {
                output.json.key("fido_devices")
                output.json.value(.array(keys.map(JSONValue.string)))
            }
            output.json.endObject()
        }
    }

    private func securityKeys(of id: UUID) throws -> [String] {
        let stored = try self.one("SELECT fido_credentials FROM \(PersonRow.self) WHERE id = \(id)", JSONValue?.self)
        return (stored??.arrayValue ?? []).compactMap { $0["device_name"]?.stringValue }
    }

    /// Writes the member `organisation` into an open object; what opens the studio's chats is for administrators.
    func writeOrganisation(forAdmin isForAdmin: Bool, to output: Output) throws {
        output.json.key("organisation")
        let columns = isForAdmin ? OrganisationRow.columns : OrganisationRow.openColumns
        let query: SQL = "SELECT \(columns: columns) FROM \(OrganisationRow.self) ORDER BY created_at, id LIMIT 1"
        let found = try self.writeObject(query, as: columns, to: output)
        if !found { output.json.null() }
    }
}
