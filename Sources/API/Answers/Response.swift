import HTTPTypes
import JSONBytes
import NIOCore

/// An answer on its way out: its head, and a body that is there or still comes.
package struct Response: Sendable {
    package enum Body: Sendable {
        case none
        case whole(ByteBuffer)
        /// Chunks as the client takes them.
        ///
        /// `count` is in bytes; nil when unknown.
        case stream(any AsyncSequence<ByteBuffer, any Error> & Sendable, count: Int?)
    }

    package var head: Head
    package var body: Body

    package init(_ head: Head, _ body: Body = .none) {
        self.head = head
        self.body = body
    }

    /// JSON that is already a value.
    package static func value(
        _ value: JSONValue, _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var head = Head.json(status)
        for header in headers { head.headers.append(header) }
        return Response(head, .whole(value.bytes()))
    }

    package static func text(_ text: String, type: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(Head(status, headers: [.contentType: type]), .whole(ByteBuffer(string: text)))
    }
}

extension Problem {
    package var response: Response {
        var head = Head.json(self.status)
        if let seconds = self.retryAfter, let name = HTTPField.Name("Retry-After") {
            head.headers[name] = String(seconds)
        }
        return Response(head, .whole(self.bytes))
    }
}
