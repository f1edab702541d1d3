import CPostgres
import Glibc

/// Where a PostgreSQL database is and who connects: libpq's keywords and values.
package struct PostgresAddress: Sendable, Hashable {
    /// Later ones win. `dbname` may hold a whole `postgresql://` address.
    private var settings: [String: String]

    /// `postgresql://user:password@host:port/database?sslmode=require`, or libpq's `host=… dbname=…`.
    package init(url: String) { self.settings = ["dbname": url] }

    package init(host: String, port: Int = 5432, user: String, password: String?, database: String) {
        self.settings = ["host": host, "port": String(port), "user": user, "dbname": Self.quoted(database)]
        if let password { self.settings["password"] = password }
    }

    /// The same server and user, another database.
    ///
    /// - Returns: Nil when libpq cannot read this address.
    package func database(_ name: String) -> PostgresAddress? {
        guard let text = self.settings["dbname"] else { return nil }
        guard let options = PQconninfoParse(text, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var other = self
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { other.settings[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        other.settings["dbname"] = Self.quoted(name)
        return other
    }

    /// A name that libpq takes as a name even where it looks like an address.
    private static func quoted(_ name: String) -> String {
        let escaped = name.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "dbname='\(escaped)'"
    }

    /// Opens a connection on the calling thread; ours are the settings that the address does not name.
    ///
    /// - Returns: Libpq's connection, whose status says how it went. Nil when no memory is left.
    func connect(as application: String) -> OpaquePointer? {
        let ours = [
            // In seconds.
            ("connect_timeout", "10"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
            ("keepalives_count", "3"),
            // In milliseconds.
            ("tcp_user_timeout", "30000"), ("fallback_application_name", application),
        ]
        let all = ours + self.settings.sorted { $0.key < $1.key } + [("client_encoding", "UTF8")]
        let keywords = all.map { strdup($0.0) }
        let values = all.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        let constantKeywords = keywords.map { UnsafePointer($0) } + [nil]
        let constantValues = values.map { UnsafePointer($0) } + [nil]
        return PQconnectdbParams(constantKeywords, constantValues, 1)
    }
}
