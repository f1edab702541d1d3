import Database
import HTTPTypes
import Logging

/// What a failure is answered with.
package enum Failure {
    package static func response(to error: any Error, _ log: RequestLog) -> Response {
        switch error {
        case let problem as Problem: return problem.response
        case let error as DatabaseError:
            guard let problem = Problem(error) else {
                log.logger.error("the database failed", metadata: ["error": "\(error)"])
                break
            }
            if problem.status.kind == .serverError {
                log.logger.warning("the database is busy or away", metadata: ["error": "\(error)"])
            }
            return problem.response
        case is ClientGone, is CancellationError: log.logger.debug("the client left")
        default:
            log.logger.error("a request failed", metadata: ["error": "\(String(reflecting: error))"])
        }
        return Problem.internalError.response
    }
}

extension Problem {
    /// What a refusal by the database means to the client; nil when it is a mistake of ours.
    package init?(_ error: DatabaseError) {
        switch error.kind {
        case .serialization, .unavailable: self = .unavailable(retryAfter: 1)
        default:
            guard let sentence = Self.sentence(error) else { return nil }
            self = Problem(.badRequest, .message(sentence))
        }
    }

    /// The same in generic CRUD, whose answers to the database's refusals have a form of their own; nil for what must
    /// stay what it is, as another try may help.
    init?(crud error: DatabaseError) {
        guard let sentence = Self.sentence(error) else { return nil }
        self = Problem(.badRequest, .bare(sentence))
    }

    /// Runs a statement of generic CRUD.
    ///
    /// - Throws: What `body` throws, the database's refusals as ``Problem`` 400.
    @discardableResult
    package static func ofCRUD<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw Problem(crud: error) ?? error
        }
    }

    private static func sentence(_ error: DatabaseError) -> String? {
        switch error.kind {
        case .unique: "A record with the same unique values already exists."
        case .foreignKey: "The change conflicts with records referencing this one."
        case .notNull: "A required field is missing."
        case .check, .invalidValue: "One of the provided values has an invalid format."
        case .serialization, .unavailable, .commitIsUncertain, .interrupted, .unexpected, .other: nil
        }
    }
}
