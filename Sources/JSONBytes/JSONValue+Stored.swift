extension JSONValue {
    /// The value as PostgreSQL's `jsonb` gives it back: the members of each object in the order of their names' length,
    /// those of one length in the order of their bytes.
    package var stored: JSONValue {
        switch self {
        case .null, .bool, .int, .double, .string: return self
        case .array(let values): return .array(values.map(\.stored))
        case .object(let object):
            let members = object.entries.sorted { Self.isBefore($0.key, $1.key) }
            return .object(JSONObject(members.map { (key: $0.key, value: $0.value.stored) }))
        }
    }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        let (count, other) = (left.utf8.count, right.utf8.count)
        return count == other ? left.utf8.lexicographicallyPrecedes(right.utf8) : count < other
    }
}
