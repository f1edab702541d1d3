import Database

/// Which departments a metadata column is for.
package enum DepartmentMetadataDescriptorLinkRow: Shape {
    package static let name = "DepartmentMetadataDescriptorLink"
    package static let table = "department_metadata_descriptor_link"

    package static let fields: [Field] = [
        Field("metadata_descriptor_id", .uuid, required: true, nullable: false, references: "metadata_descriptor"),
        Field("department_id", .uuid, required: true, nullable: false, references: "department"),
    ]

    package static let columns = JSONColumns(of: Self.self)
}
