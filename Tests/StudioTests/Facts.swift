import Foundation
import JSONBytes

/// What the compatible API's own databases and answers were seen to be, beside the tests that compare with it.
enum Facts {
    static let schema = read("schema")
    static let models = read("models")
    static let initialData = read("init_data")

    /// A database that a release of the compatible server has made, with rows in every table, as a script.
    static func database(of release: String) throws -> String {
        guard
            let url = Bundle.module.url(
                forResource: "reference-\(release)", withExtension: "sql", subdirectory: "Facts")
        else { preconditionFailure("no database of \(release)") }
        return try String(contentsOf: url, encoding: .utf8)
    }

    private static func read(_ name: String) -> JSONValue {
        guard let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Facts"),
            let data = try? Data(contentsOf: url),
            let value = try? data.withUnsafeBytes({ try JSONValue(parsing: $0) })
        else { preconditionFailure("no facts named \(name)") }
        return value
    }
}

extension JSONValue {
    /// An array's element; null past its end.
    subscript(_ index: Int) -> JSONValue {
        guard let values = self.arrayValue, values.indices.contains(index) else { return .null }
        return values[index]
    }

    var strings: [String] { self.arrayValue?.compactMap(\.stringValue) ?? [] }
    var members: [(key: String, value: JSONValue)] { self.objectValue?.entries.map { ($0.key, $0.value) } ?? [] }
}
