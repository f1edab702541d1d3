import Database

/// What a position of some seniority earns in a department.
package enum SalaryScaleRow: Shape {
    package static let name = "SalaryScale"
    package static let table = "salary_scale"

    package static let fields: [Field] = [
        Field("department_id", .uuid, required: true, nullable: false, references: "department"),
        Field("position", .text, initial: .text("artist"), choices: PersonRow.positions),
        Field("seniority", .text, initial: .text("mid"), choices: PersonRow.seniorities),
        Field("salary", .int, "A day, in the studio's currency.", nullable: false, initial: .int(0)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
