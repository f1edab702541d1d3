import API
import Database
import FoundationEssentials
import JSONBytes
import Settings

/// All that a client needs to start, in one answer.
package enum UserContext {
    package static let routes: [Route] = [
        .get(
            "/data/user/context", "The studio as the caller sees it: what every page of a client needs.",
            allow: .person, answers: .object("Lists of rows, and what is the caller's own.", members), handler: context)
    ]

    private static let members = [
        SchemaMember("asset_types", .list(of: .object)), SchemaMember("custom_actions", .list(of: .object)),
        SchemaMember("status_automations", .list(of: .object)), SchemaMember("departments", .list(of: .object)),
        SchemaMember("studios", .list(of: .object)), SchemaMember("notification_count", .int, "Unread ones."),
        SchemaMember("persons", .list(of: .object), "In short for those who are no managers."),
        SchemaMember("project_status", .list(of: .object)),
        SchemaMember("project_roles", .object, "The caller's role in productions where he has another one."),
        SchemaMember("projects", .list(of: .object), "Running ones, whole."),
        SchemaMember("task_types", .list(of: .object)), SchemaMember("task_status", .list(of: .object)),
        SchemaMember("search_filters", .object), SchemaMember("search_filter_groups", .object),
        SchemaMember("preview_background_files", .list(of: .object)), SchemaMember("plugins", .list(of: .object)),
        SchemaMember("user_limit", .int, "For administrators."),
    ]

    private static func context(_ call: Reading) throws -> Answer {
        let caller = try call.caller
        let reader = call.data
        let projects = try WholeProjects(Projects.areOpen(for: caller), for: caller, reader)
        let roles = try self.roles(of: caller, reader)
        let filters = try SearchFilters.all(SearchFilterRow.self, for: caller, reader)
        let groups = try SearchFilters.all(SearchFilterGroupRow.self, for: caller, reader)
        let unread = try reader.count(
            "SELECT count(*) FROM notification WHERE person_id = \(caller.id) AND read IS NOT TRUE")
        let limit = call.dependencies.settings.accounts.userLimit
        return .json { reader, output in
            output.json.beginObject()
            try self.writeStudio(unread: unread, for: caller, reader, output)
            output.json.key("project_roles")
            output.json.value(.object(roles))
            output.json.key("projects")
            try projects.writeArray(reader, output)
            try self.write("task_types", TaskTypeRow.self, reader, output)
            try self.write("task_status", TaskStatusRow.self, reader, output)
            output.json.key("search_filters")
            output.json.value(.object(filters))
            output.json.key("search_filter_groups")
            output.json.value(.object(groups))
            try self.write("preview_background_files", PreviewBackgroundFileRow.self, reader, output)
            try self.write("plugins", PluginRow.self, reader, output)
            if caller.isAdmin {
                output.json.key("user_limit")
                output.json.int(limit)
            }
            output.json.endObject()
        }
    }

    private static func roles(of caller: Caller, _ reader: Reader) throws -> JSONObject {
        let rows = try reader.all(
            """
            SELECT project_id, role FROM project_person_link
            WHERE person_id = \(caller.id) AND role IS NOT NULL ORDER BY project_id
            """, UUID.self, String.self)
        return JSONObject(rows.map { (key: $0.0.text, value: .string($0.1)) })
    }

    private static func writeStudio(
        unread: Int, for caller: Caller, _ reader: Reader, _ output: Output
    ) throws {
        let assetTypes = AssetTypeRow.columns.with(AssetTypeRow.relations)
        output.json.key("asset_types")
        try reader.writeArray(
            """
            SELECT \(columns: assetTypes) FROM entity_type WHERE id NOT IN \(EntityKind.reserved)
            \(AssetTypeRow.stableOrder)
            """, as: assetTypes, to: output)
        try self.write("custom_actions", CustomActionRow.self, reader, output)
        try self.write("status_automations", StatusAutomationRow.self, reader, output)
        try self.write("departments", DepartmentRow.self, reader, output)
        try self.write("studios", StudioRow.self, reader, output)
        output.json.key("notification_count")
        output.json.int(unread)
        output.json.key("persons")
        let isFull = caller.isAtLeastManager
        let persons = isFull ? PersonRow.columnsWithDepartments : PersonRow.columns(for: caller, isFull: false)
        let visible = PersonRow.visible(to: caller).map { " AND \($0)" as SQL } ?? .empty
        try reader.writeArray(
            """
            SELECT \(columns: persons) FROM person WHERE is_guest = \(false)\(visible) \(PersonRow.stableOrder)
            """, as: persons, to: output)
        try self.write("project_status", ProjectStatusRow.self, reader, output)
    }

    private static func write<Row: Shape>(
        _ key: StaticString, _ shape: Row.Type, _ reader: Reader, _ output: Output
    ) throws {
        output.json.key(key)
        try reader.writeArray(
            "SELECT \(columns: Row.self) FROM \(Row.self)\(Row.stableOrder)", as: Row.columns, to: output)
    }
}
