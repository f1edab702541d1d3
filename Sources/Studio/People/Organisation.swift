import Database

/// The studio's settings: one row, which its first start makes.
package enum Organisation {
    /// The row as every place finds it: the oldest, should there ever be two.
    package static let selection: SQL = """
        SELECT \(columns: OrganisationRow.self) FROM \(OrganisationRow.self) ORDER BY created_at, id LIMIT 1
        """

    /// - Returns: Nil before the first start.
    package static func id(_ reader: Reader) throws -> OrganisationRow.ID? {
        try reader.one(
            "SELECT id FROM \(OrganisationRow.self) ORDER BY created_at, id LIMIT 1", OrganisationRow.ID.self)
    }

    /// Makes the row, with the name that a studio has until somebody changes it.
    @discardableResult
    package static func found(_ tx: Transaction) throws -> OrganisationRow.ID {
        // Compat: the name that Kitsu's clients know a new studio by.
        try tx.insert(OrganisationRow.self, ["name": .text("Kitsu")])
    }
}
