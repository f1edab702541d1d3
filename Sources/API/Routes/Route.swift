import Database
import HTTPTypes
import JSONBytes

/// One endpoint: its address, what it takes, who may call it, what it answers and what it does.
package struct Route: Sendable {
    package let method: HTTPRequest.Method
    package let path: String
    /// One sentence for the API's reader.
    package let summary: String
    package let inputs: [InputDescription]
    package let permission: Permission
    package let answer: AnswerSchema
    /// Whether what is wrong with the body is told before the permission is asked, to whoever is logged in.
    private(set) var readsBodyFirst = false
    /// Whether those may call it who must set up a second factor first.
    private(set) var isForSettingUp = false
    /// Whether it only reads the database: see ``get(_:_:_:allow:answers:handler:)``.
    let isRead: Bool
    let prepare: @Sendable (Arrival) -> Prepared

    /// A request with its inputs read, ready to be let through or refused.
    struct Prepared: Sendable {
        /// What its address points at.
        let object: RouteObject
        /// What is wrong with the inputs.
        let refusal: (any Error)?
        /// Whether part of the path is malformed: nothing can be asked about its object then.
        let isMisaddressed: Bool
        let work: Work
    }

    enum Work: Sendable {
        /// `queries` names all that the handler and its answer will ask a caller's snapshot, in order; nil when nobody
        /// knows.
        case read(@Sendable (Reading) throws -> Answer, queries: @Sendable (Caller) -> [SQL]?)
        case write(@Sendable (Writing) throws -> Answer)
        case errand(@Sendable (Errand) async throws -> Response)
    }

    init<each Value: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ input: repeat Input<each Value>,
        permission: Permission, answer: AnswerSchema, isRead: Bool = false,
        work: @escaping @Sendable (@escaping @Sendable () throws -> (repeat each Value)) -> Work
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        var descriptions: [InputDescription] = []
        for one in repeat each input { descriptions.append(one.description) }
        self.inputs = descriptions
        self.permission = permission
        self.answer = answer
        self.isRead = isRead
        self.prepare = { arrival in
            let results = (repeat Result { try (each input).read(arrival) })
            var reading = InputReading()
            for (one, result) in repeat (each input, each results) { reading.gather(one, result) }
            return Prepared(
                object: reading.object, refusal: reading.refusal, isMisaddressed: reading.isMisaddressed,
                work: work { (repeat try (each results).get()) })
        }
    }
}

/// What the inputs of one request say together.
private struct InputReading {
    private(set) var object = RouteObject.none
    private(set) var isMisaddressed = false
    private var failure: (any Error)?
    private var fields: [FieldRefusal] = []
    private var isUnreadable = false

    /// The first failure that is none of a field; else those of all fields together.
    var refusal: (any Error)? {
        if let failure { return failure }
        if self.fields.isEmpty { return self.isUnreadable ? Problem.unreadable : nil }
        return Problem.invalid(fields: self.fields.map { ($0.field, $0.message) })
    }

    mutating func gather<Value>(_ input: Input<Value>, _ result: Result<Value, any Error>) {
        switch result {
        case .success(let value):
            if self.object.id == nil, let found = input.object?(value) { self.object = found }
            return
        // Each field of a body that is no object says so.
        case .failure(let refusal as FieldRefusal):
            if !self.fields.contains(refusal) { self.fields.append(refusal) }
        case .failure(is UnreadableBody): self.isUnreadable = true
        case .failure(let error): self.failure = self.failure ?? error
        }
        if input.description.place == .path { self.isMisaddressed = true }
    }
}

