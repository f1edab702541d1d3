import API
import Database
import FoundationEssentials
import JSONBytes

extension Casting {
    private static let columns = JSONColumns(
        [
            Field("asset_id", .uuid), Field("asset_name", .text), Field("asset_type_name", .text),
            Field("ready_for", .uuid), Field("episode_id", .uuid), Field("preview_file_id", .uuid),
            Field("nb_occurences", .int), Field("label", .text), Field("is_shared", .bool), Field("project_id", .uuid),
        ], type: nil)

    /// The assets that an entity casts, by type and name. Canceled assets are left out.
    static func list(of entity: UUID) -> Answer {
        .json { reader, output in try Self.writeList(of: entity, reader, output) }
    }

    static func writeList(of entity: UUID, _ reader: Reader, _ output: Output) throws {
        try reader.writeArray(
            """
            SELECT asset.id, asset.name, entity_type.name, asset.ready_for, asset.source_id, asset.preview_file_id,
                link.nb_occurences, link.label, asset.is_shared, asset.project_id
            FROM entity_link link JOIN entity asset ON asset.id = link.entity_out_id
            JOIN entity_type ON entity_type.id = asset.entity_type_id
            WHERE link.entity_in_id = \(entity) AND \(Self.isAlive)
            ORDER BY \(Entities.byName("entity_type.name")), \(Entities.byName("asset.name")), asset.id
            """, as: Self.columns, to: output)
    }

    /// A condition on the `asset` of a link: canceled assets are in no casting, and back in theirs once they are
    /// restored.
    static var isAlive: SQL { "COALESCE(asset.canceled, \(false)) = \(false)" }

    /// Where an asset is cast: in shots, with the sequences and episodes that they are in, in scenes and episodes,
    /// and in assets.
    static func castIn(_ call: Reading, asset: AssetRow.ID) throws -> Answer {
        let shots: SQL = """
            SELECT entity.id, entity.name, sequence.name, episode.id, episode.name, entity.preview_file_id,
                link.nb_occurences
            FROM entity_link link JOIN entity ON entity.id = link.entity_in_id
            LEFT JOIN entity sequence ON sequence.id = entity.parent_id
            LEFT JOIN entity episode ON episode.id = sequence.parent_id
            WHERE link.entity_out_id = \(asset) AND \(EntityKind.shot.condition())
                AND COALESCE(entity.canceled, \(false)) = \(false)
            ORDER BY \(Entities.byName("episode.name")), \(Entities.byName("sequence.name")),
                \(Entities.byName("entity.name")), entity.id
            """
        let assets: SQL = """
            SELECT entity.id, entity.name, entity_type.name, entity.preview_file_id, link.nb_occurences
            FROM entity_link link JOIN entity ON entity.id = link.entity_in_id
            JOIN entity_type ON entity_type.id = entity.entity_type_id
            WHERE link.entity_out_id = \(asset) AND \(EntityKind.asset.condition())
                AND COALESCE(entity.canceled, \(false)) = \(false)
            ORDER BY \(Entities.byName("entity_type.name")), \(Entities.byName("entity.name")), entity.id
            """
        return .json { reader, output in
            output.json.beginArray()
            for (sql, columns) in [(shots, Self.castInShot), (assets, Self.castInAsset)] {
                try reader.each(sql) { row in
                    columns.writeObject(row, into: &output.json)
                    try output.flushIfFull()
                }
            }
            output.json.endArray()
        }
    }

    private static let castInShot = JSONColumns(
        [
            Field("shot_id", .uuid), Field("shot_name", .text), Field("sequence_name", .text),
            Field("episode_id", .uuid), Field("episode_name", .text), Field("preview_file_id", .uuid),
            Field("nb_occurences", .int),
        ], type: nil)

    private static let castInAsset = JSONColumns(
        [
            Field("asset_id", .uuid), Field("asset_name", .text), Field("asset_type_name", .text),
            Field("preview_file_id", .uuid), Field("nb_occurences", .int),
        ], type: nil)
}

/// The castings of many entities, as an object with a list for the id of each: one query, written as its rows come.
struct CastingMap {
    /// Which members each asset has.
    enum Members: Sendable {
        case short, sharing, withSequence
    }

    /// Tables that the condition and the order need besides `entity`, which casts.
    let joins: SQL
    let condition: SQL
    let order: SQL

    func answer(_ members: Members) -> Answer {
        let columns = Self.columns(members)
        let sequence: SQL = members == .withSequence ? "sequence.name, " : .empty
        let sharing: SQL = members == .short ? .empty : ", asset.is_shared, asset.project_id"
        let sql: SQL = """
            SELECT entity.id, asset.id, asset.name, asset.name, entity_type.name, \(sequence)asset.preview_file_id,
                link.nb_occurences, link.label\(sharing)
            FROM entity \(self.joins) JOIN entity_link link ON link.entity_in_id = entity.id
            JOIN entity asset ON asset.id = link.entity_out_id
            JOIN entity_type ON entity_type.id = asset.entity_type_id
            WHERE \(self.condition) AND \(Casting.isAlive) AND COALESCE(entity.canceled, \(false)) = \(false)
            ORDER BY \(self.order), entity.id, \(Entities.byName("entity_type.name")),
                \(Entities.byName("asset.name")), asset.id
            """
        return .json { reader, output in
            output.json.beginObject()
            try reader.writeGroups(sql, by: 0, to: output) { columns.writeObject($0, from: 1, into: &output.json) }
            output.json.endObject()
        }
    }

    private static func columns(_ members: Members) -> JSONColumns {
        var fields = [
            Field("asset_id", .uuid), Field("name", .text), Field("asset_name", .text), Field("asset_type_name", .text),
        ]
        if members == .withSequence { fields.append(Field("sequence_name", .text)) }
        fields += [Field("preview_file_id", .uuid), Field("nb_occurences", .int), Field("label", .text)]
        if members != .short { fields += [Field("is_shared", .bool), Field("project_id", .uuid)] }
        return JSONColumns(fields, type: nil)
    }
}
