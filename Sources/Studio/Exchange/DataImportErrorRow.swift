import Database

/// What an import could not take in.
package enum DataImportErrorRow: Shape {
    package static let name = "DataImportError"
    package static let table = "data_import_error"

    package static let fields: [Field] = [
        Field("event_data", .json, "What was refused.", required: true, nullable: false),
        Field("source", .text, choices: ["csv", "shotgun"]),
        .id,
        .createdAt,
        .updatedAt,
    ]

    package static let columns = JSONColumns(of: Self.self)
}
