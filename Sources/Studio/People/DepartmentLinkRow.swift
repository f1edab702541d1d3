import Database

/// Which departments a person belongs to.
package enum DepartmentLinkRow: Shape {
    package static let name = "DepartmentLink"
    package static let table = "department_link"

    package static let fields: [Field] = [
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("department_id", .uuid, required: true, nullable: false, references: "department"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
