import API
import HTTPTypes
import Hummingbird
import JSONBytes
import NIOCore

/// The house's door: turns an HTTP request into an ``Arrival``, its body read or waiting on disk, and an answer into
/// an HTTP response.
struct Front: Sendable {
    private let dispatcher: Dispatcher
    /// For routes that take files.
    private let uploads: FormReader
    /// For all others: a form may weigh what JSON may.
    private let forms: FormReader
    /// In bytes: what a body without files may weigh.
    private let maximumBody: Int
    private let proxies: TrustedProxies
    /// In bytes: what an address may weigh, its query included.
    private static let maximumTarget = 16 << 10

    /// - Parameters:
    ///   - folder: Where files of a form wait.
    ///   - maximumUpload: In bytes.
    ///   - maximumBody: In bytes: a body without files.
    ///   - proxies: Whose word counts for where a request came from.
    init(
        dispatcher: Dispatcher, folder: String, maximumUpload: Int, maximumBody: Int,
        proxies: TrustedProxies = TrustedProxies([])
    ) {
        self.proxies = proxies
        self.dispatcher = dispatcher
        self.maximumBody = maximumBody
        self.uploads = FormReader(folder: folder, limits: FormLimits(total: maximumUpload, fields: maximumBody))
        self.forms = FormReader(folder: folder, limits: FormLimits(total: maximumBody, fields: maximumBody))
    }

    /// Answers a request for what the database holds, without a task: `waiting` is called once, on a thread that it must
    /// not keep.
    ///
    /// - Returns: False for every other request: nothing has happened then.
    func read(
        _ request: HTTPRequest, from remoteAddress: String?, _ log: RequestLog,
        _ waiting: @escaping @Sendable (API.Response) -> Void
    ) -> Bool {
        let target = request.path ?? "/"
        guard request.method == .get, !Self.hasBody(request.headerFields), target.utf8.count <= Self.maximumTarget
        else {
            return false
        }
        let (path, query) = Self.split(target)
        guard let fields = try? Self.fields(of: query) else { return false }
        let arrival = Arrival(
            method: .get, path: String(path), headers: request.headerFields, remoteAddress: remoteAddress, query: fields
        )
        return self.dispatcher.read(arrival, at: self.dispatcher.place(at: path), log, waiting)
    }

    /// - Parameters:
    ///   - request: Its body is still on the way.
    ///   - remoteAddress: The address at the connection's other end; nil when unknown.
    ///   - log: Where the request's mistakes are told.
    func respond(
        to request: Request, from remoteAddress: String?, _ log: RequestLog
    ) async -> Hummingbird.Response {
        let answer = await self.answer(to: request, from: remoteAddress, log)
        return await Self.response(answer, to: request.method, log)
    }

    private func answer(
        to request: Request, from remoteAddress: String?, _ log: RequestLog
    ) async -> API.Response {
        let target = request.head.path ?? "/"
        guard target.utf8.count <= Self.maximumTarget else { return Problem.targetTooLong.response }
        let (path, query) = Self.split(target)
        var arrival = Arrival(
            method: request.method, path: String(path), headers: request.headers,
            remoteAddress: self.proxies.origin(of: request.headers, from: remoteAddress), query: [])
        let place = self.dispatcher.place(at: path)
        do {
            arrival.query = try Self.fields(of: query)
            return try await self.answer(&arrival, place, request, log)
        } catch {
            let cause = (error as? FormError).map(Problem.init) ?? error
            return Failure.response(to: cause, log)
        }
    }

    /// Reads the body, when somebody with a token may send one there, and lets the dispatcher answer.
    private func answer(
        _ arrival: inout Arrival, _ place: RouteTree.Place?, _ request: Request, _ log: RequestLog
    ) async throws -> API.Response {
        guard Self.hasBody(request.headers), let route = try self.dispatcher.route(for: arrival, at: place) else {
            return await self.dispatcher.respond(to: arrival, at: place, log)
        }
        let type = request.headers[.contentType] ?? ""
        guard let kind = try FormKind(contentType: type) else {
            arrival.body = try await self.read(request, type)
            return await self.dispatcher.respond(to: arrival, at: place, log)
        }
        let head = arrival
        let reader = route.takesFiles ? self.uploads : self.forms
        return try await reader.withForm(kind, from: request.body) { form in
            var whole = head
            whole.body = .form(fields: form.fields, files: form.files)
            return await self.dispatcher.respond(to: whole, at: place, log)
        }
    }

    private func read(_ request: Request, _ type: String) async throws -> Arrival.Body {
        let tooLarge = Problem.tooLarge("The body is larger than \(self.maximumBody) bytes.")
        if let length = request.headers[.contentLength].flatMap(Int.init), length > self.maximumBody { throw tooLarge }
        let bytes: ByteBuffer
        do {
            bytes = try await request.body.collect(upTo: self.maximumBody)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        }
        guard bytes.readableBytes > 0 || type.isJSON else { return .none }
        guard type.isJSON else { return .foreign }
        guard bytes.readableBytes > 0 else { return .malformed("") }
        do {
            return .json(try JSONValue(parsing: bytes, limits: JSONLimits(maxBytes: self.maximumBody)))
        } catch {
            return .malformed("\(error)")
        }
    }

    private static func hasBody(_ headers: HTTPFields) -> Bool {
        if headers[.transferEncoding] != nil { return true }
        return (headers[.contentLength].flatMap(Int.init) ?? 0) > 0 || headers[.contentType] != nil
    }

    private static func fields(of query: Substring) throws -> [(name: String, value: String)] {
        try query.isEmpty ? [] : QueryString.parse(query, limit: 1000)
    }

    private static func split(_ target: String) -> (path: Substring, query: Substring) {
        let bytes = target.utf8
        let target = target[..<(bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex)]
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (target, "") }
        return (target[..<mark], target[bytes.index(after: mark)...])
    }
}

extension String {
    /// `application/json` and its kin, whatever its parameters.
    fileprivate var isJSON: Bool {
        let type = self.prefix { $0 != ";" && $0 != " " }.lowercased()
        return type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
    }
}

extension Route {
    fileprivate var takesFiles: Bool { self.inputs.contains { $0.place == .file } }
}

extension Problem {
    fileprivate static let targetTooLong = Problem(.uriTooLong, .message("The address is too long."))

    fileprivate init(_ error: FormError) {
        switch error {
        case .tooLarge, .fieldsTooLarge: self = .tooLarge("\(error)")
        case .tooManyParts, .malformed: self = .invalid("\(error)")
        }
    }
}
