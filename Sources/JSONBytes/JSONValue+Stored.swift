extension JSONValue {
    /// With the members of its objects in the order in which PostgreSQL's `jsonb` keeps them: by the lengths of their
    /// names, then byte by byte. SQLite keeps them as they come, so both databases answer alike.
    package var inStoredOrder: JSONValue {
        switch self {
        case .object(let object): .object(object.inStoredOrder)
        case .array(let values): .array(values.map(\.inStoredOrder))
        case .null, .bool, .int, .double, .string: self
        }
    }
}

extension JSONObject {
    /// See ``JSONValue/inStoredOrder``.
    package var inStoredOrder: JSONObject {
        let ordered = self.entries.sorted { lhs, rhs in
            let (left, right) = (lhs.key.utf8, rhs.key.utf8)
            return left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
        }
        return JSONObject(ordered.map { (key: $0.key, value: $0.value.inStoredOrder) })
    }
}
