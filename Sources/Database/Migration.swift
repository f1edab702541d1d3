/// One numbered step of the schema. Never changed once released.
package struct Migration: Sendable {
    /// `0001-initial`: recorded in the database once it has run.
    package let name: String
    /// What the step would do to the database as it is, a line each; empty where its name says all.
    package let plan: @Sendable (Reader) throws -> [String]
    package let apply: @Sendable (Transaction) throws -> Void

    package init(
        _ name: String, plan: @escaping @Sendable (Reader) throws -> [String] = { _ in [] },
        _ apply: @escaping @Sendable (Transaction) throws -> Void
    ) {
        self.name = name
        self.plan = plan
        self.apply = apply
    }

    /// A step that a database has not seen, and what it does there.
    package struct Report: Sendable {
        package let name: String
        /// Of ``Migration/plan``, as the database was before the step.
        package let lines: [String]
    }
}

extension Database {
    /// Runs the migrations that this database has not seen, in order, each in a transaction of its own with its record.
    ///
    /// Two servers that start at once on one database do not run a step twice: the record's table is locked.
    ///
    /// - Returns: Those that ran.
    @discardableResult
    package func migrate(_ migrations: [Migration]) async throws -> [Migration.Report] {
        _ = try await self.write { transaction in
            if transaction.dialect == .postgres { try EventLog.create(transaction) }
            try transaction.run(
                """
                CREATE TABLE IF NOT EXISTS tsubame_migration
                    (name varchar(80) PRIMARY KEY, applied_at varchar(40) NOT NULL)
                """)
        }
        var applied: [Migration.Report] = []
        for migration in migrations {
            let report: Migration.Report? = try await self.write { transaction in
                if transaction.dialect == .postgres {
                    try transaction.run("LOCK TABLE tsubame_migration IN EXCLUSIVE MODE")
                }
                guard try !transaction.exists("SELECT 1 FROM tsubame_migration WHERE name = \(migration.name)") else {
                    return nil
                }
                let report = Migration.Report(name: migration.name, lines: try migration.plan(transaction))
                try migration.apply(transaction)
                try transaction.run(
                    """
                    INSERT INTO tsubame_migration (name, applied_at)
                    VALUES (\(migration.name), \(transaction.now.text))
                    """)
                return report
            }
            if let report { applied.append(report) }
        }
        return applied
    }

    /// What ``migrate(_:)`` would do now. Changes nothing, and takes no lock.
    package func plan(_ migrations: [Migration]) async throws -> [Migration.Report] {
        let applied = Set(try await self.appliedMigrations() ?? [])
        return try await self.read { reader in
            try migrations.filter { !applied.contains($0.name) }.map {
                Migration.Report(name: $0.name, lines: try $0.plan(reader))
            }
        }
    }

    /// The migrations that this database has seen, by name; nil when it has no record at all.
    package func appliedMigrations() async throws -> [String]? {
        try await self.read { reader in
            let tables: SQL = "\(sqlite: "sqlite_master WHERE name", postgres: "pg_tables WHERE tablename")"
            let table: SQL = "SELECT 1 FROM \(tables) = 'tsubame_migration'"
            guard try reader.exists(table) else { return nil }
            return try reader.all("SELECT name FROM tsubame_migration ORDER BY name") { try $0.text(0) }
        }
    }
}
