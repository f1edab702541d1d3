import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The entity types that assets have.
package enum AssetTypes {
    package static let routes: [Route] = [
        .get(
            "/data/asset-types", "The types of assets.", .filters(Entities.filters),
            allow: .loggedIn, answers: .list(AssetTypeRow.self), handler: list),
        .get(
            "/data/asset-types/{asset_type_id}", "One type of assets.", .path("asset_type_id", malformed: .notFound()),
            allow: .loggedIn, answers: .one(AssetTypeRow.self), handler: one),
        .get(
            "/data/projects/{project_id}/asset-types", "The types of a project's assets.",
            .path("project_id", malformed: .notFound()),
            allow: .member, answers: .list(AssetTypeRow.self), handler: ofProject),
    ]

    private static let whole = AssetTypeRow.columns.with(AssetTypeRow.relations)

    private static func list(_ call: Reading, queries: [(name: String, value: String)]) throws -> Answer {
        var condition: SQL = "id NOT IN \(EntityKind.reserved)"
        for (name, value) in queries {
            if let filter = try FieldFilter.condition(AssetTypeRow.self, name, value) {
                condition += " AND \(filter)"
            }
        }
        return Self.rows(where: condition, as: Self.whole)
    }

    private static func rows(where condition: SQL, as columns: JSONColumns) -> Answer {
        .rows(
            "SELECT \(columns: columns) FROM entity_type WHERE \(condition) ORDER BY \(Entities.byName("name")), id",
            as: columns)
    }

    private static func one(_ call: Reading, type: AssetTypeRow.ID) throws -> Answer {
        try Assets.requireType(type, call.data)
        return .one("SELECT \(columns: Self.whole) FROM entity_type WHERE id = \(type)", as: Self.whole)
    }

    private static func ofProject(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        let used: SQL = "SELECT entity.entity_type_id FROM entity WHERE entity.project_id = \(project)"
        return Self.rows(
            where: "id IN (\(used)) AND id NOT IN \(EntityKind.reserved)", as: AssetTypeRow.columns)
    }
}
