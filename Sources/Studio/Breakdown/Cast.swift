import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// One asset of a casting.
struct Cast: Sendable, Equatable {
    let asset: UUID
    /// How often; nil when nobody said.
    let count: Int?
    /// `animate` or `fixed`, by habit; nil for none.
    let label: String?
}

extension Cast {
    /// The casting that a body lists. Of an asset that it names twice the last entry counts.
    ///
    /// Compat: entries that lack `asset_id` or `nb_occurences` are left out.
    ///
    /// - Throws: ``Problem`` 400 for a body that is no list of objects, and for a value that is none.
    static func list(_ body: JSONValue) throws -> [Cast] {
        guard let values = body.arrayValue else {
            throw Problem(.badRequest, .message("Request body must be a JSON array"))
        }
        var casts: [Cast] = []
        for value in values {
            guard case .object(let object) = value else { throw Problem.malformedValue }
            guard let asset = object["asset_id"], let count = object["nb_occurences"] else { continue }
            let cast = Cast(
                asset: try Self.id(asset), count: try Self.count(count), label: try Self.label(object["label"]))
            casts.removeAll { $0.asset == cast.asset }
            casts.append(cast)
        }
        return casts
    }

    private static func id(_ json: JSONValue) throws -> UUID {
        guard let text = json.stringValue, let id = UUID(strict: text) else { throw Problem.malformedValue }
        return id
    }

    private static func count(_ json: JSONValue) throws -> Int? {
        if json.isNull { return nil }
        guard case .success(let count) = Int.read(json) else { throw Problem.malformedValue }
        return count
    }

    private static func label(_ json: JSONValue?) throws -> String? {
        guard let json, !json.isNull else { return nil }
        guard let text = json.stringValue, text.unicodeScalars.count <= 80 else { throw Problem.malformedValue }
        return text
    }

    /// What an entity casts now.
    static func all(in entity: UUID, _ reader: Reader) throws -> [Cast] {
        let rows = try reader.all(
            """
            SELECT entity_out_id, nb_occurences, label FROM entity_link WHERE entity_in_id = \(entity)
            ORDER BY created_at, id
            """, UUID.self, Int?.self, String?.self)
        return rows.map { Cast(asset: $0.0, count: $0.1, label: $0.2) }
    }
}
