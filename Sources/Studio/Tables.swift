import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The small tables of the studio, each with the little that it does differently.
package enum Tables {
    package static let routes: [Route] = studio + productions + searches

    private static let studio: [Route] = [
        Table(of: CustomActionRow.self, at: "/data/custom-actions", access: .listed)
            .beforeCreate { _, body in try Tables.checkActionName(body, isNew: true) }
            .beforeUpdate { _, _, body in try Tables.checkActionName(body, isNew: false) }.routes,
        Table(of: StatusAutomationRow.self, at: "/data/status-automations", access: .listed)
            .beforeDelete { call, id in
                let isUsed = try call.data.exists(
                    "SELECT 1 FROM project_status_automation_link WHERE status_automation_id = \(id)")
                if isUsed { throw Problem(.badRequest, .bare("This automation is used in a project.")) }
            }.routes,
        Table(of: StudioRow.self, at: "/data/studios", access: .administered).routes,
        Table(of: ProjectStatusRow.self, at: "/data/project-status", access: .administered).routes,
        Table(of: HardwareItemRow.self, at: "/data/hardware-items", access: .adminOnly).routes,
        Table(of: SoftwareRow.self, at: "/data/softwares", access: .administered)
            .readingMalformed(as: .notFound()).routes,
        Table(of: FileStatusRow.self, at: "/data/file-status", access: .administered).routes,
        Table(of: OutputTypeRow.self, at: "/data/output-types", access: .administered)
            .readingMalformed(as: .notFound()).routes,
        Table(of: OrganisationRow.self, at: "/data/organisations", access: .administered)
            .columns { $0.isAdmin ? OrganisationRow.columns : OrganisationRow.openColumns }
            .beforeUpdate { _, _, body in
                guard let hours = body["hours_by_day"], hours.doubleValue == nil else { return }
                throw Problem.invalid("hours_by_day must be a number.")
            }.routes,
        Table(of: PluginRow.self, at: "/data/plugins", access: .adminOnly)
            .beforeCreate { _, body in Tables.lowerAddress(&body) }
            .beforeUpdate { _, _, body in Tables.lowerAddress(&body) }.routes,
        // The list makes them all.
        Table(of: SalaryScaleRow.self, at: "/data/salary-scales", access: .adminOnly).refusing(.list)
            .beforeCreate { _, _ in throw Problem.invalid("Salary scales cannot be created") }
            .keeping("department_id").routes,
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
                list: .admin, read: .memberButVendor, create: .loggedIn, update: .projectManager,
                delete: .projectManager)
        )
        .beforeCreate { call, body in try Tables.checkManager(call, body) }
        .keeping("project_id").routes,
        Table(
            of: MetadataDescriptorRow.self, at: "/data/metadata-descriptors",
            access: TableAccess(list: .loggedIn, read: .admin, create: .admin, update: .admin, delete: .admin)
        )
        .visible { caller, _ in Descriptors.ofOwnProjects(caller) }
        .alwaysRelating()
        .beforeCreate { _, body in try Tables.checkDataType(body) }
        .beforeUpdate { _, _, body in try Tables.checkDataType(body) }
        .keeping("project_id").routes,
        Table(of: BudgetRow.self, at: "/data/budgets", access: .adminOnly).keeping("project_id", "revision").routes,
        Table(of: BudgetEntryRow.self, at: "/data/budget-entries", access: .adminOnly).keeping("budget_id").routes,
    ].flatMap { $0 }

    private static let searches: [Route] = [
        Table(of: SearchFilterRow.self, at: "/data/search-filters", access: .adminOnly)
            .keeping("project_id").routes,
        Table(of: SearchFilterGroupRow.self, at: "/data/search-filter-groups", access: .adminOnly)
            .keeping("project_id").routes,
    ].flatMap { $0 }

    /// - Throws: ``Problem`` 403 for those who do not manage the production that the body names.
    private static func checkManager(_ call: Writing, _ body: JSONObject) throws {
        let id = try body.namedProject()
        // Compat: the database tells an administrator that there is no such production.
        if try !call.caller.isAdmin { try call.require(.projectManager, ofProject: id) }
    }

    private static func checkActionName(_ body: JSONObject, isNew: Bool) throws {
        guard body["name"]?.isNull ?? isNew else { return }
        throw Problem.invalid(
            isNew ? "The 'name' field is required and cannot be None." : "The 'name' field cannot be set to None.")
    }

    private static func lowerAddress(_ body: inout JSONObject) {
        guard let address = body["maintainer_email"]?.stringValue else { return }
        body["maintainer_email"] = .string(address.lowercased())
    }

    private static func checkDataType(_ body: JSONObject) throws {
        guard let type = body["data_type"], !type.isNull else { return }
        let choices = MetadataDescriptorRow.field("data_type")?.choices ?? []
        guard let text = type.stringValue, choices.contains(text) else { throw Problem.invalid("Invalid data_type") }
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
    /// Listed to everybody but vendors, the rest for administrators.
    static let listed = TableAccess(list: .notVendor, read: .admin, create: .admin, update: .admin, delete: .admin)
}

extension JSONObject {
    /// The production that the body of a creation names.
    ///
    /// - Throws: ``Problem`` 400 when it names none.
    func namedProject() throws -> UUID {
        // Compat: these are the reference's words for a key that is not there.
        guard let json = self["project_id"] else { throw Problem(.badRequest, .bare("'project_id'")) }
        guard let id = json.stringValue.flatMap(UUID.init(strict:)) else { throw Problem.malformedValue }
        return id
    }
}

extension OrganisationRow {
    /// Without the secrets of chats.
    static let openColumns = columns.without(["chat_token_slack", "chat_webhook_mattermost", "chat_token_discord"])
}
