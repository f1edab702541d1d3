import Credentials
import Database
import HTTPTypes
import JSONBytes
import Logging
import NIOCore

/// Leads a request to its route: token, address, permission, handler, answer.
package final class Dispatcher: Sendable {
    package let routes: [Route]
    private let tree: RouteTree
    private let database: Database
    private let dependencies: Dependencies

    package init(routes: [Route], database: Database, dependencies: Dependencies) {
        self.routes = routes
        self.tree = RouteTree(routes)
        self.database = database
        self.dependencies = dependencies
    }

    /// Whether something is served at a path, whatever the method: the body of anything else need not be read.
    package func place(at path: Substring) -> RouteTree.Place? { self.tree.place(at: path) }

    /// Answers a request. Never throws: what went wrong is an answer too, and what is a mistake of ours is logged.
    package func respond(to arrival: Arrival, at place: RouteTree.Place?, logger: Logger) async -> Response {
        do {
            return try await self.response(to: arrival, at: place)
        } catch {
            return Failure.response(to: error, logger: logger)
        }
    }

    private func response(to arrival: Arrival, at place: RouteTree.Place?) async throws -> Response {
        guard let place else { throw Problem.notFound() }
        let method = arrival.method == .head ? .get : arrival.method
        guard let route = place.routes[method] else { return Self.withoutRoute(arrival.method, place) }
        var arrival = arrival
        arrival.parameters = place.parameters
        let token = try self.token(of: arrival, for: route)
        let prepared = route.prepare(arrival)
        let gate = Gate(permission: route.permission, object: prepared.object, refusal: prepared.refusal)
        switch prepared.work {
        case .read(let work): return try await self.read(work, arrival, token, gate)
        case .write(let work): return try await self.write(work, arrival, token, gate)
        case .errand(let work):
            if let refusal = prepared.refusal {
                // Those who may not call the route at all hear that first.
                if !route.permission.isForAnyone {
                    _ = try await self.database.read { reader in try gate.pass(token, in: reader) }
                }
                throw refusal
            }
            return try await work(
                Errand(
                    arrival: arrival, token: token, dependencies: self.dependencies, gate: gate,
                    database: self.database))
        }
    }

    private func token(of arrival: Arrival, for route: Route) throws -> Token? {
        do {
            return try arrival.token(.access, self.dependencies.tokens, now: self.database.world.now())
        } catch {
            if route.permission.isForAnyone { return nil }
            throw error
        }
    }

    private func read(
        _ work: @escaping @Sendable (Reading) throws -> Answer, _ arrival: Arrival, _ token: Token?, _ gate: Gate
    ) async throws -> Response {
        let (head, body) = try await self.database.answer { reader in
            let caller = try gate.pass(token, in: reader)
            let answer = try work(
                Reading(data: reader, arrival: arrival, identity: caller, dependencies: self.dependencies))
            return Visit(answer.head, write: answer.write)
        }
        return switch body {
        case .whole(let bytes): Response(head, head.status == .noContent ? .none : .whole(bytes))
        case .stream(let stream): Response(head, .stream(stream, count: nil))
        }
    }

    private func write(
        _ work: @escaping @Sendable (Writing) throws -> Answer, _ arrival: Arrival, _ token: Token?, _ gate: Gate
    ) async throws -> Response {
        try await self.database.write { transaction in
            let caller = try gate.pass(token, in: transaction)
            transaction.author = caller?.id
            let call = Writing(
                data: transaction, arrival: arrival, identity: caller, dependencies: self.dependencies)
            return try work(call).whole(in: transaction)
        }
    }

    private static func withoutRoute(_ method: HTTPRequest.Method, _ place: RouteTree.Place) -> Response {
        let allowed = place.methods.map(\.rawValue).joined(separator: ", ")
        // Compat: the reference tells the methods only when it is asked for them.
        guard method == .options else { return Problem.wrongMethod.response }
        return Response(
            Head(.ok, headers: [.allow: allowed, .contentType: "text/html; charset=utf-8"]), .whole(ByteBuffer()))
    }
}

/// What a failure is answered with.
package enum Failure {
    package static func response(to error: any Error, logger: Logger) -> Response {
        switch error {
        case let problem as Problem: return problem.response
        case let error as DatabaseError:
            if let problem = Problem(error) { return problem.response }
            logger.error("the database refused a statement", metadata: ["error": "\(error)"])
        case is ClientGone, is CancellationError: logger.debug("the client left")
        default:
            logger.error("a request failed", metadata: ["error": "\(String(reflecting: error))"])
        }
        return Problem.internalError.response
    }
}

extension Problem {
    /// What a refusal by the database means to the client; nil when it is a mistake of ours.
    package init?(_ error: DatabaseError) {
        switch error.kind {
        case .unique: self = Problem(.badRequest, .bare("A record with the same unique values already exists."))
        case .foreignKey: self = Problem(.badRequest, .bare("A referenced record does not exist or is still used."))
        case .notNull: self = Problem(.badRequest, .bare("A required field is missing."))
        case .check, .invalidValue:
            self = Problem(.badRequest, .bare("One of the provided values has an invalid format."))
        case .serialization, .unavailable: self = .unavailable(retryAfter: 1)
        case .commitIsUncertain, .interrupted, .other: return nil
        }
    }
}
