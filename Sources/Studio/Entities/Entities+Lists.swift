import API
import Database
import FoundationEssentials

extension Entities {
    /// Query parameters that no list of entities takes for a field's value.
    private static let reserved: Set<String> = ["project_id", "relations", "fields", "page", "limit", "type"]

    /// The condition of a list: the kind, what the caller may see, and what the query parameters ask for.
    ///
    /// - Parameter except: Parameters that the list itself understands.
    static func condition<Row: Shape>(
        _ shape: Row.Type, _ kind: EntityKind, _ call: Reading, in project: ProjectRow.ID?,
        _ queries: [(name: String, value: String)] = [], except: Set<String> = []
    ) throws -> SQL {
        var conditions = [kind.condition()]
        if let project { conditions.append("entity.project_id = \(project)") }
        let sight = try EntitySight(of: call.caller, in: project?.uuid, call.data)
        if let visible = sight.entities(kind) { conditions.append(visible) }
        for (name, value) in queries where !Self.reserved.contains(name) && !except.contains(name) {
            // Compat: the kind's only type cannot be asked for another.
            if name == "entity_type_id", kind != .asset { continue }
            if let condition = try FieldFilter.condition(Row.self, name, value) { conditions.append(condition) }
        }
        return conditions.joined(separator: " AND ")
    }

    /// Names in the order of their bytes, on both databases.
    static func byName(_ column: String) -> SQL { SQL(verbatim: column) + "\(sqlite: "", postgres: " COLLATE \"C\"")" }

    /// The entities of a kind by name.
    static func list<Row: Shape>(_ shape: Row.Type, where condition: SQL) -> Answer {
        self.list(Row.columns, where: condition)
    }

    /// The sequences or episodes of a production by name. Compat: vendors get them as entities.
    static func groups<Row: Shape>(
        _ shape: Row.Type, where condition: SQL, in project: ProjectRow.ID?, _ call: Reading
    ) throws -> Answer {
        let role = try project.flatMap { try Team.role(of: call.caller, inProject: $0.uuid, call.data) }
        return self.list(role == .vendor ? Row.columns.typed(EntityRow.name) : Row.columns, where: condition)
    }

    private static func list(_ columns: JSONColumns, where condition: SQL) -> Answer {
        .rows(
            """
            SELECT \(columns: columns, "entity") FROM entity WHERE \(condition)
            ORDER BY \(Self.byName("entity.name")), entity.id
            """, as: columns)
    }

    static let filters = "A field's value to match; a JSON list matches any of its values."
}
