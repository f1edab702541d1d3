import JSONBytes
import NIOCore
import NIOHTTP1

/// Why a request is refused.
package enum EngineProblem: Equatable, Sendable {
    case unsupportedProtocol
    case invalidTransport
    case invalidSession(String)
    case invalidUpgrade
    case invalidPayload
    case overlappingPolls
    case payloadTooLarge
    case methodNotFound
    case originNotAllowed
    case tooManySessions
    case ended

    package var status: HTTPResponseStatus {
        switch self {
        case .payloadTooLarge: .payloadTooLarge
        case .methodNotFound: .methodNotAllowed
        case .tooManySessions: .serviceUnavailable
        default: .badRequest
        }
    }

    private var message: String {
        switch self {
        case .unsupportedProtocol:
            "The client is using an unsupported version of the Socket.IO or Engine.IO protocols"
        case .invalidTransport: "Invalid transport"
        case .invalidSession(let id): "Invalid session \(id)"
        case .invalidUpgrade: "Invalid websocket upgrade"
        case .invalidPayload: "Invalid payload"
        case .overlappingPolls: "Overlapping requests"
        case .payloadTooLarge: "Payload too large"
        case .methodNotFound: "Method Not Found"
        case .originNotAllowed: "Not an accepted origin."
        case .tooManySessions: "Too many sessions"
        case .ended: "Session is disconnected"
        }
    }

    /// A JSON string, though its content type is plain text; the bare sentence for an unknown method.
    package var body: ByteBuffer {
        guard self != .methodNotFound else { return ByteBuffer(string: self.message) }
        var writer = JSONWriter(capacity: 128)
        writer.string(self.message)
        return writer.take()
    }
}

/// The answer to a polling request.
package enum EngineAnswer: Equatable, Sendable {
    case payload(ByteBuffer)
    case refused(EngineProblem)
}
