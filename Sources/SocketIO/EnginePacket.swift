import FoundationEssentials
import NIOCore

/// What a peer sent breaks the protocol: the session ends.
package enum SocketProtocolError: Error, Equatable {
    case emptyPacket
    case unknownKind(UInt8)
    case malformed
    /// Binary attachments are not spoken here.
    case binary
    case tooManyPackets
}

/// One packet of Engine.IO protocol 4: a digit, then a body. As a WebSocket text frame and inside a polling payload it
/// reads the same.
package struct EnginePacket: Equatable, Sendable {
    package enum Kind: UInt8, Sendable {
        case open = 0x30
        case close
        case ping
        case pong
        case message
        case upgrade
        case noop
        /// A binary message: a WebSocket binary frame, or `b` and base64 inside a polling payload.
        case binary = 0x62
    }

    package let kind: Kind
    package let body: ByteBuffer

    package init(_ kind: Kind, _ body: ByteBuffer = ByteBuffer()) {
        self.kind = kind
        self.body = body
    }

    /// Reads a text frame, or one part of a polling payload.
    package init(text: ByteBuffer) throws(SocketProtocolError) {
        var rest = text
        guard let first = rest.readInteger(as: UInt8.self) else { throw .emptyPacket }
        guard let kind = Kind(rawValue: first) else { throw .unknownKind(first) }
        guard kind == .binary else {
            self.init(kind, rest)
            return
        }
        guard let bytes = Data(base64Encoded: String(buffer: rest)) else { throw .malformed }
        self.init(.binary, ByteBuffer(bytes: bytes))
    }

    /// The packet as text: base64 for a binary one.
    package var text: ByteBuffer {
        var text = ByteBuffer()
        text.writeInteger(self.kind.rawValue)
        switch self.kind {
        case .binary: text.writeString(Data(self.body.readableBytesView).base64EncodedString())
        default: text.writeImmutableBuffer(self.body)
        }
        return text
    }
}

/// The body of a polling request or answer: packets with a record separator between them.
package enum EnginePayload {
    static let separator: UInt8 = 0x1e
    /// In packets: more of them in one payload is an attack.
    static let mostPackets = 4096

    package static func decode(_ payload: ByteBuffer) throws(SocketProtocolError) -> [EnginePacket] {
        guard payload.readableBytes > 0 else { return [] }
        var packets: [EnginePacket] = []
        var rest = payload
        while true {
            guard packets.count < Self.mostPackets else { throw .tooManyPackets }
            let length = rest.readableBytesView.firstIndex(of: Self.separator).map { $0 - rest.readerIndex }
            guard let length else {
                packets.append(try EnginePacket(text: rest))
                return packets
            }
            guard let part = rest.readSlice(length: length) else { throw .malformed }
            rest.moveReaderIndex(forwardBy: 1)
            packets.append(try EnginePacket(text: part))
        }
    }

    /// Joins packets that are text already.
    package static func encode(_ packets: [ByteBuffer]) -> ByteBuffer {
        guard let first = packets.first, packets.count > 1 else { return packets.first ?? ByteBuffer() }
        var payload = ByteBuffer()
        payload.reserveCapacity(packets.reduce(packets.count) { $0 + $1.readableBytes })
        payload.writeImmutableBuffer(first)
        for packet in packets.dropFirst() {
            payload.writeInteger(Self.separator)
            payload.writeImmutableBuffer(packet)
        }
        return payload
    }
}
