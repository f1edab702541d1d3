import API
import HTTPTypes
import Hummingbird
import JSONBytes
import Logging
import NIOCore

/// The house's door: turns an HTTP request into an ``Arrival``, its body read or waiting on disk, and an answer into
/// an HTTP response.
struct Front: HTTPResponder {
    typealias Context = FrontContext

    let dispatcher: Dispatcher
    let forms: FormReader
    /// In bytes: what a JSON body may weigh.
    let maximumBody: Int

    func respond(to request: Request, context: Context) async throws -> Hummingbird.Response {
        let (path, query) = Self.split(request.head.path ?? "/")
        var arrival = Arrival(
            method: request.method, path: String(path), headers: request.headers,
            remoteAddress: context.remoteAddress, query: [])
        let place = self.dispatcher.place(at: path)
        let answer: API.Response
        do {
            arrival.query = try query.isEmpty ? [] : QueryString.parse(query, limit: 1000)
            answer = try await self.answer(&arrival, place, request, context.logger)
        } catch {
            let cause = (error as? FormError).map(Problem.init) ?? error
            answer = Failure.response(to: cause, logger: context.logger)
        }
        return Self.response(answer, to: request.method)
    }

    /// Reads the body, when anything is served at the path, and lets the dispatcher answer.
    private func answer(
        _ arrival: inout Arrival, _ place: RouteTree.Place?, _ request: Request, _ logger: Logger
    ) async throws -> API.Response {
        guard place?.routes[request.method] != nil, Self.hasBody(request) else {
            return await self.dispatcher.respond(to: arrival, at: place, logger: logger)
        }
        let type = request.headers[.contentType] ?? ""
        guard let kind = try FormKind(contentType: type) else {
            arrival.body = try await self.read(request, type)
            return await self.dispatcher.respond(to: arrival, at: place, logger: logger)
        }
        let head = arrival
        return try await self.forms.withForm(kind, from: request.body) { form in
            var whole = head
            whole.body = .form(fields: form.fields, files: form.files)
            return await self.dispatcher.respond(to: whole, at: place, logger: logger)
        }
    }

    private func read(_ request: Request, _ type: String) async throws -> Arrival.Body {
        let bytes: ByteBuffer
        do {
            bytes = try await request.body.collect(upTo: self.maximumBody)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge("The body is larger than \(self.maximumBody) bytes.")
        }
        guard bytes.readableBytes > 0 || type.isJSON else { return .none }
        guard type.isJSON else { return .foreign }
        do {
            return .json(try JSONValue(parsing: bytes, limits: JSONLimits(maxBytes: self.maximumBody)))
        } catch {
            return .malformed("\(error)")
        }
    }

    private static func hasBody(_ request: Request) -> Bool {
        if request.headers[.transferEncoding] != nil { return true }
        return (request.headers[.contentLength].flatMap(Int.init) ?? 0) > 0
            || request.headers[.contentType] != nil
    }

    private static func split(_ target: String) -> (path: Substring, query: Substring) {
        let target = target.prefix { $0 != "#" }
        guard let mark = target.firstIndex(of: "?") else { return (target, "") }
        return (target[..<mark], target[target.index(after: mark)...])
    }
}

/// What is known of a request besides its bytes.
struct FrontContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address at the connection's other end; nil when unknown.
    let remoteAddress: String?

    init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}

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

    private static func response(_ answer: API.Response, to method: HTTPRequest.Method) -> Hummingbird.Response {
        var headers = answer.head.headers
        for field in self.securityHeaders where headers[field.name] == nil { headers.append(field) }
        if answer.head.status == .noContent, headers[.contentType] == nil {
            headers[.contentType] = "text/html; charset=utf-8"
        }
        let body = method == .head ? self.emptied(answer.body) : self.body(answer.body)
        return Hummingbird.Response(status: answer.head.status, headers: headers, body: body)
    }

    private static func body(_ body: API.Response.Body) -> ResponseBody {
        switch body {
        case .none: ResponseBody()
        case .whole(let bytes): ResponseBody(byteBuffer: bytes)
        case .stream(let chunks, let count):
            ResponseBody(contentLength: count) { writer in
                try await self.write(chunks, to: &writer)
                try await writer.finish(nil)
            }
        }
    }

    private static func write(
        _ chunks: any AsyncSequence<ByteBuffer, any Error> & Sendable, to writer: inout any ResponseBodyWriter
    ) async throws {
        for try await chunk in chunks { try await writer.write(chunk) }
    }

    /// The length of a body without the body. A stream that nobody reads is let go.
    private static func emptied(_ body: API.Response.Body) -> ResponseBody {
        switch body {
        case .none: return ResponseBody()
        case .whole(let bytes):
            return ResponseBody(contentLength: bytes.readableBytes) { try await $0.finish(nil) }
        case .stream(let chunks, let count):
            _ = chunks.makeAsyncIterator()
            return ResponseBody(contentLength: count) { try await $0.finish(nil) }
        }
    }
}

extension String {
    /// `application/json` and its kin, whatever its parameters.
    fileprivate var isJSON: Bool {
        let type = self.prefix { $0 != ";" && $0 != " " }.lowercased()
        return type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
    }
}

extension Problem {
    fileprivate init(_ error: FormError) {
        switch error {
        case .tooLarge, .fieldsTooLarge: self = .tooLarge("\(error)")
        case .tooManyParts, .malformed: self = .invalid("\(error)")
        }
    }
}
