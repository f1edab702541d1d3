import Database
import JSONBytes

/// Members of a JSON object that a query computes: each a key, what selects it and its kind, in order.
struct SelectedMembers: Sendable {
    struct Member: Sendable {
        let key: JSONKey
        let sql: SQL
        let kind: Field.Kind

        init(_ name: String, _ sql: SQL, _ kind: Field.Kind) {
            self.key = JSONKey(name)
            self.sql = sql
            self.kind = kind
        }
    }

    let members: [Member]
    /// What selects them, between commas.
    let list: SQL

    init(_ members: [Member]) {
        self.members = members
        self.list = members.map(\.sql).joined(separator: ", ")
    }

    /// Writes the members into an object that is open, from the row's columns from `offset` on.
    func write(_ row: Row, from offset: Int, into json: inout JSONWriter) {
        for (index, member) in self.members.enumerated() {
            json.key(member.key)
            json.cell(row.source.cell(offset + index), as: member.kind)
        }
    }
}

extension SQL {
    /// A JSON array of the column `o` of a query's rows, in its order.
    static func jsonArray(_ query: SQL) -> SQL {
        """
        \(sqlite: "(SELECT json_group_array(o) FROM (", postgres: "(SELECT coalesce(json_agg(o), '[]'::json) FROM (")\
        \(query)) r)
        """
    }
}
