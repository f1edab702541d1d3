import JSONBytes
import NIOCore

/// One packet of Socket.IO protocol 5, the body of an Engine.IO message: `2/events,7["name",{}]`.
package struct SocketPacket: Equatable, Sendable {
    package enum Kind: UInt8, Sendable {
        case connect = 0x30
        case disconnect
        case event
        case acknowledgement
        case connectError
    }
    private static let binaryKinds: ClosedRange<UInt8> = 0x35...0x36

    package let kind: Kind
    /// With its slash: `/` unless the packet names another.
    package let namespace: String
    /// What an acknowledgement answers; nil where none is asked for.
    package let id: Int?
    /// JSON text, not yet read; empty where there is none.
    package let payload: ByteBuffer

    package init(_ kind: Kind, in namespace: String = "/", id: Int? = nil, payload: ByteBuffer = ByteBuffer()) {
        self.kind = kind
        self.namespace = namespace
        self.id = id
        self.payload = payload
    }

    package init(decoding body: ByteBuffer) throws(SocketProtocolError) {
        var rest = body
        guard let first = rest.readInteger(as: UInt8.self) else { throw .emptyPacket }
        guard !Self.binaryKinds.contains(first) else { throw .binary }
        guard let kind = Kind(rawValue: first) else { throw .unknownKind(first) }
        let namespace = try Self.readNamespace(&rest)
        let id = try Self.readID(&rest)
        self.init(kind, in: namespace, id: id, payload: rest)
    }

    /// `/events,` or `/events` at the end. A query (`/events?x=1,`) is what older clients add: it is dropped.
    private static func readNamespace(_ rest: inout ByteBuffer) throws(SocketProtocolError) -> String {
        guard rest.readableBytesView.first == UInt8(ascii: "/") else { return "/" }
        let comma = rest.readableBytesView.firstIndex(of: UInt8(ascii: ","))
        let length = comma.map { $0 - rest.readerIndex } ?? rest.readableBytes
        guard length <= 256, let name = rest.readString(length: length) else { throw .malformed }
        if comma != nil { rest.moveReaderIndex(forwardBy: 1) }
        return name.split(separator: "?", maxSplits: 1).first.map(String.init) ?? "/"
    }

    private static func readID(_ rest: inout ByteBuffer) throws(SocketProtocolError) -> Int? {
        let digits = rest.readableBytesView.prefix { (0x30...0x39).contains($0) }.count
        guard digits > 0 else { return nil }
        guard digits <= 18, let text = rest.readString(length: digits), let id = Int(text) else { throw .malformed }
        return id
    }

    /// The whole Engine.IO message, ready for either transport: `42/events,["name",{}]`.
    package var message: ByteBuffer {
        var text = ByteBuffer()
        text.reserveCapacity(self.payload.readableBytes + self.namespace.utf8.count + 24)
        text.writeInteger(EnginePacket.Kind.message.rawValue)
        text.writeInteger(self.kind.rawValue)
        if self.namespace != "/" {
            text.writeString(self.namespace)
            text.writeInteger(UInt8(ascii: ","))
        }
        if let id { text.writeString(String(id)) }
        text.writeImmutableBuffer(self.payload)
        return text
    }
}

extension SocketPacket {
    /// An event with one argument: `payload` is JSON text, taken as it is.
    package static func event(_ name: String, _ payload: ByteBuffer, in namespace: String) -> SocketPacket {
        var writer = JSONWriter(capacity: 64)
        writer.string(name)
        let quoted = writer.take()
        var list = ByteBuffer()
        list.reserveCapacity(quoted.readableBytes + payload.readableBytes + 3)
        list.writeInteger(UInt8(ascii: "["))
        list.writeImmutableBuffer(quoted)
        list.writeInteger(UInt8(ascii: ","))
        list.writeImmutableBuffer(payload)
        list.writeInteger(UInt8(ascii: "]"))
        return SocketPacket(.event, in: namespace, payload: list)
    }

    static func connected(_ socket: String, in namespace: String) -> SocketPacket {
        SocketPacket(.connect, in: namespace, payload: Self.object("sid", socket))
    }

    static func refused(_ reason: String, in namespace: String) -> SocketPacket {
        SocketPacket(.connectError, in: namespace, payload: Self.object("message", reason))
    }

    private static func object(_ key: StaticString, _ value: String) -> ByteBuffer {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.key(key)
        writer.string(value)
        writer.endObject()
        return writer.take()
    }

    /// Name and arguments of an event packet.
    func call() throws(SocketProtocolError) -> (name: String, arguments: [JSONValue]) {
        guard let value = try? JSONValue(parsing: self.payload), case .array(let list) = value,
            case .string(let name)? = list.first
        else { throw .malformed }
        return (name, Array(list.dropFirst()))
    }

    /// The token in a connect packet's payload: `{"token": "x"}` or `{"Authorization": "Bearer x"}`.
    func token() throws(SocketProtocolError) -> String? {
        guard self.payload.readableBytes > 0 else { return nil }
        guard let value = try? JSONValue(parsing: self.payload) else { throw .malformed }
        guard case .object(let fields) = value else { return nil }
        if let token = fields["token"]?.stringValue { return token }
        let header = fields["Authorization"]?.stringValue ?? fields["authorization"]?.stringValue
        return header.flatMap(SocketCredentials.bearer)
    }
}
