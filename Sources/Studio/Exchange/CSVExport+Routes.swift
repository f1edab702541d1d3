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
            .query("episode_id", "Only those of this episode; `all` for all."),
            allow: .memberButVendor, answers: .file("text/csv", "A line for each shot."), handler: shots),
        .get(
            "/export/csv/projects/{project_id}/assets.csv", "The assets of a project as a table.",
            .path("project_id", malformed: .notFound()),
            .idFilter("id", "Only this asset."),
            .query("episode_id", "Only those of this episode or cast in it; `main` for those of none, `all`."),
            allow: .memberButVendor, answers: .file("text/csv", "A line for each asset."), handler: assets),
    ]

    private static func shots(
        _ call: Reading, project: ProjectRow.ID, id: UUID?, episode: String?
    ) throws -> Answer {
        var condition = try Entities.condition(ShotRow.self, .shot, call, in: project)
        if let id { condition += " AND entity.id = \(id)" }
        if let episode, episode != "all" {
            guard let id = UUID(strict: episode) else {
                throw Problem.invalid("Invalid UUID format for episode_id: \(episode)")
            }
            condition += " AND sequence.parent_id = \(id)"
        }
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
