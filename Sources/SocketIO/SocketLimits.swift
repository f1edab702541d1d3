import NIOCore

/// The numbers of the protocol and the fences around clients that misbehave.
package struct SocketLimits: Sendable {
    package var pingInterval: TimeAmount = .seconds(25)
    /// How long a ping may go unanswered.
    package var pingTimeout: TimeAmount = .seconds(20)
    /// In bytes: the longest request body and the longest WebSocket message that a client may send.
    package var maxPayload = 1_000_000
    /// In bytes: what may wait for a client that does not read. Beyond it the client is dropped.
    package var maxBacklog = 4 << 20
    /// In bytes: what is handed to a WebSocket before it must have written some.
    package var maxInFlight = 64 << 10
    /// In packets: python-socketio refuses a polling answer with more than 16.
    package var packetsPerPoll = 16
    /// How long a second transport may take to become the first.
    package var upgradeTimeout: TimeAmount = .seconds(10)
    /// How long a session may live without a namespace.
    package var connectTimeout: TimeAmount = .seconds(45)
    /// In events: how many of a client's may wait to be handled.
    package var maxWaitingEvents = 256
    /// How often one session may be refused before it ends.
    package var maxRefusals = 8
    package var maxSessions = 10_000

    package init() {}
}
