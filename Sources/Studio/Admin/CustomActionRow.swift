import Database

/// A link or a call that clients offer on a selection.
package enum CustomActionRow: Shape {
    package static let name = "CustomAction"
    package static let table = "custom_action"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 80),
        Field("url", .text, "Where the selection is sent.", maxLength: 400),
        Field("entity_type", .text, "`all`, `asset`, `shot`, …", initial: .text("all"), maxLength: 40),
        Field("is_ajax", .bool, "Called in the background, not opened.", initial: .bool(false)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
