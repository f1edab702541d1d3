import Database

/// Which departments use a kind of machine.
package enum HardwareItemDepartmentLinkRow: Shape {
    package static let name = "HardwareItemDepartmentLink"
    package static let table = "hardware_item_department_link"

    package static let fields: [Field] = [
        Field("department_id", .uuid, required: true, nullable: false, references: "department"),
        Field("hardware_item_id", .uuid, required: true, nullable: false, references: "hardware_item"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
