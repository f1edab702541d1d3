import Database

/// The tables of a studio, with the names, types and constraints of the reference's own: its databases and ours can
/// be exchanged.
enum InitialSchema {
    static let tables: [TableSchema] =
        people + projects + projectLinks + templates
        + entities + tasks + schedule
        + comments + previews + files
        + feeds + system

    /// The revision that the reference's own migrations record for these tables.
    static let revision = "b8e3d1f6a2c9"

    /// The revisions that the releases record from which a studio may move in: 1.0.67 and 1.0.97.
    static let knownRevisions: Set<String> = ["b7d419c25e08", revision]
}

extension Migration {
    static let initial = Migration(
        "0001-initial",
        plan: { reader in
            guard let catalogue = try Catalogue.read(reader) else { return ["make the tables of a new studio"] }
            return try Adoption(of: catalogue, to: InitialSchema.tables).checked().lines
        },
        { transaction in
            guard let catalogue = try Catalogue.read(transaction) else {
                try transaction.create(InitialSchema.tables)
                try transaction.run("INSERT INTO alembic_version (version_num) VALUES (\(InitialSchema.revision))")
                return
            }
            try Adoption(of: catalogue, to: InitialSchema.tables).checked().run(transaction)
        })
}
