import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import NIOCore
import Synchronization

/// A request whose work waits for more than the database. Each visit to the database is let through or refused anew,
/// and each sees the caller as the database knows him at that moment.
package struct Errand: Sendable {
    package let arrival: Arrival
    /// The token that came with the request; nil for an anonymous caller.
    package let token: Token?
    package let dependencies: Dependencies
    let gate: Gate
    let database: Database
    let visits = Visits()

    /// - Throws: ``Problem`` when the caller may not; what `body` throws.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (Reading) throws -> Result
    ) async throws -> Result {
        try await self.database.read { reader in
            let caller = try self.gate.pass(self.token, in: reader)
            self.visits.count()
            return try body(
                Reading(data: reader, arrival: self.arrival, identity: caller, dependencies: self.dependencies))
        }
    }

    /// - Throws: ``Problem`` when the caller may not; what `body` throws, with nothing kept.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (Writing) throws -> Result
    ) async throws -> Result {
        try await self.database.write { transaction in
            let caller = try self.gate.pass(self.token, in: transaction)
            self.visits.count()
            transaction.author = caller?.id
            return try body(
                Writing(data: transaction, arrival: self.arrival, identity: caller, dependencies: self.dependencies))
        }
    }

    /// A change whose answer is written in its transaction.
    package func answer(_ body: @escaping @Sendable (Writing) throws -> Answer) async throws -> Response {
        try await self.write { call in try body(call).whole(in: call.data) }
    }

    /// Passes the gate and does nothing.
    ///
    /// - Throws: ``Problem`` when the caller may not, or when the request's inputs are wrong.
    func knock() async throws { try await self.read { _ in } }
}

/// Whether an errand has been let through yet.
final class Visits: Sendable {
    private let number = Atomic(0)

    var isEmpty: Bool { self.number.load(ordering: .relaxed) == 0 }
    func count() { self.number.add(1, ordering: .relaxed) }
}

/// What a request must pass before its handler runs.
struct Gate: Sendable {
    let permission: Permission
    let object: RouteObject
    /// What is wrong with the inputs: heard only by those who may call the route, unless `refusesFirst`.
    let refusal: (any Error)?
    /// Whether everybody who is logged in hears the refusal.
    let refusesFirst: Bool
    /// Nil where nobody needs a second factor.
    let factors: FactorRule?

    init(
        _ permission: Permission, _ prepared: Route.Prepared, readsBodyFirst: Bool = false, factors: FactorRule? = nil
    ) {
        self.permission = permission
        self.factors = factors
        self.object = prepared.object
        self.refusal = prepared.refusal
        self.refusesFirst = prepared.isMisaddressed || readsBodyFirst
    }

    /// Refuses in the order: token, malformed address, permission and its object, other inputs.
    ///
    /// - Returns: Nil for an anonymous caller.
    func pass(_ token: Token?, in reader: Reader) throws -> Caller? {
        let caller = try self.caller(token, in: reader)
        if let caller { try self.factors?.check(caller, in: reader) }
        if self.refusesFirst, caller != nil, let refusal { throw refusal }
        try self.permission.check(caller, in: reader, on: self.object)
        if let refusal { throw refusal }
        return caller
    }

    /// All that a request is likely to ask, in order: the gate itself, then the handler.
    ///
    /// - Returns: Nil when nobody can say.
    func queries(of caller: Caller, then handler: (Caller) -> [SQL]?) -> [SQL]? {
        guard self.refusal == nil, let rest = handler(caller) else { return nil }
        guard let query = Caller.query(caller.token), let own = self.permission.queries(caller, on: self.object) else {
            return nil
        }
        return [query] + (self.factors?.queries(caller) ?? []) + own + rest
    }

    /// Where anyone may call, a token that no longer counts is none.
    private func caller(_ token: Token?, in reader: Reader) throws -> Caller? {
        guard let token else { return nil }
        do {
            return try Caller.load(token, from: reader)
        } catch let problem as Problem {
            if self.permission.isForAnyone { return nil }
            throw problem
        }
    }
}

extension Answer {
    /// The answer with its body in memory, for changes: it is complete before the commit.
    package func whole(in reader: Reader) throws -> Response {
        let output = Output()
        try self.write(reader, output)
        return Response(self.head, self.head.status == .noContent ? .none : .whole(output.takeRest()))
    }
}
