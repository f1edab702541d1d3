import Database
import FoundationEssentials

/// What an entity is. Every entity type that is not one of the others is a type of assets.
package enum EntityKind: String, Sendable, CaseIterable {
    case shot = "Shot"
    case sequence = "Sequence"
    case episode = "Episode"
    case scene = "Scene"
    case edit = "Edit"
    case concept = "Concept"
    case asset = "Asset"

    /// The names of the entity types that are not types of assets.
    static let reservedTypes = ["Shot", "Sequence", "Episode", "Scene", "Edit", "Concept", "ConceptFolder"]

    /// The kind of entities whose type has this name.
    init(typeName: String) { self = Self(rawValue: typeName) ?? .asset }

    /// As in events and their payloads: `shot`.
    var word: String { self.rawValue.lowercased() }
}

extension EntityKind {
    /// SQL for the id of the entity type that only this kind has.
    static func type(_ kind: EntityKind) -> SQL { "(SELECT id FROM entity_type WHERE name = \(kind.rawValue))" }

    /// SQL for the ids of the entity types that are not types of assets.
    static var reserved: SQL { "(SELECT id FROM entity_type WHERE name \(in: Self.reservedTypes))" }

    /// A condition on the entities of this kind, whose table goes under `alias`.
    func condition(_ alias: String = "entity") -> SQL {
        let column = SQL(verbatim: alias + ".entity_type_id")
        return self == .asset ? "\(column) NOT IN \(Self.reserved)" : "\(column) = \(Self.type(self))"
    }

    /// SQL for the project of an entity, empty when the entity is of another kind.
    func project(of id: UUID) -> SQL {
        "SELECT entity.project_id FROM entity WHERE entity.id = \(id) AND \(self.condition())"
    }
}
