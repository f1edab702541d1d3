import FoundationEssentials
import JSONBytes

/// A change that clients hear of: `task:update` and what it is about.
package struct Event: Sendable, Equatable {
    /// Its row in `api_event`; fresh for an event that leaves no row.
    package let id: UUID
    package let name: String
    /// The payload as clients receive it, `project_id` included.
    package let payload: JSONObject
    package let project: UUID?
    /// Who did it; nil when no person did.
    package let author: UUID?
    /// False for what is announced but leaves no row.
    package let isKept: Bool

    package init(
        id: UUID, name: String, payload: JSONObject, project: UUID?, author: UUID?, isKept: Bool
    ) {
        self.id = id
        self.name = name
        self.payload = payload
        self.project = project
        self.author = author
        self.isKept = isKept
    }
}
