import Database

extension Migration {
    /// Tokens that no longer count although they have not expired: those of a session that was logged out.
    static let revokedTokens = Migration("0003-revoked-tokens") { transaction in
        try transaction.create([
            TableSchema(
                "tsubame_revoked_token",
                [
                    .varchar("jti", 64, nullable: false),
                    // Then the row may go.
                    .timestamp("expires_at", nullable: false),
                ],
                primaryKey: ["jti"],
                indexes: [.named("tsubame_revoked_token_expires", on: "expires_at")])
        ])
    }
}
