import Database

extension Field {
    package static let id = Field("id", .uuid, nullable: false, readOnly: true)
    package static let createdAt = Field("created_at", .timestamp, "UTC.", readOnly: true)
    package static let updatedAt = Field("updated_at", .timestamp, "UTC; the last change.", readOnly: true)
}
