import Database

/// Who does a task in a saved schedule.
package enum ProductionScheduleVersionTaskLinkPersonLinkRow: Shape {
    package static let name = "ProductionScheduleVersionTaskLinkPersonLink"
    package static let table = "production_schedule_version_task_link_person_link"

    package static let fields: [Field] = [
        Field(
            "production_schedule_version_task_link_id", .uuid,
            required: true, nullable: false, references: "production_schedule_version_task_link"),
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
