import CPostgres
import Database

/// How values of a type travel in libpq's binary format.
enum PostgresForm: UInt8 {
    case bool, int2, int4, int8, oid, float4, float8, numeric
    case text, uuid, timestamp, date, json, jsonb, bytea, inet
    /// Of one of the others: its header says which.
    case array
    /// A function without a result.
    case void
    /// One that we do not read or write.
    case foreign
}

/// A type of the server.
struct PostgresType {
    let oid: Oid
    let form: PostgresForm
    /// Of an array.
    let element: Oid

    init(_ oid: Oid, _ form: PostgresForm, element: Oid = 0) {
        self.oid = oid
        self.form = form
        self.element = element
    }

    /// The types that every server has under the same number.
    static func builtIn(_ oid: Oid) -> PostgresType? {
        if let form = Self.form(ofBuiltIn: oid) { return PostgresType(oid, form) }
        if let element = Self.elements[oid] { return PostgresType(oid, .array, element: element) }
        return nil
    }

    static func form(ofBuiltIn oid: Oid) -> PostgresForm? {
        switch oid {
        case 16: .bool
        case 21: .int2
        case 23: .int4
        case 20: .int8
        // oid, regproc, regclass, regtype, xid, cid
        case 26, 24, 2205, 2206, 28, 29: .oid
        case 700: .float4
        case 701: .float8
        case 1700: .numeric
        // text, varchar, bpchar, name, "char", unknown, cstring
        case 25, 1043, 1042, 19, 18, 705, 2275: .text
        case 2950: .uuid
        // timestamp, timestamptz
        case 1114, 1184: .timestamp
        case 1082: .date
        case 114: .json
        case 3802: .jsonb
        case 17: .bytea
        // inet, cidr
        case 869, 650: .inet
        case 2278: .void
        default: nil
        }
    }

    private static let elements: [Oid: Oid] = [
        1000: 16, 1005: 21, 1007: 23, 1016: 20, 1028: 26, 1021: 700, 1022: 701, 1231: 1700, 1009: 25, 1015: 1043,
        1014: 1042, 1003: 19, 2951: 2950, 1115: 1114, 1185: 1184, 1182: 1082, 199: 114, 3807: 3802, 1001: 17,
        1041: 869,
    ]
}

/// The types of one database: the built-in ones, and those of its own as they are met.
final class PostgresTypes {
    private var own: [Oid: PostgresType] = [:]

    /// Enums and texts of extensions travel as text, domains as what they are made of.
    func type(_ oid: Oid, on connection: PostgresConnection) throws -> PostgresType {
        if let type = PostgresType.builtIn(oid) ?? self.own[oid] { return type }
        let type = try self.lookUp(oid, on: connection)
        self.own[oid] = type
        return type
    }

    private func lookUp(_ oid: Oid, on connection: PostgresConnection) throws -> PostgresType {
        let question = "SELECT typtype, typcategory, typelem, typbasetype FROM pg_type WHERE oid = \(oid)"
        guard let answer = try connection.rows(question).first else { return PostgresType(oid, .foreign) }
        let element = Oid(answer[2]) ?? 0
        switch (answer[0], answer[1]) {
        case ("e", _), ("b", "S"): return PostgresType(oid, .text)
        case ("d", _):
            let base = try self.type(Oid(answer[3]) ?? 0, on: connection)
            return PostgresType(base.oid, base.form, element: base.element)
        case (_, "A") where element != 0: return PostgresType(oid, .array, element: element)
        default: return PostgresType(oid, .foreign)
        }
    }
}
