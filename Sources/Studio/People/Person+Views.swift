import API
import Database

/// A person as colleagues see him: nothing that is only his and the managers' business.
package enum ColleagueRow: Shape {
    package static let name = PersonRow.name
    package static let table = PersonRow.table
    package static let fields = [
        "id", "first_name", "last_name", "full_name", "has_avatar", "active", "studio_id", "role", "desktop_login",
        "is_bot",
    ].compactMap(PersonRow.field)
    package static let relations = PersonRow.relations
    package static let fieldAfterType: String? = "first_name"
    package static let columns = JSONColumns(of: Self.self).with(Self.relations)
}

/// A person in the list that colleagues get. Compat: nobody's departments are in it.
package enum ListedColleagueRow: Shape {
    package static let name = PersonRow.name
    package static let table = PersonRow.table
    package static let fields = ColleagueRow.fields.flatMap { field in
        field.name == "studio_id"
            ? [.computed("departments", .json, "Always empty in lists.", as: "'[]'"), field] : [field]
    }
    package static let fieldAfterType: String? = "first_name"
    package static let columns = JSONColumns(of: Self.self)
}

/// A person as clients see him.
package enum PersonCard: Shape {
    package static let name = PersonRow.name
    package static let table = PersonRow.table
    package static let fields = [
        "id", "first_name", "last_name", "full_name", "has_avatar", "active", "role", "is_bot",
    ].compactMap(PersonRow.field)
    package static let fieldAfterType: String? = "first_name"
    package static let columns = JSONColumns(of: Self.self)
}

extension PersonRow {
    /// What someone gets of a person. `isFull` says whether he may see all that is not secret.
    package static func columns(for caller: Caller, isFull: Bool) -> JSONColumns {
        if isFull { return self.columns }
        return caller.role == .client ? PersonCard.columns : ColleagueRow.columns
    }

    /// What someone gets of the people in a list.
    package static func listColumns(for caller: Caller) -> JSONColumns {
        if caller.isAdmin { return self.columns }
        return caller.role == .client ? PersonCard.columns : ListedColleagueRow.columns
    }

    /// A condition on the people that someone may see; nil for everybody. Clients see those they share a team with.
    package static func visible(to caller: Caller) -> SQL? {
        guard caller.role == .client else { return nil }
        return """
            person.id IN (
                SELECT others.person_id FROM project_person_link own
                JOIN project_person_link others ON others.project_id = own.project_id
                WHERE own.person_id = \(caller.id))
            """
    }
}
