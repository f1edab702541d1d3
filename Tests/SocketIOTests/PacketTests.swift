import JSONBytes
import NIOCore
import SocketIO
import Testing

/// Bytes of the protocols, as python-socketio 5.18 and the reference put them on the wire.
@Suite struct PacketTests {
    @Test(
        "Engine.IO packets are a digit and a body",
        arguments: [
            ("1", EnginePacket.Kind.close, ""), ("2", .ping, ""), ("2probe", .ping, "probe"), ("3", .pong, ""),
            ("40/events,", .message, "0/events,"), ("5", .upgrade, ""), ("6", .noop, ""),
        ])
    func engine(text: String, kind: EnginePacket.Kind, body: String) throws {
        let packet = try EnginePacket(text: ByteBuffer(string: text))

        #expect(packet == EnginePacket(kind, ByteBuffer(string: body)))
        #expect(String(buffer: packet.text) == text)
    }

    @Test("A binary packet is base64 in a polling payload")
    func binary() throws {
        let packet = try EnginePacket(text: ByteBuffer(string: "bAAEC"))

        #expect(packet == EnginePacket(.binary, ByteBuffer(bytes: [0, 1, 2])))
        #expect(String(buffer: packet.text) == "bAAEC")
        #expect(throws: SocketProtocolError.malformed) { try EnginePacket(text: ByteBuffer(string: "b?")) }
    }

    @Test(
        "What is not a packet is refused",
        arguments: [("", SocketProtocolError.emptyPacket), ("9x", .unknownKind(0x39))])
    func garbage(text: String, problem: SocketProtocolError) {
        #expect(throws: problem) { try EnginePacket(text: ByteBuffer(string: text)) }
    }

    @Test("A payload's packets are separated by 0x1e")
    func payload() throws {
        let payload = ByteBuffer(string: "40/events,\u{1e}3\u{1e}42[\"x\"]")

        let packets = try EnginePayload.decode(payload)

        #expect(packets.map(\.kind) == [.message, .pong, .message])
        #expect(EnginePayload.encode(packets.map(\.text)) == payload)
        #expect(try EnginePayload.decode(ByteBuffer()).isEmpty)
        #expect(throws: SocketProtocolError.emptyPacket) { try EnginePayload.decode(ByteBuffer(string: "3\u{1e}")) }
    }

    @Test("A payload of very many packets is refused")
    func manyPackets() {
        let payload = ByteBuffer(string: String(repeating: "3\u{1e}", count: 5000) + "3")

        #expect(throws: SocketProtocolError.tooManyPackets) { try EnginePayload.decode(payload) }
    }

    @Test(
        "Socket.IO packets carry a namespace, an acknowledgement id and JSON",
        arguments: [
            ("0", SocketPacket(.connect)),
            ("0/events,", SocketPacket(.connect, in: "/events")),
            (
                #"0/events,{"token":"x"}"#,
                SocketPacket(.connect, in: "/events", payload: ByteBuffer(string: #"{"token":"x"}"#))
            ),
            (#"2["x",1]"#, SocketPacket(.event, payload: ByteBuffer(string: #"["x",1]"#))),
            (#"2/events,17["x"]"#, SocketPacket(.event, in: "/events", id: 17, payload: ByteBuffer(string: #"["x"]"#))),
            ("1/events,", SocketPacket(.disconnect, in: "/events")),
            ("30[]", SocketPacket(.acknowledgement, id: 0, payload: ByteBuffer(string: "[]"))),
        ])
    func socket(text: String, expected: SocketPacket) throws {
        let packet = try SocketPacket(decoding: ByteBuffer(string: text))

        #expect(packet == expected)
        #expect(String(buffer: packet.message) == "4" + text)
    }

    @Test("A namespace may end the packet, and its query is dropped")
    func namespaces() throws {
        #expect(try SocketPacket(decoding: ByteBuffer(string: "0/events")) == SocketPacket(.connect, in: "/events"))
        #expect(
            try SocketPacket(decoding: ByteBuffer(string: "0/events?a=1,")) == SocketPacket(.connect, in: "/events"))
    }

    @Test(
        "Broken and binary Socket.IO packets are refused",
        arguments: [
            ("", SocketProtocolError.emptyPacket), ("x", .unknownKind(0x78)), ("7", .unknownKind(0x37)),
            (#"51-/events,["x",{"_placeholder":true,"num":0}]"#, .binary), ("61-1[]", .binary),
            (#"2/events,1234567890123456789["x"]"#, .malformed),
            ("0/" + String(repeating: "e", count: 300), .malformed),
        ])
    func refused(text: String, problem: SocketProtocolError) {
        #expect(throws: problem) { try SocketPacket(decoding: ByteBuffer(string: text)) }
    }

    @Test("An event's name is quoted and its payload taken as it is")
    func event() {
        let packet = SocketPacket.event("task:\"up\u{1e}\"", ByteBuffer(string: #"{"task_id":"1"}"#), in: "/events")

        #expect(String(buffer: packet.message) == #"42/events,["task:\"up\u001e\"",{"task_id":"1"}]"#)
    }
}
