import Database

/// The automations of a template.
package enum ProjectTemplateStatusAutomationLinkRow: Shape {
    package static let name = "ProjectTemplateStatusAutomationLink"
    package static let table = "project_template_status_automation_link"

    package static let fields: [Field] = [
        Field("project_template_id", .uuid, required: true, nullable: false, references: "project_template"),
        Field("status_automation_id", .uuid, required: true, nullable: false, references: "status_automation"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
