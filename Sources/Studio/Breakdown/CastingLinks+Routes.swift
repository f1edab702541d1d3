import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The links behind the castings of a project.
package enum CastingLinks {
    package static let routes: [Route] = [
        .get(
            "/data/projects/{project_id}/entity-links", "The links of a project's castings, the oldest first.",
            .path("project_id", malformed: .notFound()),
            .query("page", "The page to answer, from 1; without it the whole list.", default: -1),
            .query("limit", "Links a page.", default: 0),
            .query("cursor_created_at", "Only links made after this moment, in UTC."),
            allow: .projectManager, answers: .pages(EntityLinkRow.self), handler: list),
        .delete(
            "/data/projects/{project_id}/entity-links/{entity_link_id}", "Take one asset out of a casting.",
            .path("project_id", malformed: .notFound()), .path("entity_link_id", malformed: .notFound()),
            allow: .projectManager, answers: .one(EntityLinkRow.self), handler: delete),
    ]

    /// Compat: the moments of these lists have fractions of seconds, so that a client can go on behind the last one.
    private static func list(
        _ call: Reading, project: ProjectRow.ID, page: Int, limit: Int, cursor: Timestamp?
    ) throws -> Answer {
        let links: SQL = """
            FROM entity_link link JOIN entity ON entity.id = link.entity_in_id WHERE entity.project_id = \(project)
            """
        let order: SQL = " ORDER BY link.created_at, link.id"
        if page > 0 {
            let total = try call.data.count("SELECT count(*) \(links)")
            let columns = EntityLinkRow.columns
            return try call.paging(page, limit: limit, total: total)
                .answer("SELECT \(columns: columns, "link") \(links)\(order)", as: columns)
        }
        let after: SQL = cursor.map { " AND link.created_at > \($0)" } ?? .empty
        let end = try Self.end(of: limit, links + after, call.data)
        guard cursor != nil else {
            let columns = Self.short
            return .rows("SELECT \(columns: columns, "link") \(links)\(end)\(order)", as: columns)
        }
        let (columns, total) = (Self.whole, try call.data.count("SELECT count(*) \(links)"))
        let rest: SQL = "SELECT \(columns: columns, "link") \(links)\(after)\(end)\(order)"
        return .json { reader, output in
            output.json.beginObject()
            output.json.key("data")
            try reader.writeArray(rest, as: columns, to: output)
            output.json.key("total")
            output.json.int(total)
            output.json.key("limit")
            output.json.int(limit)
            output.json.endObject()
        }
    }

    /// A condition that leaves about `limit` links: those of one moment come together, so that none is between two pages.
    private static func end(of limit: Int, _ links: SQL, _ reader: Reader) throws -> SQL {
        guard limit > 0 else { return .empty }
        let last = try reader.one(
            "SELECT link.created_at \(links) ORDER BY link.created_at LIMIT 1 OFFSET \(limit - 1)", Timestamp.self)
        return last.map { " AND link.created_at <= \($0)" } ?? .empty
    }

    private static func exact(_ name: String) -> Field {
        .computed(name, .text, "UTC, with its fraction.", as: "REPLACE(CAST({}\(name) AS text), ' ', 'T')")
    }

    private static let short = JSONColumns(
        ["id", "entity_in_id", "entity_out_id", "nb_occurences", "label", "data"].compactMap(EntityLinkRow.field)
            + [Self.exact("created_at")], type: EntityLinkRow.name)

    private static let whole = JSONColumns(
        EntityLinkRow.fields.map { $0.kind == .timestamp ? Self.exact($0.name) : $0 }, type: EntityLinkRow.name)

    private static func delete(_ call: Writing, project: ProjectRow.ID, link: EntityLinkRow.ID) throws -> Answer {
        let tx = call.data
        let found = try tx.one(
            """
            SELECT link.entity_in_id, link.entity_out_id FROM entity_link link
            JOIN entity ON entity.id = link.entity_in_id
            WHERE link.id = \(link) AND entity.project_id = \(project)
            """, UUID.self, UUID.self)
        guard let (entity, asset) = found else { throw Problem.notFound() }
        let output = Output()
        let columns = EntityLinkRow.columns
        _ = try tx.writeObject(
            "SELECT \(columns: columns) FROM entity_link WHERE id = \(link)", as: columns, to: output)
        let row = try JSONValue(parsing: output.takeRest())
        try Casting.take(asset, outOf: entity, tx)
        return .value(row)
    }
}
