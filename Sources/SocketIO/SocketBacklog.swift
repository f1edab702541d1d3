import NIOCore

/// Packets that wait for their client, oldest first, and their weight.
struct SocketBacklog {
    /// In bytes: what a packet costs besides its text, so that many small ones count.
    private static let overhead = 32

    private var packets = CircularBuffer<ByteBuffer>(initialCapacity: 0)
    /// In bytes.
    private(set) var weight = 0

    var isEmpty: Bool { self.packets.isEmpty }

    mutating func append(_ packet: ByteBuffer) {
        self.packets.append(packet)
        self.weight += Self.weight(of: packet)
    }

    /// Takes packets until one of the limits is reached; at least one if there is any.
    mutating func take(packets most: Int, bytes: Int) -> (packets: [ByteBuffer], weight: Int) {
        var taken: [ByteBuffer] = []
        var weight = 0
        while taken.count < most, let packet = self.packets.first {
            let next = Self.weight(of: packet)
            guard taken.isEmpty || weight + next <= bytes else { break }
            self.packets.removeFirst()
            taken.append(packet)
            weight += next
        }
        self.weight -= weight
        return (taken, weight)
    }

    static func weight(of packet: ByteBuffer) -> Int { packet.readableBytes + Self.overhead }
}
