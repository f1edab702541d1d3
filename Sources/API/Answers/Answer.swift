import Database
import HTTPTypes
import JSONBytes
import NIOCore

/// The status and headers of an answer.
package struct Head: Sendable {
    package var status: HTTPResponse.Status
    package var headers: HTTPFields

    package init(_ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        self.status = status
        self.headers = headers
    }

    package static func json(_ status: HTTPResponse.Status = .ok) -> Head {
        Head(status, headers: [.contentType: "application/json"])
    }
}

/// What a handler answers: a head, and how its body is written on the same snapshot or in the same transaction.
///
/// Nothing is written when the handler throws, and a body of rows is read only as fast as the client takes it.
package struct Answer {
    package let head: Head
    package let write: (Reader, Output) throws -> Void

    package init(_ head: Head, write: @escaping (Reader, Output) throws -> Void) {
        self.head = head
        self.write = write
    }

    /// 204, without a body.
    package static var nothing: Answer { Answer(Head(.noContent)) { _, _ in } }

    /// JSON that `body` writes.
    package static func json(
        _ status: HTTPResponse.Status = .ok, _ body: @escaping (Reader, Output) throws -> Void
    ) -> Answer {
        Answer(.json(status), write: body)
    }

    /// A value that is already there.
    package static func value(_ value: JSONValue, _ status: HTTPResponse.Status = .ok) -> Answer {
        .json(status) { _, output in output.json.value(value) }
    }

    /// The rows of a query as an array of objects, in its order.
    package static func rows(_ sql: SQL, as columns: JSONColumns) -> Answer {
        .json { reader, output in try reader.writeArray(sql, as: columns, to: output) }
    }

    /// The first row of a query as an object.
    ///
    /// - Throws: While it is written, ``Problem`` 404 when there is no row.
    package static func one(_ sql: SQL, as columns: JSONColumns, _ status: HTTPResponse.Status = .ok) -> Answer {
        .json(status) { reader, output in
            guard try reader.writeObject(sql, as: columns, to: output) else { throw Problem.notFound() }
        }
    }
}

/// What a route's answer looks like, for the API's document.
package enum AnswerSchema: Sendable {
    case nothing
    case list(any Shape.Type)
    case one(any Shape.Type)
    /// A list, or with `page` one page of it.
    case pages(any Shape.Type)
    /// A JSON object of its own: its members with a line each, and what it is.
    case object(String, [SchemaMember] = [])
    /// A list of objects of their own.
    case objects(String, [SchemaMember] = [])
    /// Something that is not JSON: its media type, and what it is.
    case file(String, String)
}

/// A member of an answer that no shape describes.
package struct SchemaMember: Sendable {
    package let name: String
    package let kind: InputKind
    package let note: String

    package init(_ name: String, _ kind: InputKind, _ note: String = "") {
        self.name = name
        self.kind = kind
        self.note = note
    }
}
