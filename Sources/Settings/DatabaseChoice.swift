/// Which database to use, and where it is.
package enum DatabaseChoice: Hashable, Sendable {
    /// The path of the file.
    case sqlite(path: String)
    /// What libpq is told, a URI or `key='value'` pairs; `shown` is the same without a password.
    case postgres(connection: String, shown: String)

    /// Fit for logs: without a password.
    package var shown: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(_, let shown): shown
        }
    }
}

extension DatabaseChoice {
    static let expectation = "postgresql://user:password@host:5432/name or sqlite:path"

    /// Reads a URL. `postgresql+driver://` is `postgresql://`; relative paths of SQLite start from `folder`.
    init?(url: String, folder: String) {
        guard let colon = url.firstIndex(of: ":"), !url.utf8.contains(0) else { return nil }
        let scheme = url[..<colon].lowercased().split(separator: "+").first.map(String.init)
        let rest = String(url[url.index(after: colon)...])
        switch scheme {
        case "sqlite":
            let path = rest.hasPrefix("//") ? String(rest.dropFirst(2)) : rest
            // A database in memory would be another one for each connection.
            guard !path.isEmpty, path != ":memory:", !path.hasSuffix("/") else { return nil }
            self = .sqlite(path: path.hasPrefix("/") ? path : SettingsReader.join(folder, path))
        case "postgres", "postgresql":
            guard rest.hasPrefix("//"), rest.count > 2, !rest.contains(" ") else { return nil }
            let uri = "postgresql:" + rest
            self = .postgres(connection: uri, shown: Self.withoutPassword(uri))
        default:
            return nil
        }
    }

    /// Hides what stands between the first colon of the user's part and its `@`, and the parameter `password`.
    static func withoutPassword(_ uri: String) -> String {
        var parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if let slashes = parts[0].firstRange(of: "//") {
            let authority = parts[0][slashes.upperBound...].prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
                parts[0].replaceSubrange(parts[0].index(after: colon)..<at, with: "***")
            }
        }
        if parts.count > 1 {
            parts[1] = parts[1].split(separator: "&").map { $0.hasPrefix("password=") ? "password=***" : String($0) }
                .joined(separator: "&")
        }
        return parts.joined(separator: "?")
    }

    /// Without a password libpq looks for one where it always does (`PGPASSWORD`, `~/.pgpass`).
    static func postgres(host: String, port: Int, user: String, password: String?, database: String) -> DatabaseChoice {
        var pairs = [("host", host), ("port", "\(port)"), ("user", user), ("dbname", database)]
        if let password { pairs.append(("password", password)) }
        let connection = pairs.map { "\($0)=\(Self.quoted($1))" }.joined(separator: " ")
        return .postgres(connection: connection, shown: "postgresql://\(user)@\(host):\(port)/\(database)")
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "'\(String(escaped))'"
    }
}

extension SettingsReader {
    /// `DATABASE_URL` goes first, then `DB_HOST` and company, then a file in the data folder.
    mutating func database(dataFolder: String) -> DatabaseChoice {
        let fromParts = self.databaseFromParts()
        let standard = DatabaseChoice.sqlite(path: Self.join(dataFolder, "tsubame.sqlite"))
        let found = self.lookUp("DATABASE_URL", [])
        let url = found.flatMap { DatabaseChoice(url: $0.text, folder: self.workingFolder) }
        if found != nil, url == nil {
            // Why: a URL that cannot be read may have its password anywhere, so that its value stays hidden.
            self.fault(
                "DATABASE_URL", nil, "is not \(DatabaseChoice.expectation)", "Correct or unset it.", isSecret: true)
        }
        if fromParts != nil, url != nil { self.warn("DB_HOST and company have no effect: DATABASE_URL is set.") }
        let choice = url ?? fromParts ?? standard
        self.add(
            "DATABASE_URL", [], "The database.", DatabaseChoice.expectation, standard: standard.shown,
            current: choice.shown, isSecret: false)
        return choice
    }

    /// Any of the five selects PostgreSQL, as installations often set only those that differ from their defaults.
    private mutating func databaseFromParts() -> DatabaseChoice? {
        let names = ["DB_HOST", "DB_PORT", "DB_USERNAME", "DB_PASSWORD", "DB_DATABASE"]
        let isSelected = names.contains { self.lookUp($0, []) != nil }
        let host = self.read(
            "DB_HOST", "PostgreSQL's host or the folder of its socket. Setting it or the next four selects PostgreSQL.",
            .text, default: "localhost")
        let port = self.read("DB_PORT", "PostgreSQL's port.", .port, default: 5432)
        let user = self.read("DB_USERNAME", "PostgreSQL's user.", .text, default: "postgres")
        let password = self.read("DB_PASSWORD", "Its password.", .text, unset: "none", isSecret: true)
        let name = self.read("DB_DATABASE", "PostgreSQL's database.", .text, default: "zoudb")
        guard isSelected else { return nil }
        return .postgres(host: host, port: port, user: user, password: password, database: name)
    }
}
