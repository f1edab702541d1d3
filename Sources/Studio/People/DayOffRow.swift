import Database

/// Days on which a person does not work.
package enum DayOffRow: Shape {
    package static let name = "DayOff"
    package static let table = "day_off"

    package static let fields: [Field] = [
        Field("date", .date, "First day.", required: true, nullable: false),
        Field("end_date", .date, "Last day.", required: true, nullable: false),
        Field("description", .text),
        Field("person_id", .uuid, references: "person"),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
