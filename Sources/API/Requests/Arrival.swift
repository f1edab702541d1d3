import Database
import HTTPTypes
import JSONBytes
import NIOCore

/// A request as routes see it: taken apart, its body read, nothing of it believed yet.
package struct Arrival: Sendable {
    package var method: HTTPRequest.Method
    /// The path as it came, with its query left out.
    package var path: String
    package var headers: HTTPFields
    /// The address of whoever holds the connection's other end; nil when unknown.
    package var remoteAddress: String?
    /// In the order they came. A name may be repeated.
    package var query: [(name: String, value: String)]
    package var body: Body
    /// What the path's `{name}` stand for, decoded.
    package var parameters: [String: String] = [:]

    package enum Body: Sendable {
        case none
        case json(JSONValue)
        /// JSON that could not be read, and why; without a reason when there is not a byte of it.
        case malformed(String)
        /// A body of another kind than routes read.
        case foreign
        /// A form's fields in order, and its files, already on disk.
        case form(fields: [(name: String, value: String)], files: [UploadedFile])
    }

    package init(
        method: HTTPRequest.Method, path: String, headers: HTTPFields = [:], remoteAddress: String? = nil,
        query: [(name: String, value: String)] = [], body: Body = .none
    ) {
        self.method = method
        self.path = path
        self.headers = headers
        self.remoteAddress = remoteAddress
        self.query = query
        self.body = body
    }

    /// The first value of a query parameter, as the reference reads it.
    package func query(_ name: String) -> String? { self.query.first { $0.name == name }?.value }

    /// Every value of a repeated query parameter.
    package func queries(_ name: String) -> [String] { self.query.filter { $0.name == name }.map(\.value) }

    /// A member of the body, JSON or form; nil when it has none.
    package func field(_ name: String) -> JSONValue? {
        switch self.body {
        case .none, .malformed, .foreign: nil
        case .json(let value): value[name]
        case .form(let fields, _): fields.first { $0.name == name }.map { .string($0.value) }
        }
    }

    package var files: [UploadedFile] {
        if case .form(_, let files) = self.body { files } else { [] }
    }
}

extension Arrival {
    /// Compat: JSON that cannot be read has no field.
    ///
    /// - Throws: ``Problem`` 415 when there is no body that fields could be read from; ``FieldRefusal`` when it is JSON but
    ///   no object.
    func requireFields() throws {
        switch self.body {
        case .form, .malformed, .json(.object): return
        case .json: throw Self.noFields
        case .none, .foreign: throw Problem.notJSON
        }
    }

    /// For fields that may all be left out: a body may then be missing, or be of a kind that has none.
    ///
    /// - Throws: ``UnreadableBody``; ``FieldRefusal`` when it is JSON but no object.
    func refuseOtherThanFields() throws {
        if case .malformed(let reason) = self.body, !reason.isEmpty { throw UnreadableBody() }
        guard case .json(let value) = self.body else { return }
        switch value {
        case .object, .null: return
        case .bool, .int, .double, .string, .array: throw Self.noFields
        }
    }

    /// - Throws: ``Problem`` 400 when the body is no JSON although it says so. An empty one counts as none.
    func refuseMalformed() throws {
        if case .malformed(let reason) = self.body, !reason.isEmpty { throw Problem.unreadable }
    }

    /// Compat: the body as a whole has no name.
    private static let noFields = FieldRefusal("", "Input should be a valid dictionary")

    /// - Throws: ``Problem`` 400 when the body is malformed, 415 when it is not JSON.
    func requireJSON() throws -> JSONValue {
        switch self.body {
        case .json(let value): return value
        case .malformed: throw Problem.unreadable
        case .form(let fields, _):
            return .object(JSONObject(fields.map { (key: $0.name, value: JSONValue.string($0.value)) }))
        case .none, .foreign: throw Problem.notJSON
        }
    }
}

/// A body that is no JSON although it says so, where each field may be left out: refused with ``Problem/unreadable``
/// unless another field is missing.
struct UnreadableBody: Error {}
