import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The small tables of the studio, each with the little that it does differently.
package enum Tables {
    package static let routes: [Route] = studio + productions + searches

    private static let studio: [Route] = [
        Table(of: CustomActionRow.self, at: "/data/custom-actions", access: .listed).routes,
        Table(of: StatusAutomationRow.self, at: "/data/status-automations", access: .listed)
            .beforeDelete { call, id in
                try call.data.run("DELETE FROM project_status_automation_link WHERE status_automation_id = \(id)")
            }.routes,
        Table(of: StudioRow.self, at: "/data/studios", access: .administered).routes,
        Table(of: ProjectStatusRow.self, at: "/data/project-status", access: .administered).routes,
        Table(of: HardwareItemRow.self, at: "/data/hardware-items", access: .adminOnly)
            .beforeDelete { call, id in
                try call.data.run("DELETE FROM hardware_item_department_link WHERE hardware_item_id = \(id)")
            }.routes,
        Table(of: SoftwareRow.self, at: "/data/softwares", access: .administered)
            .beforeDelete { call, id in
                try call.data.run("DELETE FROM software_department_link WHERE software_id = \(id)")
            }.routes,
        Table(of: FileStatusRow.self, at: "/data/file-status", access: .administered).routes,
        Table(of: OutputTypeRow.self, at: "/data/output-types", access: .administered).routes,
        Table(of: OrganisationRow.self, at: "/data/organisations", access: .administered)
            .columns { $0.isAdmin ? OrganisationRow.columns : OrganisationRow.openColumns }.routes,
        Table(of: PluginRow.self, at: "/data/plugins", access: .adminOnly).routes,
        Table(of: SalaryScaleRow.self, at: "/data/salary-scales", access: .adminOnly).refusing(.list).routes,
        [
            .change(
                .get, "/data/salary-scales", "What each position earns in each department; missing rows are made.",
                allow: .admin, answers: .list(SalaryScaleRow.self), handler: salaries)
        ],
    ].flatMap { $0 }

    private static let productions: [Route] = [
        Table(
            of: MilestoneRow.self, at: "/data/milestones",
            access: TableAccess(
                list: .admin, read: .member, create: .loggedIn, update: .projectManager, delete: .projectManager)
        )
        .beforeCreate { call, body in try Tables.checkManager(call, body) }
        .locking("project_id").routes,
        Table(
            of: MetadataDescriptorRow.self, at: "/data/metadata-descriptors",
            access: TableAccess(list: .loggedIn, read: .admin, create: .admin, update: .admin, delete: .admin)
        )
        .visible { caller, _ in Descriptors.ofOwnProjects(caller) }
        .locking("project_id").routes,
        Table(of: BudgetRow.self, at: "/data/budgets", access: .adminOnly).locking("project_id").routes,
        Table(of: BudgetEntryRow.self, at: "/data/budget-entries", access: .adminOnly).locking("budget_id").routes,
    ].flatMap { $0 }

    private static let searches: [Route] = [
        Table(of: SearchFilterRow.self, at: "/data/search-filters", access: .adminOnly).routes,
        Table(of: SearchFilterGroupRow.self, at: "/data/search-filter-groups", access: .adminOnly)
            .beforeDelete { call, id in
                try call.data.run("DELETE FROM search_filter WHERE search_filter_group_id = \(id)")
            }.routes,
    ].flatMap { $0 }

    /// - Throws: ``Problem`` 403 for those who do not manage the production that the body names.
    private static func checkManager(_ call: Writing, _ body: JSONObject) throws {
        guard let id = body["project_id"]?.stringValue.flatMap(UUID.init(strict:)) else { throw Problem.notFound() }
        try call.require(.projectManager, ofProject: id)
    }

    /// Compat: reading makes the rows that are missing, so that clients can fill them in.
    private static func salaries(_ call: Writing) throws -> Answer {
        let data = call.data
        let known = try data.all("SELECT department_id, position, seniority FROM salary_scale") { row in
            "\(try row.uuid(0).text) \(try row.value(1, as: String?.self) ?? "") \(try row.value(2, as: String?.self) ?? "")"
        }
        let rows = Set(known)
        for department in try data.all("SELECT id FROM department ORDER BY created_at, id", { try $0.uuid(0) }) {
            for position in PersonRow.positions {
                for seniority in PersonRow.seniorities
                where !rows.contains("\(department.text) \(position) \(seniority)") {
                    try data.insert(
                        SalaryScaleRow.self,
                        [
                            "department_id": .uuid(department), "position": .text(position),
                            "seniority": .text(seniority),
                        ])
                }
            }
        }
        return .rows(
            """
            SELECT \(columns: SalaryScaleRow.self) FROM salary_scale
            ORDER BY department_id, position DESC, seniority DESC, id
            """, as: SalaryScaleRow.columns)
    }
}

extension TableAccess {
    /// Listed to everybody, the rest for administrators.
    static let listed = TableAccess(list: .loggedIn, read: .admin, create: .admin, update: .admin, delete: .admin)
}

extension OrganisationRow {
    /// Without the secrets of chats.
    static let openColumns = columns.without(["chat_token_slack", "chat_webhook_mattermost", "chat_token_discord"])
}
