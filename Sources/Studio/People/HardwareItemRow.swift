import Database

/// A kind of machine, with what it costs.
package enum HardwareItemRow: Shape {
    package static let name = "HardwareItem"
    package static let table = "hardware_item"

    package static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 40),
        Field("short_name", .text, required: true, nullable: false, maxLength: 20),
        Field("archived", .bool, "No longer offered for new work.", initial: .bool(false)),
        Field("monthly_cost", .int, "In the studio's currency.", initial: .int(0)),
        Field("inventory_amount", .int, "How many the studio owns.", initial: .int(0)),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
