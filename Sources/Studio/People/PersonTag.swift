import Database
import FoundationEssentials
import JSONBytes

/// A person as feeds and comments show him.
struct PersonTag {
    let id: UUID
    let firstName: String
    let lastName: String
    let hasAvatar: Bool
    let role: String

    var fullName: String { [self.firstName, self.lastName].filter { !$0.isEmpty }.joined(separator: " ") }

    var json: JSONValue {
        [
            "id": .string(self.id.text), "first_name": .string(self.firstName), "last_name": .string(self.lastName),
            "full_name": .string(self.fullName), "has_avatar": .bool(self.hasAvatar), "role": .string(self.role),
        ]
    }

    /// Those of the persons that exist, by id.
    static func load(_ ids: some Sequence<UUID>, _ reader: Reader) throws -> [UUID: PersonTag] {
        let persons = try reader.all(
            """
            SELECT id, first_name, last_name, COALESCE(has_avatar, \(false)), role FROM person
            WHERE id \(in: Array(Set(ids)))
            """
        ) { row in
            PersonTag(
                id: try row.uuid(0), firstName: try row.text(1), lastName: try row.text(2),
                hasAvatar: try row.bool(3), role: try row.text(4))
        }
        return Dictionary(persons.map { ($0.id, $0) }) { first, _ in first }
    }
}
