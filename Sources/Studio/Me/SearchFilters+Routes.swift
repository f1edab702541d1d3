import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Searches that people keep, alone or for a team, and the groups they are kept in.
package enum SearchFilters {
    package static let routes: [Route] = [
        .get(
            "/data/user/filters", "The caller's searches and those shared with him, by page and production.",
            allow: .person, answers: .object("`{list_type: {project_id or \"all\": [filter]}}`."),
            handler: { call in .value(.object(try Self.all(SearchFilterRow.self, for: call.caller, call.data))) }),
        .post(
            "/data/user/filters", "Keep a search.",
            .object(
                "`name`, `query`, `list_type`, `project_id`, `entity_type`, `is_shared`, `search_filter_group_id`, `department_id`."
            ),
            allow: .person, answers: .one(SearchFilterRow.self), handler: createFilter),
        .put(
            "/data/user/filters/{filter_id}", "Change one of the caller's searches.",
            .path("filter_id", malformed: .notFound()), .object("The fields to change."),
            allow: .person, answers: .one(SearchFilterRow.self), handler: changeFilter),
        .delete(
            "/data/user/filters/{filter_id}", "Forget one of the caller's searches.",
            .path("filter_id", malformed: .notFound()), allow: .person, handler: deleteFilter),
        .get(
            "/data/user/filter-groups", "The caller's groups and those shared with him, by page and production.",
            allow: .person, answers: .object("`{list_type: {project_id or \"all\": [group]}}`."),
            handler: { call in .value(.object(try Self.all(SearchFilterGroupRow.self, for: call.caller, call.data))) }),
        .post(
            "/data/user/filter-groups", "Make a group for searches.",
            .object("`name`, `color`, `list_type`, `project_id`, `entity_type`, `is_shared`, `department_id`."),
            allow: .person, answers: .one(SearchFilterGroupRow.self), handler: createGroup),
        .get(
            "/data/user/filter-groups/{filter_group_id}", "One of the caller's groups.",
            .path("filter_group_id", malformed: .notFound()),
            allow: .person, answers: .one(SearchFilterGroupRow.self), handler: group),
        .put(
            "/data/user/filter-groups/{filter_group_id}", "Change one of the caller's groups.",
            .path("filter_group_id", malformed: .notFound()), .object("The fields to change."),
            allow: .person, answers: .one(SearchFilterGroupRow.self), handler: changeGroup),
        .delete(
            "/data/user/filter-groups/{filter_group_id}", "Delete one of the caller's groups, with its searches.",
            .path("filter_group_id", malformed: .notFound()), allow: .person, handler: deleteGroup),
    ]

    /// The caller's rows, and those that are shared with the team of one of his productions or, without a production,
    /// with everybody. A row shared with a department is for those who work in it.
    static func all<Row: Shape>(_ shape: Row.Type, for caller: Caller, _ reader: Reader) throws -> JSONObject {
        let own: SQL = "person_id = \(caller.id)"
        let ofTeams: SQL = "SELECT project_id FROM project_person_link WHERE person_id = \(caller.id)"
        let departments: SQL = "SELECT department_id FROM department_link WHERE person_id = \(caller.id)"
        let ofDepartment: SQL =
            caller.isAtLeastManager ? "1 = 1" : "(department_id IS NULL OR department_id IN (\(departments)))"
        let ofProject: SQL = caller.isAdmin ? "1 = 1" : "(project_id IS NULL OR project_id IN (\(ofTeams)))"
        var lists = JSONObject()
        let columns = Row.columns
        let count = columns.count
        try reader.each(
            """
            SELECT \(columns: columns), list_type, project_id FROM \(Row.self)
            WHERE (\(own) OR (is_shared = \(true) AND \(ofDepartment))) AND \(ofProject)
            ORDER BY is_shared DESC, created_at, id
            """
        ) { row in
            var writer = JSONWriter(capacity: 512)
            columns.writeObject(row, into: &writer)
            let object = try JSONValue(parsing: writer.take())
            let list = try row.text(count)
            let place = try row.value(count + 1, as: UUID?.self)?.text ?? "all"
            var places = lists[list]?.objectValue ?? JSONObject()
            places[place] = .array((places[place]?.arrayValue ?? []) + [object])
            lists[list] = .object(places)
        }
        return lists
    }

    /// - Throws: ``Problem`` 404 for one that is not the caller's; administrators reach everybody's.
    static func checkOwner<Row: Shape>(of id: Row.ID, _ call: Call<some Reader>) throws {
        let caller = try call.caller
        let own: SQL = caller.isAdmin ? .empty : " AND person_id = \(caller.id)"
        guard try call.data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id)\(own)") else {
            throw Problem.notFound()
        }
    }

    static func one<Row: Shape>(_ id: Identifier<Row>, _ status: HTTPResponse.Status = .ok) -> Answer {
        .one("SELECT \(columns: Row.self) FROM \(Row.self) WHERE id = \(id)", as: Row.columns, status)
    }
}
