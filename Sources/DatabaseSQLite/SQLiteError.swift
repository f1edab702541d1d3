import CSQLite
import Database

extension DatabaseError {
    /// What the connection's last failure means, by its extended result code.
    static func sqlite(_ code: Int32, on connection: OpaquePointer?, _ context: String = "") -> DatabaseError {
        var message = String(cString: sqlite3_errstr(code))
        if let connection, let text = sqlite3_errmsg(connection) { message = String(cString: text) }
        let kind = Self.kind(ofSQLite: code)
        let detail = "SQLite \(code): \(message)\(context.isEmpty ? "" : " in \(context)")"
        return DatabaseError(kind, detail, constraint: Self.columns(in: message, kind))
    }

    private static func kind(ofSQLite code: Int32) -> Kind {
        switch code {
        // UNIQUE, PRIMARYKEY, ROWID
        case 2067, 1555, 2579: .unique
        case 787: .foreignKey
        case 1299: .notNull
        // CHECK, and a trigger's RAISE
        case 275, 1811: .check
        // DATATYPE of a strict table
        case 3091: .invalidValue
        // A snapshot that is too old to write on.
        case 517: .serialization
        default:
            switch code & 0xff {
            case SQLITE_TOOBIG, SQLITE_MISMATCH: .invalidValue
            case SQLITE_INTERRUPT: .interrupted
            case SQLITE_BUSY, SQLITE_PROTOCOL, SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_CORRUPT,
                SQLITE_NOTADB, SQLITE_NOMEM:
                .unavailable
            default: .other
            }
        }
    }

    /// `table.column, …` of `UNIQUE constraint failed: table.column, …`: the only place where SQLite tells it.
    private static func columns(in message: String, _ kind: Kind) -> String? {
        switch kind {
        case .unique, .notNull, .check:
            guard let separator = message.firstRange(of: " constraint failed: ") else { return nil }
            return String(message[separator.upperBound...])
        default: return nil
        }
    }
}
