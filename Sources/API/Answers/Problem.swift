import HTTPTypes
import JSONBytes
import NIOCore

/// Every way a request can fail that its caller should hear about.
///
/// Anything else that is thrown is a mistake of ours: it is logged whole and answered with a bare 500.
package struct Problem: Error, Sendable, Equatable {
    /// The bodies that clients of this API know.
    package enum Body: Sendable, Equatable {
        /// `{"error": true, "message": …}`, the usual one.
        case message(String)
        /// The same with `data`, whatever it is, null included.
        case detailed(String, data: JSONValue)
        /// `{"message": …}` alone: the databases' refusals in generic CRUD.
        case bare(String)
        /// `{"msg": …}`: the tokens' refusals.
        case token(String)
        /// A body of its own: login's.
        case own(JSONObject)
    }

    package let status: HTTPResponse.Status
    package let body: Body
    /// In seconds, for 429 and 503.
    package let retryAfter: Int?

    package init(_ status: HTTPResponse.Status, _ body: Body, retryAfter: Int? = nil) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
    }
}

extension Problem {
    /// The request asks for something that cannot be done as it is.
    package static func invalid(_ message: String) -> Problem {
        Problem(.badRequest, .detailed(message, data: .null))
    }

    /// Compat: the sentence for JSON that cannot be read.
    package static let unreadable = Problem(
        .badRequest, .message("The browser (or proxy) sent a request that this server could not understand."))

    package static let emptyBody = Problem.invalid(
        "Data are empty. Please verify that you sent JSON data and that you set the right headers.")

    package static let notJSON = Problem(
        .unsupportedMediaType,
        .message(
            "Did not attempt to load JSON data because the request Content-Type was not 'application/json'."))

    package static let wrongMethod = Problem(
        .methodNotAllowed, .message("The method is not allowed for the requested URL."))

    package static func unavailable(retryAfter seconds: Int) -> Problem {
        Problem(
            .serviceUnavailable, .message("The server is busy: try again in \(seconds) seconds."),
            retryAfter: seconds)
    }

    /// Fields of a body that do not fit, each with its sentence.
    package static func invalid(fields: [(field: String, message: String)]) -> Problem {
        let errors = fields.map { JSONValue.object(["field": .string($0.field), "message": .string($0.message)]) }
        return Problem(.badRequest, .detailed("Validation error.", data: .object(["errors": .array(errors)])))
    }

    /// Compat: every client reads this sentence with its prefix.
    package static func notFound(_ sentence: String = Problem.notFoundSentence) -> Problem {
        Problem(.notFound, .message("404 Not Found: \(sentence)"))
    }

    package static let notFoundSentence =
        "The requested URL was not found on the server. If you entered the URL manually please check your spelling "
        + "and try again."

    package static let malformedID = Problem(.badRequest, .detailed("Malformed ID.", data: .null))

    /// Compat: some routes say of an id that is none what others say with ``malformedID``.
    package static let wrongUUID = Problem.invalid("Wrong UUID format.")

    package static let forbidden = Problem(
        .forbidden,
        .message(
            "You don't have the permission to access the requested resource. It is either read-protected or not "
                + "readable by the server."))

    package static func tooLarge(_ message: String) -> Problem { Problem(.contentTooLarge, .message(message)) }

    package static func tooMany(retryAfter seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, .message("Too many requests: try again in \(seconds) seconds."), retryAfter: seconds)
    }

    package static let internalError = Problem(.internalServerError, .message("Internal server error."))
}

extension Problem {
    /// The answer's body as JSON.
    package var bytes: ByteBuffer {
        let object: JSONObject =
            switch self.body {
            case .message(let message): ["error": true, "message": .string(message)]
            case .detailed(let message, let data): ["error": true, "message": .string(message), "data": data]
            case .bare(let message): ["message": .string(message)]
            case .token(let message): ["msg": .string(message)]
            case .own(let object): object
            }
        return JSONValue.object(object).bytes()
    }
}
