import JSONBytes

/// Another row written as a whole inside an object, or null: what an id of the object points to.
package struct NestedObject: Sendable {
    /// The key on the wire: `comment`.
    package let name: String
    /// The field of the outer object that holds the inner one's id: `comment_id`.
    package let field: String
    package let shape: any Shape.Type
    /// The member of the object that it comes before, as the reference orders them; nil for the last place.
    package let before: String?
    package let key: JSONKey

    package init(_ name: String, by field: String, _ shape: any Shape.Type, before: String? = "type") {
        self.name = name
        self.field = field
        self.shape = shape
        self.before = before
        self.key = JSONKey(name)
    }

    /// The other row's open fields as a JSON object that the database makes, in the order of its shape; null when
    /// `owner` points at none.
    func object(of owner: String) -> SQL {
        var members = self.shape.openFields.map { field -> SQL in "'\(SQL(verbatim: field.name))', \(field.member)" }
        let place = self.shape.openFields.firstIndex { $0.name == self.shape.fieldAfterType }
        members.insert("'type', '\(SQL(verbatim: self.shape.name))'", at: place ?? members.count)
        return """
            (SELECT \(sqlite: "json_object", postgres: "json_build_object")(\(members.joined(separator: ", ")))
                FROM \(SQL(verbatim: self.shape.table)) nested
                WHERE nested.id = \(SQL(verbatim: owner)).\(SQL(verbatim: self.field)))
            """
    }
}

extension Field {
    /// What makes the value on the wire inside JSON that the database writes, where the row is called `nested`.
    fileprivate var member: SQL {
        let own = self.selection("nested")
        return switch self.kind {
        case .uuid, .text, .inet, .int, .double, .date, .bytes: SQL(verbatim: own)
        case .bool: "\(sqlite: "json(CASE \(own) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)", postgres: own)"
        case .json, .textArray, .bytesArray: "\(sqlite: "json(\(own))", postgres: own)"
        case .timestamp:
            "\(sqlite: "substr(\(own), 1, 19)", postgres: "to_char(\(own), 'YYYY-MM-DD\"T\"HH24:MI:SS')")"
        }
    }
}
