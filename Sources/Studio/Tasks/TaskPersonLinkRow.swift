import Database

/// Who is assigned to a task.
package enum TaskPersonLinkRow: Shape {
    package static let name = "TaskPersonLink"
    package static let table = "task_person_link"

    package static let fields: [Field] = [
        Field("task_id", .uuid, required: true, nullable: false, references: "task"),
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
