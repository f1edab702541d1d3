import Database

/// An installed extension.
package enum PluginRow: Shape {
    package static let name = "Plugin"
    package static let table = "plugin"

    package static let fields: [Field] = [
        Field("plugin_id", .text, required: true, nullable: false, maxLength: 80),
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("description", .text),
        Field("version", .text, required: true, nullable: false, maxLength: 50),
        Field("maintainer_name", .text, required: true, nullable: false, maxLength: 200),
        Field("maintainer_email", .text, "Lower case.", maxLength: 255),
        Field("website", .text),
        Field("license", .text, required: true, nullable: false, maxLength: 80),
        Field("revision", .text, maxLength: 12),
        Field("frontend_project_enabled", .bool, initial: .bool(false)),
        Field("frontend_studio_enabled", .bool, initial: .bool(false)),
        Field("icon", .text, maxLength: 255),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
