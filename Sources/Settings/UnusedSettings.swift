// What other servers of this API read from the environment and this one does not: declared, so that a studio that moves here is told.
extension SettingsReader {
    mutating func declareUnused() {
        self.section = "Known, without effect yet"
        for (name, meaning) in Self.later { self.unused(name, meaning) }
        for (name, meaning) in Self.laterSecrets { self.unused(name, meaning, isSecret: true) }
        self.section = "Known, never needed"
        for (name, meaning, reason) in Self.needless { self.unused(name, meaning, use: .needless(reason)) }
        self.unused(
            "KV_PASSWORD", "Redis: password.", use: .needless(Self.withoutRedis), isSecret: true)
        self.unused("INDEXER_KEY", "Search server: key.", use: .needless(Self.withoutIndexer), isSecret: true)
    }

    private static let withoutRedis = "nothing here needs Redis"
    private static let withoutIndexer = "search runs in the database"

    private static let later: [(String, String)] = [
        ("CORS_ALLOWED_ORIGINS", "Other sites whose pages may call the API."),
        ("MAIL_CHECK_DELIVERABILITY", "Mail: look up domains of addresses."),
        ("MAIL_DEBUG", "Mail: log mails."), ("MAIL_DEBUG_BODY", "Mail: log their text."),
        ("LDAP_HOST", "LDAP: host."), ("LDAP_PORT", "LDAP: port."), ("LDAP_BASE_DN", "LDAP: base."),
        ("LDAP_GROUP", "LDAP: group."), ("LDAP_DOMAIN", "LDAP: domain."),
        ("LDAP_FALLBACK", "LDAP: local passwords too."),
        ("LDAP_IS_AD", "LDAP: Active Directory."), ("LDAP_IS_AD_SIMPLE", "LDAP: Active Directory, simple bind."),
        ("LDAP_SSL", "LDAP: TLS."), ("LDAP_USER", "LDAP: user."),
        ("EMAIL_DOMAIN", "LDAP: domain of missing addresses."),
        ("LDAP_EXCLUDED_ACCOUNTS", "LDAP: accounts left alone."),
        ("SAML_IDP_NAME", "SAML: name of the provider."), ("SAML_METADATA_URL", "SAML: metadata."),
        ("SAML_SKIP_2FA", "SAML: no second factor."), ("OIDC_IDP_NAME", "OpenID: name of the provider."),
        ("OIDC_DISCOVERY_URL", "OpenID: discovery document."), ("OIDC_CLIENT_ID", "OpenID: client."),
        ("OIDC_SCOPES", "OpenID: scopes."), ("OIDC_EMAIL_CLAIM", "OpenID: claim."),
        ("OIDC_GIVEN_NAME_CLAIM", "OpenID: claim."), ("OIDC_FAMILY_NAME_CLAIM", "OpenID: claim."),
        ("OIDC_REQUIRE_EMAIL_VERIFIED", "OpenID: verified addresses only."),
        ("OIDC_SKIP_2FA", "OpenID: no second factor."),
        ("PROTECTED_ACCOUNTS", "Accounts that nobody edits."),
        ("PREVIEW_SAVE_SOURCE_FILE", "Movies: keep the original."),
        ("SKIP_NORMALIZATION_FULL", "Movies: store untouched."),
        ("SKIP_NORMALIZATION_HIGHDEF", "Movies: small one only."),
        ("SYNC_SOURCE_MOVIE_FILES", "Synchronisation: originals too."), ("SYNC_LOGIN", "Synchronisation: user."),
        ("FS_BUCKET_PREFIX", "Object store: prefix of buckets."), ("FS_S3_REGION", "Object store: region."),
        ("FS_S3_ENDPOINT", "Object store: address."), ("FS_S3_ACCESS_KEY", "Object store: key's name."),
        ("FS_S3_CREATE_BUCKET", "Object store: make buckets."), ("FS_S3_AES256_ENCRYPTED", "Object store: encrypt."),
        ("FS_SWIFT_AUTHURL", "Object store (OpenStack): address."),
        ("FS_SWIFT_USER", "Object store (OpenStack): user."),
        ("FS_SWIFT_TENANT_NAME", "Object store (OpenStack): tenant."),
        ("FS_SWIFT_REGION_NAME", "Object store (OpenStack): region."),
        ("FS_SWIFT_CREATE_CONTAINER", "Object store (OpenStack): make containers."),
        ("FS_SWIFT_AUTH_VERSION", "Object store (OpenStack): version."),
        ("FS_SWIFT_AES256_ENCRYPTED", "Object store (OpenStack): encrypt."),
        ("FS_SWIFT_POOL_SIZE", "Object store (OpenStack): connections."),
        ("FS_SWIFT_TIMEOUT", "Object store (OpenStack): time-out."),
        ("FS_SWIFT_RETRIES", "Object store (OpenStack): tries."),
        ("FS_SWIFT_ETAG_MISMATCH_POLICY", "Object store (OpenStack): damaged files."),
        ("EVENT_HANDLERS_FOLDER", "Handlers of events."), ("PLUGIN_FOLDER", "Plugins."),
        ("DEFAULT_FILE_TREE", "File tree of new projects."), ("LOG_FILE_NOT_FOUND", "Log missing preview files."),
        ("SENTRY_ENABLED", "Report the server's errors."), ("SENTRY_SR", "The share of them."),
        ("SENTRY_DEBUG_URL", "A route that fails."), ("PROMETHEUS_METRICS_ENABLED", "Metrics."),
        ("ENABLE_JOB_QUEUE", "Jobs in another process."),
        ("ENABLE_JOB_QUEUE_REMOTE", "Jobs on other machines."),
        ("JOB_QUEUE_NOMAD_HOST", "Jobs: Nomad's host."),
        ("JOB_QUEUE_NOMAD_PLAYLIST_JOB", "Jobs: Nomad's name for playlists."),
        ("JOB_QUEUE_NOMAD_NORMALIZE_JOB", "Jobs: Nomad's name for movies."),
        ("JOB_QUEUE_TIMEOUT", "Jobs: time-out."),
    ]

