import Database

/// Which departments use a program.
package enum SoftwareDepartmentLinkRow: Shape {
    package static let name = "SoftwareDepartmentLink"
    package static let table = "software_department_link"

    package static let fields: [Field] = [
        Field("department_id", .uuid, required: true, nullable: false, references: "department"),
        Field("software_id", .uuid, required: true, nullable: false, references: "software"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
