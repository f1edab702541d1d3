import Credentials
import Database
import HTTPTypes
import JSONBytes
import NIOCore
import Settings

/// Leads a request to its route: token, address, permission, handler, answer.
package final class Dispatcher: Sendable {
    package let routes: [Route]
    private let tree: RouteTree
    private let database: Database
    private let dependencies: Dependencies
    private let roles = KnownRoles()
    /// Nil where nobody needs a second factor.
    private let factors: FactorRule?

    package init(routes: [Route], database: Database, dependencies: Dependencies) {
        self.routes = routes
        self.tree = RouteTree(routes)
        self.database = database
        self.dependencies = dependencies
        let accounts = dependencies.settings.accounts
        self.factors = accounts.enforcesFactor ? FactorRule(exempt: accounts.factorExempt) : nil
    }

    private func gate(_ route: Route, _ prepared: Route.Prepared) -> Gate {
        let isFree = route.permission.isForAnyone || route.isForSettingUp
        return Gate(
            route.permission, prepared, readsBodyFirst: route.readsBodyFirst, factors: isFree ? nil : self.factors)
    }

    /// Whether something is served at a path, whatever the method: the body of anything else need not be read.
    package func place(at path: Substring) -> RouteTree.Place? { self.tree.place(at: path) }

    /// What a body would be read for: refuses what needs no look at it.
    ///
    /// - Throws: ``Problem`` for a caller without a good token.
    /// - Returns: Nil when nothing answers the method there.
    package func route(for arrival: Arrival, at place: RouteTree.Place?) throws -> Route? {
        guard let route = place?[arrival.method.answered] else { return nil }
        _ = try self.token(of: arrival, for: route)
        return route
    }

    /// Answers a request. Never throws: what went wrong is an answer too, and what is a mistake of ours is logged.
    package func respond(to arrival: Arrival, at place: RouteTree.Place?, _ log: RequestLog) async -> Response {
        do {
            return try await self.response(to: arrival, at: place)
        } catch {
            return Failure.response(to: error, log)
        }
    }

    /// Answers a request without a task, when its route is a read: `waiting` is called once, on a thread that it must not
    /// keep. Never fails: see ``respond(to:at:_:)``.
    ///
    /// - Returns: False when the route is something else, or there is none: nothing has happened then.
    package func read(
        _ arrival: Arrival, at place: RouteTree.Place?, _ log: RequestLog,
        _ waiting: @escaping @Sendable (Response) -> Void
    ) -> Bool {
        guard let place, let route = place[arrival.method], route.isRead else { return false }
        var arrival = arrival
        arrival.parameters = place.parameters(arrival.method)
        let prepared = route.prepare(arrival)
        guard case .read(let work, let queries) = prepared.work else { return false }
        do {
            let token = try self.token(of: arrival, for: route)
            let gate = self.gate(route, prepared)
            self.database.answer(
                expecting: self.queries(queries, token, gate), self.visit(work, arrival, token, gate)
            ) { result in
                do {
                    waiting(Self.response(try result.get()))
                } catch {
                    waiting(Failure.response(to: error, log))
                }
            }
        } catch {
            waiting(Failure.response(to: error, log))
        }
        return true
    }

    private func response(to arrival: Arrival, at place: RouteTree.Place?) async throws -> Response {
        guard let place else { throw Problem.notFound() }
        let method = arrival.method.answered
        guard let route = place[method] else { return Self.withoutRoute(arrival.method, place) }
        var arrival = arrival
        arrival.parameters = place.parameters(method)
        let token = try self.token(of: arrival, for: route)
        let prepared = route.prepare(arrival)
        let gate = self.gate(route, prepared)
        switch prepared.work {
        case .read(let work, let queries):
            return Self.response(
                try await self.database.answer(
                    expecting: self.queries(queries, token, gate), self.visit(work, arrival, token, gate)))
        case .write(let work): return try await self.write(work, arrival, token, gate)
        case .errand(let work):
            let errand = Errand(
                arrival: arrival, token: token, dependencies: self.dependencies, gate: gate, database: self.database)
            return try await Self.run(errand, work)
        }
    }

    /// Whoever may not call the route hears that before what is wrong with his inputs, and gets no answer from an errand
    /// that has no business with the database.
    private static func run(
        _ errand: Errand, _ work: @Sendable (Errand) async throws -> Response
    ) async throws -> Response {
        let isForAnyone = errand.gate.permission.isForAnyone
        if let refusal = errand.gate.refusal {
            if !isForAnyone { try await errand.knock() }
            throw refusal
        }
        let response = try await work(errand)
        if !isForAnyone, errand.visits.isEmpty { try await errand.knock() }
        return response
    }

    private func token(of arrival: Arrival, for route: Route) throws -> Token? {
        do {
            return try arrival.token(.access, self.dependencies.tokens, now: self.database.world.now())
        } catch {
            if route.permission.isForAnyone { return nil }
            throw error
        }
    }

    /// What a read is likely to ask: nothing that anyone could know where its caller was never seen.
    private func queries(
        _ queries: @escaping @Sendable (Caller) -> [SQL]?, _ token: Token?, _ gate: Gate
    ) -> @Sendable () -> [SQL] {
        { self.roles.caller(token).flatMap { gate.queries(of: $0, then: queries) } ?? [] }
    }

    private func visit(
        _ work: @escaping @Sendable (Reading) throws -> Answer, _ arrival: Arrival, _ token: Token?, _ gate: Gate
    ) -> @Sendable (Reader) throws -> Visit<Head> {
        { reader in
            let caller = try gate.pass(token, in: reader)
            if let caller { self.roles.note(caller) }
            let answer = try work(
                Reading(data: reader, arrival: arrival, identity: caller, dependencies: self.dependencies))
            return Visit(answer.head, write: answer.write)
        }
    }

    private static func response(_ answer: (head: Head, body: AnswerBody)) -> Response {
        switch answer.body {
        case .whole(let bytes): Response(answer.head, answer.head.status == .noContent ? .none : .whole(bytes))
        case .stream(let stream): Response(answer.head, .stream(stream, count: nil))
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

extension HTTPRequest.Method {
    /// The method whose route answers: HEAD is GET without the body.
    fileprivate var answered: HTTPRequest.Method { self == .head ? .get : self }
}