    private static let laterSecrets: [(String, String)] = [
        ("LDAP_PASSWORD", "LDAP: password."),
        ("OIDC_CLIENT_SECRET", "OpenID: secret."), ("FS_S3_SECRET_KEY", "Object store: key."),
        ("FS_S3_AES256_KEY", "Object store: key to encrypt."), ("FS_SWIFT_KEY", "Object store (OpenStack): key."),
        ("FS_SWIFT_AES256_KEY", "Object store (OpenStack): key to encrypt."),
        ("ADMIN_TOKEN", "Token of the routes that administer the server."), ("SENTRY_DSN", "Where to report errors."),
        ("SYNC_PASSWORD", "Synchronisation: password."),
    ]

    private static let needless: [(String, String, String)] = [
        ("KV_HOST", "Redis: host.", withoutRedis), ("KV_PORT", "Redis: port.", withoutRedis),
        ("CACHE_TYPE", "Cache.", "rows are read from the database each time"),
        ("DB_DRIVER", "Python's driver.", "libpq is the only driver"),
        ("DB_POOL_PRE_PING", "Test connections.", "broken connections are noticed and replaced"),
        ("DB_POOL_RESET_ON_RETURN", "End of transactions.", "every transaction is ended"),
        ("DB_MAX_OVERFLOW", "Extra connections.", "TSUBAME_DB_CONNECTIONS is the limit"),
        ("DB_POOL_RECYCLE", "Age of connections.", "connections live as long as they work"),
        ("INDEXER_HOST", "Search server: host.", withoutIndexer),
        ("INDEXER_PORT", "Search server: port.", withoutIndexer),
        ("INDEXER_PROTOCOL", "Search server: scheme.", withoutIndexer),
        ("INDEXER_TIMEOUT", "Search server: time-out.", withoutIndexer),
        ("LOGLEVEL", "Log level of synchronisation.", "TSUBAME_LOG_LEVEL is for everything"),
        ("TELEMETRY_URL", "Where usage is reported.", "nothing is reported to anybody"),
    ]
}
