import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Tables for spreadsheets.
package enum CSVExport {
    package static let routes: [Route] = [
        .get(
            "/export/csv/projects/{project_id}/shots.csv", "The shots of a project as a table.",
            .path("project_id", malformed: .notFound()),
            .idFilter("id", "Only this shot."),
            .idFilter("episode_id", "Only those of this episode; `all` for all."),
            allow: .memberButVendor, answers: .file("text/csv", "A line for each shot."), handler: shots),
        .get(
            "/export/csv/projects/{project_id}/assets.csv", "The assets of a project as a table.",
            .path("project_id", malformed: .notFound()),
            .idFilter("id", "Only this asset."),
            .query("episode_id", "Only those of this episode or cast in it; `main` for those of none, `all`."),
            allow: .memberButVendor, answers: .file("text/csv", "A line for each asset."), handler: assets),
        .get(
            "/export/csv/projects/{project_id}/casting.csv", "The castings of a project's shots or assets as a table.",
            .path("project_id", malformed: .notFound()),
            .idFilter("episode_id", "Only those of this episode; `all` for all."),
            .query("is_shot_casting", "Those of shots, not of assets.", default: false),
            allow: .memberButVendor, answers: .file("text/csv", "A line for each cast asset."), handler: casting),
    ]

    private static func shots(
        _ call: Reading, project: ProjectRow.ID, id: UUID?, episode: UUID?
    ) throws -> Answer {
        var condition = try Entities.condition(ShotRow.self, .shot, call, in: project)
        if let id { condition += " AND entity.id = \(id)" }
        if let episode { condition += " AND sequence.parent_id = \(episode)" }
        let sight = try EntitySight(of: call.caller, in: project.uuid, call.data)
        return try Self.shotSheet.answer(of: project, where: condition, sight, call)
    }

    private static func assets(
        _ call: Reading, project: ProjectRow.ID, id: UUID?, episode: String?
    ) throws -> Answer {
        var condition = try Entities.condition(AssetRow.self, .asset, call, in: project)
        condition += try Assets.ofEpisode(episode)
        if let id { condition += " AND entity.id = \(id)" }
        let sight = try EntitySight(of: call.caller, in: project.uuid, call.data)
        return try Self.assetSheet.answer(of: project, where: condition, sight, call)
    }

    private static func casting(
        _ call: Reading, project: ProjectRow.ID, episode: UUID?, isOfShots: Bool
    ) throws -> Answer {
        let name = try call.data.one("SELECT name FROM project WHERE id = \(project)", String.self)
        guard let name else { throw Problem.notFound() }
        let sql = isOfShots ? Self.shotCasting(project, episode) : Self.assetCasting(project, episode)
        return Answer(.csv("kitsu_\(CSVLine.slug(name))_casting.csv")) { reader, output in
            var header = CSVLine(["Episode", "Parent", "Name", "Asset Type", "Asset", "Occurences", "Label"])
            header.end()
            output.json.verbatim(header.text)
            try reader.each(sql) { row in
                var line = CSVLine(try (0..<7).map { try row.value($0, as: String?.self) ?? "" })
                line.end()
                output.json.verbatim(line.text)
                try output.flushIfFull()
            }
        }
    }

    private static let castAsset: SQL = """
        asset_type.name, asset.name, CAST(link.nb_occurences AS text), link.label
        FROM entity JOIN entity_link link ON link.entity_in_id = entity.id
        JOIN entity asset ON asset.id = link.entity_out_id
        JOIN entity_type asset_type ON asset_type.id = asset.entity_type_id
        """

    private static func shotCasting(_ project: ProjectRow.ID, _ episode: UUID?) -> SQL {
        let own: SQL = episode.map { " AND sequence.parent_id = \($0)" } ?? .empty
        return """
            SELECT episode.name, sequence.name, entity.name, \(Self.castAsset)
            JOIN entity sequence ON sequence.id = entity.parent_id
            LEFT JOIN entity episode ON episode.id = sequence.parent_id
            WHERE entity.project_id = \(project) AND \(EntityKind.shot.condition()) AND \(Casting.isAlive)\(own)
            ORDER BY \(Entities.byName("episode.name")), \(Entities.byName("sequence.name")),
                \(Entities.byName("entity.name")), entity.id, \(Entities.byName("asset_type.name")),
                \(Entities.byName("asset.name")), asset.id
            """
    }

    private static func assetCasting(_ project: ProjectRow.ID, _ episode: UUID?) -> SQL {
        let own: SQL = episode.map { " AND entity.source_id = \($0)" } ?? .empty
        return """
            SELECT episode.name, entity_type.name, entity.name, \(Self.castAsset)
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            LEFT JOIN entity episode ON episode.id = entity.source_id
            WHERE entity.project_id = \(project) AND \(EntityKind.asset.condition()) AND \(Casting.isAlive)\(own)
            ORDER BY \(Entities.byName("episode.name")), \(Entities.byName("entity_type.name")),
                \(Entities.byName("entity.name")), entity.id, \(Entities.byName("asset_type.name")),
                \(Entities.byName("asset.name")), asset.id
            """
    }

    private static let shotSheet = EntitySheet(
        subject: "shots", names: ["Project", "Episode", "Sequence", "Name", "Description"],
        columns: "project.name, episode.name, sequence.name, entity.name, entity.description",
        moreNames: ["Frames", "Frame In", "Frame Out", "FPS"],
        moreColumns: """
            CAST(entity.nb_frames AS text), entity.data ->> 'frame_in', entity.data ->> 'frame_out',
            entity.data ->> 'fps'
            """,
        kind: .shot,
        joins: """
            JOIN project ON project.id = entity.project_id
            JOIN entity sequence ON sequence.id = entity.parent_id
            LEFT JOIN entity episode ON episode.id = sequence.parent_id
            """,
        order: """
            \(Entities.byName("episode.name")), \(Entities.byName("sequence.name")), \(Entities.byName("entity.name"))
            """)

    private static let assetSheet = EntitySheet(
        subject: "assets", names: ["Project", "Type", "Name", "Description"],
        columns: "project.name, entity_type.name, entity.name, entity.description",
        moreNames: [], moreColumns: nil, kind: .asset,
        joins: """
            JOIN project ON project.id = entity.project_id
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            """,
        order: "\(Entities.byName("entity_type.name")), \(Entities.byName("entity.name"))")
}

extension Head {
    /// A table to keep under a name.
    ///
    /// - Parameter file: Letters, digits, underscores and dots of ASCII.
    static func csv(_ file: String) -> Head {
        Head(headers: [.contentType: "text/csv", .contentDisposition: "attachment; filename=\(file)"])
    }
}
