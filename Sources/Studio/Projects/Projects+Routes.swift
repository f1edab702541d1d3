import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The productions.
package enum Projects {
    package static let routes: [Route] =
        table.routes + [
            .get(
                "/data/projects/{instance_id}", "One production, with all that is set for it.",
                .path("instance_id"), .query("relations", "With all that is set for it.", default: true),
                allow: .member, answers: .one(ProjectRow.self),
                expecting: { caller, id, relations in
                    relations ? WholeProjects.queries(Self.is(id), for: caller) : [plainQuery(id)]
                }, handler: one),
            .get(
                "/data/projects/open", "The running productions of the caller, with all that is set for them.",
                .query("name", "Only the one of this name."),
                allow: .loggedIn, answers: .list(ProjectRow.self), handler: open),
            .get(
                "/data/projects/all", "Every production.",
                .query("name", "Only the one of this name."),
                allow: .admin, answers: .list(ProjectRow.self), handler: all),
            .get(
                "/data/user/projects/open", "The running productions whose team the caller is on.",
                .query("name", "Only the one of this name."),
                allow: .person, answers: .list(ProjectRow.self), handler: open),
            .delete(
                "/data/projects/{instance_id}",
                "Delete a closed production that holds nothing; with `force`, with all that it holds.",
                .path("instance_id"), .query("force", "With all that it holds.", default: false),
                allow: .admin, handler: delete),
        ]

    private static let table = Table(
        of: ProjectRow.self, at: "/data/projects",
        access: TableAccess(
            list: .loggedIn, read: .member, create: .admin, update: .projectManager, delete: .admin)
    )
    .refusing(.read, .delete)
    .visible { caller, _ in Projects.visible(to: caller) }
    .beforeCreate { call, body in try Projects.prepareNew(call, &body) }
    .afterCreate { call, id, body in try Projects.complete(call, id, body) }
    .beforeUpdate { _, _, body in try Projects.prepareChange(&body) }
    .afterUpdate { call, id, _ in
        try Projects.writeLinks(call, id)
        try Projects.makeFirstEpisode(call, id)
    }
    .answering { call, action, id in try Projects.answer(call, action, id) }

    /// A condition on `project`; nil for administrators, who see all.
    static func visible(to caller: Caller) -> SQL? {
        guard !caller.isAdmin else { return nil }
        return "project.id IN (SELECT project_id FROM project_person_link WHERE person_id = \(caller.id))"
    }

    private static func one(_ call: Reading, id: ProjectRow.ID, relations: Bool) throws -> Answer {
        guard relations else { return self.plain(id) }
        let projects = try WholeProjects(Self.is(id), for: call.caller, call.data)
        return .json { reader, output in try projects.writeOne(reader, output) }
    }

    private static func `is`(_ id: ProjectRow.ID) -> SQL { "project.id = \(id)" }

    private static func plainQuery(_ id: ProjectRow.ID) -> SQL {
        """
        SELECT \(columns: ProjectRow.columns, "project"), project_status.name FROM project
        LEFT JOIN project_status ON project_status.id = project.project_status_id WHERE \(Self.is(id))
        """
    }

    private static func plain(_ id: ProjectRow.ID) -> Answer {
        let columns = ProjectRow.columns
        return .json { reader, output in
            try reader.each(self.plainQuery(id)) { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                output.json.key("project_status_name")
                output.json.value(.text(try row.value(columns.count)))
                output.json.endObject()
            }
        }
    }

    private static func open(_ call: Reading, name: String?) throws -> Answer {
        let projects = try WholeProjects(Self.areOpen(for: call.caller, name: name), for: call.caller, call.data)
        return .json { reader, output in try projects.writeArray(reader, output) }
    }

    /// A condition on `project`: running, and seen by the caller.
    static func areOpen(for caller: Caller, name: String? = nil) -> SQL {
        var condition: SQL = "project.project_status_id IN (SELECT id FROM project_status WHERE lower(name) = 'open')"
        if let visible = self.visible(to: caller) { condition += " AND \(visible)" }
        if let name { condition += " AND project.name = \(name)" }
        return condition
    }

    private static func all(_ call: Reading, name: String?) throws -> Answer {
        let condition = name.map { " WHERE name = \($0)" as SQL } ?? .empty
        return .rows(
            "SELECT \(columns: ProjectRow.self) FROM \(ProjectRow.self)\(condition) ORDER BY name, id",
            as: ProjectRow.columns)
    }
}
