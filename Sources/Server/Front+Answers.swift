import API
import Database
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

extension Front {
    private static let securityHeaders: HTTPFields = {
        var fields = HTTPFields()
        fields[.xContentTypeOptions] = "nosniff"
        for (name, value) in [
            ("X-Frame-Options", "SAMEORIGIN"), ("Content-Security-Policy", "frame-ancestors 'self'"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }()

    /// An answer as HTTP. One that breaks off in the middle ends its connection, so that nobody takes it for whole.
    static func response(
        _ answer: API.Response, to method: HTTPRequest.Method, _ log: RequestLog
    ) async -> Hummingbird.Response {
        var head = answer.head
        let body: ResponseBody
        if method == .head {
            do {
                body = try await self.emptied(answer.body)
            } catch {
                let failure = Failure.response(to: error, log)
                head = failure.head
                body = ResponseBody()
            }
        } else {
            body = self.body(answer.body, log)
        }
        self.complete(&head)
        return Hummingbird.Response(status: head.status, headers: head.headers, body: body)
    }

    /// Adds the headers that every answer has.
    static func complete(_ head: inout Head) {
        for field in self.securityHeaders where !head.headers.contains(field.name) { head.headers.append(field) }
        if head.status == .noContent, !head.headers.contains(.contentType) {
            head.headers[.contentType] = "text/html; charset=utf-8"
        }
        head.headers[.date] = ResponseClock.date
    }

    private static func body(_ body: API.Response.Body, _ log: RequestLog) -> ResponseBody {
        switch body {
        case .none: ResponseBody()
        case .whole(let bytes): ResponseBody(byteBuffer: bytes)
        case .stream(let chunks, let count):
            ResponseBody(contentLength: count) { writer in
                do {
                    try await self.write(chunks, to: &writer)
                } catch {
                    self.report(error, log.logger)
                    throw error
                }
                try await writer.finish(nil)
            }
        }
    }

    private static func write(
        _ chunks: any AsyncSequence<ByteBuffer, any Error> & Sendable, to writer: inout any ResponseBodyWriter
    ) async throws {
        for try await chunk in chunks { try await writer.write(chunk) }
    }

    static func report(_ error: any Error, _ logger: Logger) {
        switch error {
        case is DatabaseError, is FileFailure, is Problem:
            logger.error("an answer broke off", metadata: ["error": "\(String(reflecting: error))"])
        default: logger.debug("an answer broke off", metadata: ["error": "\(error)"])
        }
    }

    /// The length of a body without the body. A stream whose length nobody knows is read to its end for it: HTTP/1 has
    /// no other way to say where the answer to HEAD ends.
    private static func emptied(_ body: API.Response.Body) async throws -> ResponseBody {
        let length: Int
        switch body {
        case .none: return ResponseBody()
        case .whole(let bytes): length = bytes.readableBytes
        case .stream(_, .some(let count)): length = count
        case .stream(let chunks, nil):
            var count = 0
            for try await chunk in chunks { count += chunk.readableBytes }
            length = count
        }
        return ResponseBody(contentLength: length) { try await $0.finish(nil) }
    }
}
