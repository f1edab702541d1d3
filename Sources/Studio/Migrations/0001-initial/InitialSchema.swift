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
}

extension Migration {
    static let initial = Migration("0001-initial") { transaction in
        try transaction.create(InitialSchema.tables)
        try transaction.run("INSERT INTO alembic_version (version_num) VALUES (\(InitialSchema.revision))")
    }
}
