import NIOCore

/// The session's end of a WebSocket, usable from any event loop.
struct SocketWire: Sendable {
    /// Tells the wires of one process apart.
    let id: Int
    /// Sends text frames in order; the future is done when the last one is written.
    let send: @Sendable ([ByteBuffer]) -> EventLoopFuture<Void>
    let close: @Sendable (SocketSession.End?) -> Void
}
