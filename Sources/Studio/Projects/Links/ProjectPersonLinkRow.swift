import Database

/// A production's team.
package enum ProjectPersonLinkRow: Shape {
    package static let name = "ProjectPersonLink"
    package static let table = "project_person_link"

    package static let fields: [Field] = [
        Field("project_id", .uuid, required: true, nullable: false, references: "project"),
        Field("person_id", .uuid, required: true, nullable: false, references: "person"),
        Field("shotgun_id", .int, "The id in ShotGrid, after an import."),
        Field("role", .text, "In this production; null for the person's own role.", choices: PersonRow.roles),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
