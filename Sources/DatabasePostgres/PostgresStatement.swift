import CPostgres
import Database

/// A statement that the server keeps prepared under a name.
struct PostgresStatement {
    let name: String
    let parameters: [PostgresType]
    let columns: [PostgresForm]

    /// Prepares `text` and asks the server which types it found for the parameters.
    ///
    /// With `hints` the parameters get the types of these values: for the few texts where the server finds none.
    init(
        _ text: String, name: String, hints: [Value]?, types: PostgresTypes, on connection: PostgresConnection
    ) throws {
        let hinted = hints?.map(\.naturalType) ?? []
        guard PQsendPrepare(connection.handle, name, text, Int32(hinted.count), hinted) == 1 else {
            throw connection.failure(nil)
        }
        try connection.finish()
        guard PQsendDescribePrepared(connection.handle, name) == 1 else { throw connection.failure(nil) }
        var parameterTypes: [Oid] = []
        var columnTypes: [Oid] = []
        try connection.finish { result in
            parameterTypes = (0..<PQnparams(result)).map { PQparamtype(result, $0) }
            columnTypes = (0..<PQnfields(result)).map { PQftype(result, $0) }
        }
        self.name = name
        self.parameters = try parameterTypes.map { try types.type($0, on: connection) }
        self.columns = try columnTypes.map { try types.type($0, on: connection).form }
        if let index = self.columns.firstIndex(of: .foreign) {
            throw DatabaseError(
                .other, "column \(index) has the type \(columnTypes[index]), which must be cast: \(text)")
        }
    }
}

extension Value {
    /// The type that says most about the value.
    fileprivate var naturalType: Oid {
        switch self {
        case .bool: 16
        case .int: 20
        case .double: 701
        case .null, .text: 25
        case .uuid: 2950
        case .timestamp: 1114
        case .day: 1082
        case .json: 3802
        case .bytes: 17
        case .textArray, .texts: 1009
        case .bytesArray: 1001
        case .uuids: 2951
        case .ints: 1016
        }
    }
}

extension PostgresStatement {
    /// Sent once, and not kept: its columns are known from its result only.
    static let unnamed = PostgresStatement(name: "", parameters: [], columns: [])

    /// How the columns of this statement's result are to be read.
    func columns(of result: OpaquePointer) -> [PostgresForm] {
        guard self.name.isEmpty else { return self.columns }
        return (0..<PQnfields(result)).map { PostgresType.form(ofBuiltIn: PQftype(result, $0)) ?? .text }
    }

    private init(name: String, parameters: [PostgresType], columns: [PostgresForm]) {
        self.name = name
        self.parameters = parameters
        self.columns = columns
    }
}