extension Route {
    /// A read: its handler and its answer see one snapshot.
    ///
    /// - Parameter queries: All that both will ask for a caller, in order, where his role and the inputs tell: they
    ///   then travel to the database together. More of them does no harm; one too few, and all is done twice.
    package static func get<each Value: Sendable>(
        _ path: String, _ summary: String, _ input: repeat Input<each Value>, allow permission: Permission,
        answers answer: AnswerSchema,
        expecting queries: (@Sendable (Caller, repeat each Value) -> [SQL]?)? = nil,
        handler: @escaping @Sendable (Reading, repeat each Value) throws -> Answer
    ) -> Route {
        Route(.get, path, summary, repeat each input, permission: permission, answer: answer, isRead: true) { values in
            .read(
                { call in
                    let values = try values()
                    return try handler(call, repeat each values)
                },
                queries: { caller in
                    guard let queries, let values = try? values() else { return nil }
                    return queries(caller, repeat each values)
                })
        }
    }

    /// A change: permission, handler and answer are one transaction.
    package static func change<each Value: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ input: repeat Input<each Value>,
        allow permission: Permission, answers answer: AnswerSchema,
        handler: @escaping @Sendable (Writing, repeat each Value) throws -> Answer
    ) -> Route {
        Route(method, path, summary, repeat each input, permission: permission, answer: answer) { values in
            .write { call in
                let values = try values()
                return try handler(call, repeat each values)
            }
        }
    }

    package static func post<each Value: Sendable>(
        _ path: String, _ summary: String, _ input: repeat Input<each Value>, allow permission: Permission,
        answers answer: AnswerSchema,
        handler: @escaping @Sendable (Writing, repeat each Value) throws -> Answer
    ) -> Route {
        .change(.post, path, summary, repeat each input, allow: permission, answers: answer, handler: handler)
    }

    package static func put<each Value: Sendable>(
        _ path: String, _ summary: String, _ input: repeat Input<each Value>, allow permission: Permission,
        answers answer: AnswerSchema,
        handler: @escaping @Sendable (Writing, repeat each Value) throws -> Answer
    ) -> Route {
        .change(.put, path, summary, repeat each input, allow: permission, answers: answer, handler: handler)
    }

    package static func delete<each Value: Sendable>(
        _ path: String, _ summary: String, _ input: repeat Input<each Value>, allow permission: Permission,
        answers answer: AnswerSchema = .nothing,
        handler: @escaping @Sendable (Writing, repeat each Value) throws -> Answer
    ) -> Route {
        .change(.delete, path, summary, repeat each input, allow: permission, answers: answer, handler: handler)
    }

    /// Work that waits for more than the database: files, pictures, password hashes. It visits the database through
    /// its ``Errand``, which checks the permission at each visit.
    package static func errand<each Value: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ input: repeat Input<each Value>,
        allow permission: Permission, answers answer: AnswerSchema,
        handler: @escaping @Sendable (Errand, repeat each Value) async throws -> Response
    ) -> Route {
        Route(method, path, summary, repeat each input, permission: permission, answer: answer) { values in
            .errand { errand in
                let values = try values()
                return try await handler(errand, repeat each values)
            }
        }
    }

    /// The names between braces in the path that no input reads, and inputs that the path lacks.
    package var pathMismatch: Set<String> {
        let inPath = RoutePattern(self.path).names
        let declared = self.inputs.filter { $0.place == .path }.map(\.name)
        return Set(inPath).symmetricDifference(declared)
    }

    /// The same work at another address that clients know.
    package func also(at path: String) -> Route { Route(self, path: path) }

    /// Compat: generic CRUD looks at the body before anything else but the token.
    func readingBodyFirst() -> Route {
        var copy = self
        copy.readsBodyFirst = true
        return copy
    }

    /// For those too who must set up a second factor before anything else.
    package func forSettingUp() -> Route {
        var copy = self
        copy.isForSettingUp = true
        return copy
    }

    private init(_ other: Route, path: String) {
        self.method = other.method
        self.path = path
        self.summary = other.summary
        self.inputs = other.inputs
        self.permission = other.permission
        self.answer = other.answer
        self.readsBodyFirst = other.readsBodyFirst
        self.isForSettingUp = other.isForSettingUp
        self.isRead = other.isRead
        self.prepare = other.prepare
    }
}
