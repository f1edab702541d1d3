import API
import Database
import FoundationEssentials
import JSONBytes

extension Input where Value == Timestamp? {
    static func after() -> Input { .moment("after", "Only what happened after this.") }
    static func before() -> Input { .moment("before", "Only what happened before this.") }

    private static func moment(_ name: String, _ note: String) -> Input {
        Input(InputDescription(.query, name, .timestamp, note, isRequired: false)) { arrival in
            guard let text = arrival.query(name) else { return nil }
            // A day, or a moment without a zone.
            let isBare = text.utf8.count <= 19 && text.utf8.allSatisfy { "0123456789-:T".utf8.contains($0) }
            guard isBare, let moment = Timestamp(text: text) else {
                // Compat: the same sentence for both, as it is.
                throw Problem.invalid(
                    "Wrong date format for before argument.Expected format: 2020-01-05T13:23:10 or 2020-01-05")
            }
            return moment
        }
    }
}

extension Input where Value == String? {
    /// A text that is not looked at where there is none.
    static func queryText(_ name: String, _ note: String) -> Input { .query(name, note) }
}

extension Input where Value == Int {
    static func rowLimit() -> Input {
        Input(
            InputDescription(.query, "limit", .int, "How many at most.", isRequired: false, initial: 100)
        ) { arrival in
            guard let text = arrival.query("limit") else { return 100 }
            guard let limit = Int(text: text), limit >= 0 else {
                throw Problem.invalid("Wrong value for parameter limit.")
            }
            return limit
        }
    }
}

extension Input where Value == ProjectRow.ID? {
    /// Compat: a production that does not exist is no error, it has no events.
    static func journalProject() -> Input {
        Input(
            InputDescription(.query, "project_id", .uuid, "Only those of this production.", isRequired: false),
            object: { id in
                guard let id else { return RouteObject.none }
                return RouteObject(project: "SELECT \(Entities.cast(id.uuid))", id: id.uuid)
            }
        ) { arrival in
            guard let text = arrival.query("project_id") else { return nil }
            guard let id = UUID(strict: text) else {
                throw Problem.invalid("The project_id parameter is not a valid id")
            }
            return ProjectRow.ID(id)
        }
    }
}

extension Input where Value == [UUID] {
    static func personIDs() -> Input {
        Input(
            InputDescription(
                .query, "person_ids", .list(of: .uuid), "Only those by one of these persons.", isRequired: false)
        ) { arrival in
            try arrival.queries("person_ids").map { text in
                guard let id = UUID(strict: text) else {
                    throw Problem.invalid("The person_ids parameter contains an invalid id")
                }
                return id
            }
        }
    }
}
