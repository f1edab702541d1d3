import API
import Database
import FoundationEssentials
import JSONBytes

/// What has happened in the studio, and who has logged in, the newest first.
enum Journal {
    static let routes: [Route] =
        rows.routes + [
            .get(
                "/data/events/last",
                "The last events; those of the caller's productions, unless he is an administrator.",
                .after(), .before(), .query("only_files", "Only those that brought a file.", default: false),
                .queryText("cursor_event_id", "Only those before this one."), .rowLimit(), .journalProject(),
                .queryText("name", "Only those of this name."),
                .queries("name_prefixes", "Only those whose names begin with one of these: `task` for `task:new`."),
                .queries("name_suffixes", "Only those whose names end with one of these: `new` for `task:new`."),
                .personIDs(), allow: .readsJournal,
                answers: .objects("`id`, `created_at`, `name`, `user_id`, `project_id` and `data` of each."),
                handler: last),
            .get(
                "/data/events/login-logs/last", "The last logins.",
                .after(), .before(), .queryText("cursor_login_log_id", "Only those before this one."), .rowLimit(),
                .personIDs(), allow: .admin,
                answers: .objects("`id`, `created_at`, `ip_address`, `person_id` and `origin` of each."),
                handler: lastLogins),
            .get(
                "/data/events/names", "The names of all events that have happened.",
                allow: .manager, answers: .object("A list of texts."), handler: names),
        ]

    /// The generic routes of events.
    private static let rows = Table(of: ApiEventRow.self, at: "/data/events", access: .adminOnly)
        .keeping("project_id")

    private static let members = JSONColumns(
        [.id, .createdAt] + ApiEventRow.fields.filter { !$0.isReadOnly }, type: nil)
    private static let loginMembers = JSONColumns(
        [
            .id, .createdAt, Field("ip_address", .text), Field("person_id", .uuid), Field("origin", .text),
        ], type: nil)

    /// Compat: events that brought files, for clients that copy them.
    private static let ofFiles = [
        "preview-file:add-file", "organisation:set-thumbnail", "person:set-thumbnail", "project:set-thumbnail",
    ]

    private static func last(
        _ call: Reading, after: Timestamp?, before: Timestamp?, onlyFiles: Bool, cursor: String?, limit: Int,
        project: ProjectRow.ID?, name: String?, prefixes: [String], suffixes: [String], persons: [UUID]
    ) throws -> Answer {
        var conditions = try Self.period(ApiEventRow.self, after: after, before: before, cursor: cursor, call.data) {
            id in
            id.map { .invalid("No event found with id: \($0.text)") }
                ?? .invalid("The cursor_event_id parameter is not a valid id")
        }
        if let project {
            conditions.append("project_id = \(project)")
        } else if let visible = Projects.visible(to: try call.caller) {
            conditions.append("project_id IN (SELECT project.id FROM project WHERE \(visible))")
        }
        if onlyFiles { conditions.append("name \(in: Self.ofFiles)") }
        if let name { conditions.append("name = \(name)") }
        if let names = try Self.names("name_prefixes", prefixes, { "\($0):%" }) { conditions.append(names) }
        if let names = try Self.names("name_suffixes", suffixes, { "%:\($0)" }) { conditions.append(names) }
        if !persons.isEmpty { conditions.append("user_id \(in: persons)") }
        return .rows(Self.page(ApiEventRow.self, Self.members, conditions, limit), as: Self.members)
    }

    private static func lastLogins(
        _ call: Reading, after: Timestamp?, before: Timestamp?, cursor: String?, limit: Int, persons: [UUID]
    ) throws -> Answer {
        var conditions = try Self.period(LoginLogRow.self, after: after, before: before, cursor: cursor, call.data) {
            id in
            id.map { .invalid("No login log found with id: \($0.text)") }
                ?? .invalid("The cursor_login_log_id parameter is not a valid id")
        }
        if !persons.isEmpty { conditions.append("person_id \(in: persons)") }
        return .rows(Self.page(LoginLogRow.self, Self.loginMembers, conditions, limit), as: Self.loginMembers)
    }

    private static func page<Row: Shape>(
        _ shape: Row.Type, _ columns: JSONColumns, _ conditions: [SQL], _ limit: Int
    ) -> SQL {
        let condition: SQL = conditions.isEmpty ? .empty : " WHERE " + conditions.joined(separator: " AND ")
        return """
            SELECT \(columns: columns) FROM \(Row.self)\(condition)
            ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
    }

    /// Conditions on when rows were made.
    ///
    /// - Parameters:
    ///   - cursor: The id of a row that all answered ones are older than.
    ///   - refusal: Of the cursor's id when it is of nothing; nil for a text that is none.
    private static func period<Row: Shape>(
        _ shape: Row.Type, after: Timestamp?, before: Timestamp?, cursor: String?, _ reader: Reader,
        refusal: (UUID?) -> Problem
    ) throws -> [SQL] {
        var conditions: [SQL] = []
        if let after { conditions.append("created_at > \(after)") }
        if let before { conditions.append("created_at < \(before)") }
        if let cursor {
            guard let id = UUID(strict: cursor) else { throw refusal(nil) }
            let created = try reader.one("SELECT created_at FROM \(Row.self) WHERE id = \(id)", Timestamp.self)
            guard let created else { throw refusal(id) }
            conditions.append("(created_at < \(created) OR (created_at = \(created) AND id < \(id)))")
        }
        return conditions
    }

    /// A condition on names by one of their halves; nil when none is asked for.
    private static func names(_ parameter: String, _ parts: [String], _ pattern: (String) -> String) throws -> SQL? {
        guard !parts.isEmpty else { return nil }
        let areSound = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
        }
        guard areSound else { throw Problem.invalid("The \(parameter) parameter contains an invalid value") }
        let conditions = parts.map { "name LIKE \(pattern($0))" as SQL }
        return "(\(conditions.joined(separator: " OR ")))"
    }

    /// Jumps from name to name in the index: there are few names, and many events.
    private static func names(_ call: Reading) -> Answer {
        .json { reader, output in
            output.json.beginArray()
            try reader.each(
                """
                WITH RECURSIVE names (name) AS (
                    SELECT min(name) FROM api_event
                    UNION ALL
                    SELECT (SELECT min(api_event.name) FROM api_event WHERE api_event.name > names.name)
                    FROM names WHERE names.name IS NOT NULL)
                SELECT name FROM names WHERE name IS NOT NULL ORDER BY name\(sqlite: "", postgres: " COLLATE \"C\"")
                """
            ) { row in
                output.json.string(try row.text(0))
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }
}

extension Permission {
    /// Managers of the studio; where a production is named, also its own managers, and only those who are on its team.
    fileprivate static let readsJournal = Permission.rule(
        "managers, and those of the production when one is named"
    ) { caller, reader, object in
        guard object.id != nil else { return caller.isAtLeastManager }
        guard let role = try Team.role(of: caller, in: object, reader) else { return false }
        return role == .admin || role == .manager || caller.isAtLeastManager
    }
}
