import API
import Database
import FoundationEssentials
import JSONBytes

/// The replies of comments as readers get them: with the persons who wrote them and what they attached.
struct ShownReplies {
    let persons: [UUID: PersonTag]
    let attachments: [UUID: [Attachments.Entry]]

    /// - Parameter kept: What a comment's column holds.
    static func writers(of kept: JSONValue?) -> [UUID] {
        (kept?.arrayValue ?? []).compactMap { $0["person_id"]?.stringValue.flatMap(UUID.init(strict:)) }
    }

    func list(_ kept: JSONValue?, of comment: UUID) -> JSONValue {
        let attached = self.attachments[comment] ?? []
        return .array(
            (kept?.arrayValue ?? []).map { reply in
                guard case .object(var object) = reply else { return reply }
                let person = object["person_id"]?.stringValue.flatMap(UUID.init(strict:))
                object["person"] = person.flatMap { self.persons[$0]?.json } ?? .null
                let own = attached.filter { $0.reply?.text == object["id"]?.stringValue }
                if !own.isEmpty { object["attachment_files"] = .array(own.map { $0.json(withReply: true) }) }
                return .object(object)
            })
    }
}
