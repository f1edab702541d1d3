import CPostgres
import Database

extension DatabaseError {
    /// What a failed result means, by its SQLSTATE.
    ///
    /// - Returns: The error, and its SQLSTATE; nil when it comes from libpq and not from the server.
    static func postgres(_ result: OpaquePointer?, on connection: OpaquePointer) -> (DatabaseError, state: String?) {
        let state = Self.field(result, "C")
        let message = Self.field(result, "M") ?? String(cString: PQerrorMessage(connection))
        let kind = state.map(Self.kind(ofSQLState:)) ?? .other
        var constraint = Self.field(result, "n")
        if kind == .notNull, let table = Self.field(result, "t"), let column = Self.field(result, "c") {
            constraint = constraint ?? "\(table).\(column)"
        }
        let more = Self.field(result, "D").map { " (\($0))" } ?? ""
        let detail = "PostgreSQL \(state ?? "without a code"): \(message)\(more)"
        return (DatabaseError(kind, detail, constraint: constraint), state)
    }

    /// The code is one of libpq's `PG_DIAG_…` characters.
    private static func field(_ result: OpaquePointer?, _ code: Unicode.Scalar) -> String? {
        guard let result, let text = PQresultErrorField(result, Int32(code.value)) else { return nil }
        return String(cString: text)
    }

    private static func kind(ofSQLState state: String) -> Kind {
        switch state {
        case "23505", "23P01": .unique
        case "23503", "23001": .foreignKey
        case "23502": .notNull
        case "23514": .check
        // Serialization failure, deadlock, lock not available
        case "40001", "40P01", "55P03": .serialization
        case "57014": .interrupted
        // A session that was ended by the server's own limits.
        case "25P03", "57P01", "57P02", "57P03", "57P04", "57P05": .unavailable
        default:
            switch state.prefix(2) {
            case "22": .invalidValue
            // Connection, resources, the system under the server
            case "08", "53", "58": .unavailable
            default: .other
            }
        }
    }
}
