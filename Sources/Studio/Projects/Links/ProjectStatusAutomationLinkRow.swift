import Database

/// Which automations a production uses.
package enum ProjectStatusAutomationLinkRow: Shape {
    package static let name = "ProjectStatusAutomationLink"
    package static let table = "project_status_automation_link"

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field("status_automation_id", .uuid, required: true, nullable: false, references: "status_automation"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
