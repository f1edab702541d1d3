import API
import JSONBytes

/// The name of an entity: 1 to 160 characters.
package struct EntityName: InputValue {
    package let text: String

    package static var kind: InputKind { .text }

    package init?(text: String) {
        guard (1...160).contains(text.unicodeScalars.count) else { return nil }
        self.text = text
    }

    package static func read(_ json: JSONValue) -> Result<EntityName, ValueRefusal> {
        guard case .string(let text) = json else { return .failure(ValueRefusal("Input should be a valid string")) }
        guard let name = EntityName(text: text) else {
            let limit = text.isEmpty ? "least 1 character" : "most 160 characters"
            return .failure(ValueRefusal("String should have at \(limit)"))
        }
        return .success(name)
    }

    package var json: JSONValue { .string(self.text) }
}
